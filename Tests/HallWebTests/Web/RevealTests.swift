import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Showing a person in full")
struct RevealTests {
  struct Look: Sendable, CustomTestStringConvertible {
    let asker: Asker
    let reason: String
    let status: Int
    var code: String?
    var testDescription: String { "\(asker.testDescription): \(reason.prefix(20))" }
  }

  static let looks: [Look] =
    [
      Look(asker: .clerk, reason: "核对身份", status: 200),
      Look(asker: .admin, reason: "投诉处理", status: 200),
      Look(asker: .clerk, reason: "", status: 422, code: "invalid"),
      Look(asker: .clerk, reason: String(repeating: "因", count: 101), status: 422, code: "invalid"),
      Look(asker: .visitor, reason: "好奇", status: 401, code: "not-signed-in"),
    ]
    + [
      Asker.staff(.supervisor, Asker.east), .staff(.auditor, Asker.east),
      .staff(.reviewer, Asker.east), .staff(.agent, Asker.east), .staff(.countyAdmin, nil),
      .staff(.operator, nil), .staff(.clerk, Asker.west), .staff(.hallAdmin, Asker.west),
    ].map { Look(asker: $0, reason: "好奇", status: 403, code: "not-allowed") }

  @Test("only the hall's clerks and administrators, with a reason that the journal keeps", arguments: looks)
  func reveal(_ look: Look) async throws {
    let test = try await TestSite()
    let person = test.east.person
    let more = """
      ,"person":{"name":"\(person.name)","idNumber":"\(person.idNumber)"},"phone":"\(person.phone)"
      """
    let ticket = try #require(try await test.takeTicket("A", more).string("id"))
    let answer = try await test.ask(
      .get("/api/v1/halls/east/tickets/\(ticket)?reveal=\(look.reason)"), as: look.asker)
    #expect(answer.status == look.status, "\(answer.text)")
    #expect(answer.code == look.code)
    let rows = try await test.ledger { try await $0.journal(after: -1, limit: 1000) }
      .filter { $0.kind == "person.revealed" }
    let identity = [person.name, person.idNumber, person.phone]
    if look.status == 200 {
      for text in identity { #expect(answer.text.contains(text)) }
      #expect(rows.count == 1)
      #expect(rows.first?.actor == look.asker.account.map { "staff:\($0)" })
      #expect(rows.first?.body.contains(look.reason) ?? false)
    } else {
      for text in identity { #expect(!answer.text.contains(text)) }
      #expect(rows.isEmpty)
      Call.checkProblem(answer)
    }
    #expect(answer.headers["cache-control"] == "no-store")
  }

  @Test("the journal's page shows that somebody looked, and neither the person nor a ticket's secret")
  func journal() async throws {
    let test = try await TestSite()
    let person = test.east.person
    let more = #","person":{"name":"\#(person.name)","idNumber":"\#(person.idNumber)"}"#
    let ticket = try #require(try await test.takeTicket("A", more).string("id"))
    _ = try await test.ask(.get("/api/v1/halls/east/tickets/\(ticket)?reveal=核对"), as: .clerk)
    let page = try await test.ask(
      .get("/h/east/admin/journal"), as: .staff(.auditor, Asker.east))
    #expect(page.status == 200)
    #expect(page.text.contains("clerk.east"))
    for text in [person.name, person.idNumber, ticket, String(ticket.suffix(20))] {
      #expect(!page.text.contains(text))
    }
  }

  @Test("the desk shows whom the called ticket is for, masked")
  func desk() async throws {
    let test = try await TestSite()
    let person = test.east.person
    let more = #","person":{"name":"\#(person.name)","idNumber":"\#(person.idNumber)"}"#
    _ = try await test.takeTicket("A", more)
    _ = try await test.act("open")
    _ = try await test.act("next")
    let page = try await test.ask(.get("/h/east/desk"), as: .clerk)
    #expect(page.text.contains("欧**君"))
    #expect(!page.text.contains(person.name))
    #expect(!page.text.contains(person.idNumber))
  }
}
