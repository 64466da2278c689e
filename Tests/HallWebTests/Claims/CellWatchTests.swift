import HTTPServing
import HallTesting
import Pages
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The watch over a cell")
struct CellWatchTests {
  struct Way: Sendable, CustomTestStringConvertible {
    let name: String
    var opening: LockerFailure?
    let states: [CellState?]
    let end: Delivery.State
    /// Whether a person is called.
    let calls: Bool
    var testDescription: String { name }
  }

  private static let long = [CellState?](repeating: .openFull, count: 130)

  private static let ways = [
    Way(
      name: "(1) open, taken, shut", states: [.openFull, .openEmpty, .shutEmpty], end: .delivered,
      calls: false),
    Way(
      name: "(1) without a sensor", states: [.shutUnknown, .openUnknown, .shutUnknown], end: .delivered,
      calls: false),
    Way(
      name: "(1) so quick that it was never seen open", states: [.shutFull, .shutEmpty], end: .delivered,
      calls: false),
    Way(name: "(3) empty from the start", states: [.shutEmpty], end: .underWay, calls: true),
    Way(name: "(2) shut on the documents", states: [.openFull, .shutFull], end: .failed, calls: true),
    Way(name: "(2) never opens", states: [.shutFull], end: .failed, calls: true),
    Way(name: "(2) never opens, without a sensor", states: [.shutUnknown], end: .failed, calls: true),
    Way(name: "(2) the adapter says no", opening: .refused, states: [.shutFull], end: .failed, calls: true),
    Way(name: "(2) nobody answers", opening: .unreachable, states: [nil], end: .failed, calls: true),
    Way(
      name: "(1) no answer, but the door opens", opening: .uncertain,
      states: [nil, .openFull, .openEmpty, .shutEmpty], end: .delivered, calls: false),
    Way(
      name: "(3) no answer, and none later", opening: .uncertain, states: [nil], end: .underWay, calls: true),
    Way(name: "(3) open, and then no word", states: [.openFull, nil], end: .underWay, calls: true),
    Way(
      name: "(1) open for long, and shut at last", states: long + [.openEmpty, .shutEmpty], end: .delivered,
      calls: true),
    Way(name: "(3) open for ever", states: [.openEmpty], end: .underWay, calls: true),
  ]

  @Test("how a door ends a delivery", arguments: ways)
  func ends(way: Way) async throws {
    let stage = try await LockerStage(way.states, opening: way.opening)
    let issued = try await stage.claim()
    let delivery = try await stage.release(issued)
    #expect(delivery.state == .underWay)
    await CellWatch(
      site: stage.test.site, hall: try stage.hall, device: stage.device, locker: stage.locker,
      cell: LockerCell(device: stage.device.id, number: 3), receipt: delivery.number, visit: "v"
    ).run()
    let (ended, documents) = try await stage.test.ledger { try await $0.delivery(delivery.number) }
    #expect(ended.state == way.end)
    #expect(stage.cells.opened == [3])
    let isOpen = try await stage.test.ledger { $0.facts.helpCalls.contains(where: \.isOpen) }
    #expect(isOpen == way.calls)
    switch way.end {
    case .delivered:
      #expect(documents.allSatisfy { $0.state == .collected })
      #expect(try await stage.test.ledger { try await $0.filledCells(of: stage.device.id) } == [:])
    case .failed:
      // Nobody has lost anything: the same code opens the same cell.
      #expect(documents.allSatisfy { $0.state == .ready })
      #expect(try await stage.outlook(issued).state == .waiting)
      let again = try await stage.release(issued)
      #expect(again.number != delivery.number && again.state == .underWay)
    case .underWay:
      #expect(try await stage.outlook(issued).state == .underWay)
      await #expect(throws: ClaimRefusal.self) { try await stage.release(issued) }
    }
  }
}
