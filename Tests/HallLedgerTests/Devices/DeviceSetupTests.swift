import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("A device's setup in the county's ledger")
struct DeviceSetupTests {
  private let hall = TestCounty.hall.id

  private func device(_ county: TestCounty, _ kind: Device.Kind) async throws -> Device {
    try await county.ledger.addDevice(
      hall: hall, kind: kind, name: "大门口", token: "token of \(kind)", isUnlimited: false,
      by: .visitor)
  }

  @Test("a name and a setup are kept, also over a start and a replay")
  func saved() async throws {
    let county = try await TestCounty()
    let kiosk = try await device(county, .kiosk)
    let printer = SlipPrinter(connection: .network(host: "192.0.2.60", port: 9100), paper: .narrow)
    let saved = try await county.ledger.setUpDevice(
      kiosk.id, of: hall, name: " 东门取号机 ", setup: .kiosk(printer), by: .visitor)
    #expect(saved.name == "东门取号机")
    #expect(county.ledger.facts.devices["token of kiosk"]?.printer == printer)
    #expect(try county.findings() == [])
    let reopened = try await county.reopened()
    #expect(reopened.facts.devices["token of kiosk"] == saved)
  }

  @Test("an evaluator's window can be taken away again")
  func cleared() async throws {
    let county = try await TestCounty()
    let pad = try await device(county, .evaluator)
    _ = try await county.ledger.setUpDevice(
      pad.id, of: hall, name: "窗口", setup: .evaluator(.named("3")), by: .visitor)
    #expect(county.ledger.facts.devices["token of evaluator"]?.evaluatedWindow == .named("3"))
    _ = try await county.ledger.setUpDevice(
      pad.id, of: hall, name: "窗口", setup: nil, by: .visitor)
    #expect(county.ledger.facts.devices["token of evaluator"]?.evaluatedWindow == nil)
  }

  private struct Wrong: Sendable {
    let kind: Device.Kind
    let setup: Device.Setup
    let field: String
  }

  @Test("a setup that cannot be right is refused and changes nothing")
  func wrong() async throws {
    let county = try await TestCounty()
    let network = { (host: String, port: Int) in
      Device.Setup.kiosk(SlipPrinter(connection: .network(host: host, port: port), paper: .wide))
    }
    let file = { Device.Setup.kiosk(SlipPrinter(connection: .file(path: $0), paper: .wide)) }
    let board = { (inches: Int, distance: Int) in
      Device.Setup.board(
        BoardScreen(
          lines: [], diagonalInches: inches, distanceDecimetres: distance, isVoiced: true))
    }
    let cases = [
      Wrong(kind: .kiosk, setup: network("", 9100), field: "host"),
      Wrong(kind: .kiosk, setup: network("打印机", 9100), field: "host"),
      Wrong(kind: .kiosk, setup: network("192.0.2.60", 70_000), field: "port"),
      Wrong(kind: .kiosk, setup: file("/etc/passwd"), field: "path"),
      Wrong(kind: .kiosk, setup: file("/dev/../etc/passwd"), field: "path"),
      Wrong(kind: .board, setup: board(9, 60), field: "diagonalInches"),
      Wrong(kind: .board, setup: board(43, 401), field: "distanceDecimetres"),
      Wrong(kind: .board, setup: .evaluator(.named("1")), field: "setup"),
      Wrong(kind: .printer, setup: .kiosk(.standard), field: "setup"),
    ]
    for wrong in cases {
      let device = try await device(county, wrong.kind)
      let before = county.ledger.position
      do {
        _ = try await county.ledger.setUpDevice(
          device.id, of: hall, name: "大门口", setup: wrong.setup, by: .visitor)
        Issue.record("\(wrong.setup) was taken")
      } catch let refusal as InputRefusal {
        #expect(refusal.faults.map(\.field) == [wrong.field])
      }
      #expect(county.ledger.position == before)
      try await county.ledger.unpairDevice(device.id, of: hall, by: .visitor)
    }
  }

  @Test("a device of another hall is unknown, and so is one that was unpaired")
  func unknown() async throws {
    let county = try await TestCounty()
    let kiosk = try await device(county, .kiosk)
    await #expect(throws: StaffRefusal.unknownDevice) {
      try await county.ledger.setUpDevice(
        kiosk.id, of: .named("elsewhere"), name: "大门口", setup: nil, by: .visitor)
    }
    try await county.ledger.unpairDevice(kiosk.id, of: hall, by: .visitor)
    await #expect(throws: StaffRefusal.unknownDevice) {
      try await county.ledger.setUpDevice(
        kiosk.id, of: hall, name: "大门口", setup: nil, by: .visitor)
    }
  }
}
