import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("The print queue")
struct PrintQueueTests {
  private static let device = Device.ID.named("kiosk-1")

  private static func kiosk(_ connection: SlipPrinter.Connection) -> Caller {
    .device(
      Device(
        id: device, hall: .named("east"), kind: .kiosk, name: "大门口",
        setup: .kiosk(SlipPrinter(connection: connection, paper: .wide))))
  }

  private static let driven = kiosk(.network(host: "192.0.2.60", port: 9100))

  private func take(_ hall: TestHall, as caller: Caller = Self.driven) async throws -> Ticket {
    let request = try TicketRequest(line: .named("A"))
    return try TestHall.ticket(
      try await hall.ledger.issueTicket(request, by: caller, key: nil, answer: TestHall.answer))
  }

  private func open(_ hall: TestHall) async throws -> [PrintJob] {
    try await hall.ledger.openSlips(of: Self.device, limit: 100)
  }

  private func state(_ hall: TestHall, _ ticket: Ticket) async throws -> PrintState {
    try await hall.ledger.ticketStatus(ticket.id).printing
  }

  @Test("(1) a number and its slip stand in the journal together, or neither")
  func together() async throws {
    let hall = try await TestHall()
    let ticket = try await take(hall)
    #expect(try await hall.journal().kinds.suffix(2) == ["ticket.issued", "print.queued"])
    #expect(try await state(hall, ticket) == .queued)
    #expect(try await open(hall.crashed()).map(\.status.ticket.id) == [ticket.id])
    #expect(try hall.findings() == [])
  }

  @Test(
    "who prints in the browser, or is no kiosk, queues nothing",
    arguments: [kiosk(.browser), TestHall.person, .visitor])
  func nothing(caller: Caller) async throws {
    let hall = try await TestHall()
    let ticket = try await take(hall, as: caller)
    #expect(try await state(hall, ticket) == .browser)
    #expect(try await open(hall).isEmpty)
  }

  @Test("(2) a job that failed is tried until it ends, and ends once")
  func ends() async throws {
    let hall = try await TestHall()
    let ticket = try await take(hall)
    let job = try #require(try await open(hall).first)
    try await hall.ledger.failSlip(job, .paperOut)
    try await hall.ledger.failSlip(job, .paperOut)
    #expect(try await state(hall, ticket) == .failed(.paperOut))
    #expect(try await hall.journal().kinds.filter { $0 == "print.failed" }.count == 1)
    #expect(try await open(hall).map(\.id) == [job.id])
    try await hall.ledger.endSlip(job)
    try await hall.ledger.endSlip(job)
    try await hall.ledger.failSlip(job, .coverOpen)
    #expect(try await state(hall, ticket) == .printed)
    #expect(try await hall.journal().kinds.filter { $0 == "print.printed" }.count == 1)
    #expect(try await open(hall).isEmpty)
    #expect(try hall.findings() == [])
  }

  @Test("(2) a final reason ends a job", arguments: PrintFailure.allCases)
  func final(reason: PrintFailure) async throws {
    let hall = try await TestHall()
    let ticket = try await take(hall)
    try await hall.ledger.failSlip(try #require(try await open(hall).first), reason)
    #expect(try await open(hall).isEmpty == reason.isFinal)
    #expect(try await state(hall, ticket) == .failed(reason))
    #expect(try hall.findings() == [])
  }

  @Test("(3) slips come in the order of their numbers")
  func order() async throws {
    let hall = try await TestHall()
    var tickets: [Ticket.ID] = []
    for _ in 0..<5 { tickets.append(try await take(hall).id) }
    #expect(try await open(hall).map(\.status.ticket.id) == tickets)
    #expect(try await hall.ledger.devicesWithOpenSlips() == [Self.device])
  }

  @Test("a slip is needed while its ticket waits; one that was asked for again, while the ticket lives")
  func needed() async throws {
    let hall = try await TestHall()
    let ticket = try await take(hall)
    #expect(try await open(hall).map(\.isNeeded) == [true])
    try await hall.call()
    #expect(try await open(hall).map(\.isNeeded) == [false])
    try await hall.ledger.failSlip(try #require(try await open(hall).first), .notNeeded)
    _ = try await hall.ledger.reprintTicket(ticket.id, among: [Self.device], by: TestHall.person)
    #expect(try await open(hall).map(\.isNeeded) == [true])
    try await hall.start()
    try await hall.finish()
    #expect(try await open(hall).map(\.isNeeded) == [false])
  }

  @Test("asking twice for what is still queued queues it once; a printer that is gone is replaced")
  func again() async throws {
    let hall = try await TestHall()
    let ticket = try await take(hall)
    let other = Device.ID.named("kiosk-2")
    let ask = { (printers: [Device.ID]) in
      try await hall.ledger.reprintTicket(ticket.id, among: printers, by: TestHall.person).printing
    }
    #expect(try await ask([Self.device, other]) == .queued)
    #expect(try await open(hall).count == 1)
    #expect(try await ask([other]) == .queued)
    #expect(try await hall.ledger.openSlips(of: other, limit: 9).count == 1)
    #expect(try hall.findings() == [])
  }
}
