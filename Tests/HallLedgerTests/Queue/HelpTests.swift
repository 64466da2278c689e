import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Calls for help")
struct HelpTests {
  private static let kiosk: Device.ID = .named("kiosk-1")

  private func calls(_ hall: TestHall) -> [HelpCall] { hall.ledger.facts.helpCalls }

  @Test("asking twice is one call; answering it closes it")
  func once() async throws {
    let hall = try await TestHall()
    for _ in 0..<3 { try await hall.ledger.askForHelp(at: Self.kiosk, by: .visitor) }
    let call = try #require(calls(hall).first)
    #expect(calls(hall).count == 1 && call.isOpen)
    hall.clock.advance(by: .minutes(1))
    for _ in 0..<2 {
      try await hall.ledger.attendHelp(call.seq, at: Self.kiosk, by: TestHall.person)
    }
    #expect(calls(hall).map(\.isOpen) == [false])
    let kinds = try await hall.journal().map(\.kind).filter { $0.hasPrefix("help.") }
    #expect(kinds == ["help.asked", "help.attended"])
    #expect(try hall.findings() == [])
  }

  @Test("an answer to an earlier call leaves a later one open")
  func stale() async throws {
    let hall = try await TestHall()
    try await hall.ledger.askForHelp(at: Self.kiosk, by: .visitor)
    let first = try #require(calls(hall).first)
    try await hall.ledger.attendHelp(first.seq, at: Self.kiosk, by: TestHall.person)
    try await hall.ledger.askForHelp(at: Self.kiosk, by: .visitor)
    try await hall.ledger.attendHelp(first.seq, at: Self.kiosk, by: TestHall.person)
    #expect(calls(hall).map(\.isOpen) == [true])
    try await hall.ledger.attendHelp(1, at: .named("kiosk-2"), by: TestHall.person)
    #expect(calls(hall).count == 1)
    #expect(try hall.findings() == [])
  }

  @Test("two kiosks call apart, and a call outlives a restart")
  func restart() async throws {
    let hall = try await TestHall()
    try await hall.ledger.askForHelp(at: Self.kiosk, by: .visitor)
    try await hall.ledger.askForHelp(at: .named("kiosk-2"), by: .visitor)
    let again = try await hall.reopened()
    #expect(again.ledger.facts.helpCalls.map(\.device.rawValue) == ["kiosk-1", "kiosk-2"])
  }

  @Test("nobody who asked yesterday still stands there")
  func midnight() async throws {
    let hall = try await TestHall(clock: FixedClock(at: .fridayMorning + .hours(15) - .minutes(1)))
    _ = try await hall.take()
    try await hall.ledger.askForHelp(at: Self.kiosk, by: .visitor)
    hall.clock.advance(by: .minutes(2))
    _ = try await hall.take()
    #expect(calls(hall).isEmpty)
    #expect(try hall.findings() == [])
  }
}
