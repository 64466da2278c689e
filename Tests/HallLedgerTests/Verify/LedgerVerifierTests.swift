import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("LedgerVerifier")
struct LedgerVerifierTests {
  private func closedMorning() async throws -> (hall: TestHall, last: Int64) {
    let hall = try await LedgerTests.morning()
    await hall.ledger.close()
    return (hall, hall.ledger.position)
  }

  private func chain(_ hall: TestHall) throws -> [VerifyFinding] {
    try hall.verifier.verifyChain(ofHall: true).findings
  }

  @Test(
    "an edited row is found, whichever column was edited",
    arguments: [
      "at = at + 1", "actor = 'staff:wang'", "device = 'kiosk-9'", "kind = 'ticket.started'",
      "subject = 'x'", "body = '{}'", "chain = zeroblob(32)", "body = body || ' '",
    ])
  func edited(change: String) async throws {
    let (hall, _) = try await closedMorning()
    #expect(try chain(hall) == [])
    try hall.tamper("UPDATE journal SET \(change) WHERE seq = 12")
    let findings = try chain(hall)
    #expect(findings.first == .altered(seq: 12))
    #expect(try hall.findings() == findings, "a replay looks at the chain first")
  }

  @Test("the header and the last row are covered as well")
  func ends() async throws {
    let (hall, last) = try await closedMorning()
    try hall.tamper("UPDATE journal SET body = body || ' ' WHERE seq IN (0, \(last))")
    #expect(try chain(hall) == [.altered(seq: 0), .altered(seq: last)])
  }

  @Test("a removed row is found by its number, in the middle and at the end")
  func removed() async throws {
    let (hall, last) = try await closedMorning()
    try hall.tamper("DELETE FROM journal WHERE seq = 15")
    #expect(try chain(hall) == [.missing(seq: 15)])
    try hall.tamper("DELETE FROM journal WHERE seq = \(last)")
    #expect(try chain(hall) == [.missing(seq: 15), .missing(seq: last)])
  }

  @Test("rows at the end cannot be removed together with the head that counts them")
  func headRemoved() async throws {
    let (hall, last) = try await closedMorning()
    try hall.tamper("DELETE FROM journal WHERE seq > \(last - 3)", "DELETE FROM head")
    #expect(try chain(hall) == [.missing(seq: last - 2)])
  }

  @Test("swapped rows are found")
  func swapped() async throws {
    let (hall, _) = try await closedMorning()
    try hall.tamper(
      "UPDATE journal SET seq = -1 WHERE seq = 15", "UPDATE journal SET seq = 15 WHERE seq = 16",
      "UPDATE journal SET seq = 16 WHERE seq = -1")
    #expect(try chain(hall) == [.altered(seq: 15), .altered(seq: 16), .altered(seq: 17)])
  }

  @Test("an added row is found, at the end and before the header")
  func added() async throws {
    let (hall, last) = try await closedMorning()
    let columns = "at, actor, device, kind, subject, body, chain"
    try hall.tamper(
      "INSERT INTO journal(seq, \(columns)) SELECT seq + 1, \(columns) FROM journal WHERE seq = \(last)")
    #expect(try chain(hall).contains(.altered(seq: last + 1)))
    try hall.tamper(
      "INSERT INTO journal(seq, \(columns)) SELECT -1, \(columns) FROM journal WHERE seq = 0")
    #expect(try chain(hall).first == .missing(seq: 0))
  }

  @Test("a journal without header is no journal")
  func noHeader() async throws {
    let (hall, _) = try await closedMorning()
    try hall.tamper("DELETE FROM journal WHERE seq = 0")
    #expect(try chain(hall) == [.noHeader])
  }

  @Test(
    "a changed row of any table is found by replay, and only there",
    arguments: [
      ("ticket", "UPDATE ticket SET state = 'void' WHERE ordinal = 4 AND number_line = 'A'"),
      ("ticket", "DELETE FROM ticket WHERE ordinal = 4 AND number_line = 'A'"),
      ("line_day", "UPDATE line_day SET issued = issued + 1 WHERE line = 'A'"),
      ("line", "UPDATE line SET body = replace(body, '社保', '社会') WHERE id = 'A'"),
      ("window", "UPDATE \"window\" SET clerk = 'clerk-9' WHERE id = '1'"),
      ("call", "DELETE FROM call WHERE seq = (SELECT min(seq) FROM call)"),
      ("pause", "UPDATE pause SET reason = '开会'"),
      ("paper_block", "UPDATE paper_block SET last = last + 1"),
      ("settings", "INSERT INTO settings(id, body) VALUES (1, '{}')"),
      ("business_day", "UPDATE business_day SET day = '2026-11-19'"),
      ("ticket_person", "INSERT INTO ticket_person(serial, line, day) VALUES (1, 'A', '2026-11-20')"),
    ])
  func projection(table: String, change: String) async throws {
    let (hall, _) = try await closedMorning()
    #expect(try hall.findings() == [])
    try hall.tamper(change)
    #expect(try chain(hall) == [])
    let findings = try hall.findings()
    #expect(findings.count == 1)
    guard case .tableDiffers(table, let rows) = findings.first else {
      Issue.record("\(findings)")
      return
    }
    #expect(rows > 0)
  }

  @Test("a check reads a ledger that is in use, and changes nothing")
  func whileInUse() async throws {
    let hall = try await LedgerTests.morning()
    async let taking: Void = {
      for _ in 0..<50 { _ = try await hall.take() }
    }()
    for _ in 0..<3 { #expect(try hall.findings() == []) }
    try await taking
    let report = try hall.verifier.verifyChain(ofHall: true)
    #expect(report.rows == hall.ledger.position + 1)
    #expect(report.head.count == 64)
  }
}
