import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

/// Two busy halls, and for each what its routes' paths name.
struct Stage: Sendable {
  struct Things: Sendable {
    var tickets: [Ticket] = []
    var block: Int64 = 0
    var closure: Int64 = 0
    var document = ""
    var claim = ""
    var receipt = ""

    /// By the name of the path's parameter.
    var values: [String: String] = [:]
  }

  let test: TestSite
  var things: [Hall.ID: Things] = [:]

  init() async throws {
    test = try await TestSite()
    for fixture in [test.east, test.west] { things[fixture.id] = try await occupy(fixture) }
    try await test.county.saveDepartment(CatalogueFixtures.department, by: .system)
    try await test.county.saveItem(CatalogueFixtures.entry(), after: nil, by: .system)
  }

  /// Tickets that wait, are called and are missed, one of them for a person; an open window; numbers
  /// on paper; a spare account and a spare device.
  private func occupy(_ fixture: HallFixture) async throws -> Things {
    var things = Things()
    let clerk = try #require(Asker.secondClerk(fixture.id).account)
    let person = try fixture.fullPerson
    let line = fixture.lines[0]
    try await test.shelf.with(fixture.id) { ledger in
      for index in 0..<4 {
        let request = try TicketRequest(
          line: line, person: index == 3 ? person : nil,
          phone: index == 3 ? fixture.person.phone : nil)
        let bytes = try await ledger.issueTicket(request, by: .visitor, key: nil) {
          Array($0.ticket.id.description.utf8)
        }
        let id = try #require(Ticket.ID(String(decoding: bytes, as: UTF8.self)))
        things.tickets.append(try await ledger.ticketStatus(id).ticket)
      }
      let window = fixture.windows[1]
      _ = try await ledger.openWindow(window, clerk: clerk, by: .visitor)
      _ = try await ledger.callNext(at: window, clerk: clerk, by: .visitor)
      _ = try await ledger.miss(at: window, clerk: clerk, by: .visitor)
      _ = try await ledger.callNext(at: window, clerk: clerk, by: .visitor)
      // The halls' journals are equally long; what is named by a number must differ all the same.
      if fixture.id == Asker.west {
        _ = try await ledger.reserveBlock(line: line, count: 5, by: .visitor)
      }
      let day = try #require(CivilDate("2027-01-01"))
      try await ledger.addClosure(from: day, through: day, reason: "\(fixture.mark)放假", by: .visitor)
      things.closure = ledger.facts.closures.first?.id ?? 0
      (things.document, things.claim, things.receipt) = try await Self.documents(
        ledger, of: fixture, try #require(test.county.facts.halls[fixture.id]))
      things.block = try await ledger.reserveBlock(line: line, count: 5, by: .visitor).id
    }
    let spare = "spare.\(fixture.id)"
    let grant = try #require(Grant(role: .agent, hall: fixture.id))
    try await test.county.addStaff(
      Staff(id: .named(spare), name: "\(fixture.mark)备用", grants: [grant]), password: "none",
      by: .visitor)
    var device = try await addBoard(fixture, token: spare)
    if fixture.id == Asker.west { device = try await addBoard(fixture, token: spare + "2") }
    let (licence, key) = try await seal(fixture)
    things.values = [
      "licence": licence, "key": key,
      "hall": fixture.id.rawValue, "line": line.rawValue, "window": fixture.windows[0].rawValue,
      "ticket": things.tickets[3].id.description, "block": String(things.block),
      "closure": String(things.closure),
      "account": spare, "device": device.id.rawValue, "number": "A001", "clip": "please",
      "year": "2027", "day": "2027-03-03",
      "document": things.document, "claim": things.claim, "receipt": things.receipt,
      "caseNumber": "CASE-1", "code": "TEST-1", "digest": String(repeating: "a", count: 64),
    ]
    return things
  }

  /// A document with a claim, and one that is on its way by post.
  private static func documents(
    _ ledger: Ledger<Hall>, of fixture: HallFixture, _ hall: Hall
  ) async throws -> (document: String, claim: String, receipt: String) {
    func register(_ number: String) async throws -> FinishedDocument.ID {
      var entry = ClaimFixtures.entry(number: fixture.mark + number, person: fixture.person)
      entry.caseNumber = "CASE-1"
      _ = try await ledger.registerDocuments(
        [try NewDocument(entry, today: ClaimFixtures.today)], by: .visitor, key: nil
      ) { _ in [] }
      return try #require(try await ledger.documents(DocumentQuery(limit: 1)).first).id
    }
    let first = try await register("1号")
    let issued = try await ledger.makeClaim([first], of: hall, by: .visitor, key: nil)
    var made = Delivery.Made(documents: [try await register("2号")], method: .post)
    made.trackingNumber = "T1"
    made.sentOn = ClaimFixtures.today
    let sent = try await ledger.deliver(made, of: hall, by: .visitor, key: nil)
    return (first.description, issued.name.description, sent.number.rawValue)
  }

  /// A licence for the hall's person, and the key that sealed it.
  private func seal(_ fixture: HallFixture) async throws -> (licence: String, key: String) {
    let holder = LicenceContent.Holder(
      name: fixture.person.name, idType: "111", idNumber: fixture.person.idNumber)
    let hall = try #require(test.county.facts.halls[fixture.id])
    return try await test.shelf.with(fixture.id) { ledger in
      let bytes = try await ledger.issueLicence(
        LicenceFixtures.content(holder: holder), of: hall, by: .visitor, key: nil
      ) { Array($0.current.number.rawValue.utf8) }
      let key = try #require(try await ledger.sealKeys().first)
      return (String(decoding: bytes, as: UTF8.self), key.key.id.rawValue)
    }
  }

  private func addBoard(_ fixture: HallFixture, token: String) async throws -> Device {
    try await test.county.addDevice(
      hall: fixture.id, kind: .board, name: "\(fixture.mark)备用屏", token: token,
      isUnlimited: false, by: .visitor)
  }

  func name(of asker: Asker) -> String? {
    asker.account.flatMap { test.county.facts.staff[$0]?.name }
  }

  /// A path with its parameters filled in; records the name of one that the test does not know.
  func path(
    _ pattern: String, hall: Hall.ID, replacing other: [String: String] = [:]
  ) throws -> String {
    let values = try #require(things[hall]).values.merging(other) { $1 }
    return try pattern.split(separator: "/", omittingEmptySubsequences: false).map { part in
      guard part.hasPrefix("{") else { return String(part) }
      let name = String(part.dropFirst().prefix { $0 != "}" })
      let suffix = part.drop { $0 != "}" }.dropFirst()
      return try #require(values[name], "no value for {\(name)} of \(pattern)") + suffix
    }.joined(separator: "/")
  }

  /// A request that the route would accept from somebody who may send it.
  func request(
    _ endpoint: Endpoint, hall: Hall.ID, replacing other: [String: String] = [:]
  ) throws -> Ask {
    let target = try path(endpoint.path, hall: hall, replacing: other)
    let things = try #require(things[hall])
    let fixture = hall == test.east.id ? test.east : test.west
    let line = fixture.lines[0].rawValue
    guard endpoint.method == .post else { return Ask(method: endpoint.method, target: target) }
    if endpoint.path.hasPrefix("/api/") {
      let number = things.tickets[0].number.line.rawValue + "005"
      return .post(
        target,
        """
        {"line":"\(line)","outcome":"served","reason":"午休","count":2,"number":"\(number)",
         "account":"clerk.\(hall)","password":"\(TestSite.password)",
         "collector":{"name":"\(fixture.person.name)","idNumber":"\(fixture.person.idNumber)"},
         "relation":"self","state":"delivered","place":"A-1","documents":["\(things.document)"]}
        """, key: SeededKey.next())
    }
    return .form(
      target,
      [
        ("line", line), ("key", SeededKey.next()), ("window", things.values["window"] ?? ""),
        ("ticket", things.tickets[0].id.description), ("code", things.tickets[0].number.description),
        ("to", "line:\(line)"), ("reason", "午休"), ("outcome", "served"), ("count", "2"),
        ("number", line + "006"), ("letter", line), ("name", "新名字"), ("always", "1"),
        ("priority", endpoint.path.hasSuffix("/settings") ? "1" : ""), ("normal", "2"),
        ("returnAfter", "3"), ("voidAtMiss", "3"), ("account", "clerk.\(hall)"),
        ("password", TestSite.password), ("kind", "board"), ("division", "119999300000"),
        ("shortCode", "NEW1"), ("from", "2027-02-02"), ("how", "电话"),
      ])
  }

  // MARK: What must not be seen

  /// Texts that belong to one hall alone and that the public may see in that hall.
  func names(of hall: Hall.ID) throws -> [String] {
    let fixture = hall == test.east.id ? test.east : test.west
    let things = try #require(things[hall])
    return [fixture.mark] + things.tickets.map(\.number.description)
  }

  /// Texts that nobody is shown who does not already know them.
  func secrets(of hall: Hall.ID) throws -> [String] {
    let fixture = hall == test.east.id ? test.east : test.west
    let things = try #require(things[hall])
    return things.tickets.flatMap { [$0.id.secret, $0.shortCode] }
      + [fixture.person.name, fixture.person.idNumber, fixture.person.phone]
  }

  /// Whole identities, which no answer of any route gives without a reason.
  var identities: [String] {
    [test.east, test.west].flatMap { [$0.person.name, $0.person.idNumber, $0.person.phone] }
  }
}
