import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Isolation of halls and roles")
struct IsolationTests {
  private static let halls = [Asker.east, Asker.west]

  /// Pages that list the county's halls for everybody.
  private static let listings: Set<String> = ["GET /", "GET /api/v1/halls", "GET /api/v1/verification-keys"]

  /// Routes that show a person in full, and leave it in the journal that they did.
  private static let revealing: Set<String> = [
    "POST /h/{hall}/admin/documents/{document}/reveal", "POST /h/{hall}/admin/receipts/{receipt}/print",
  ]

  private static func route(_ endpoint: Endpoint) -> String {
    "\(endpoint.method.rawValue) \(endpoint.path)"
  }

  @Test("(3) every route is in the table of who may use it, and the table has no other")
  func table() {
    let routes = Set(Site.allEndpoints.map(Self.route))
    #expect(routes.subtracting(AccessTable.allowed.keys).sorted() == [], "routes without a rule")
    #expect(Set(AccessTable.allowed.keys).subtracting(routes).sorted() == [], "rules without a route")
  }

  @Test(
    "(1) whom a route does not allow is turned away, changes nothing and learns nothing",
    arguments: Asker.all)
  func roles(asker: Asker) async throws {
    let stage = try await Stage()
    for endpoint in stage.test.site.endpoints {
      for hall in endpoint.isHallBound ? Self.halls : [Asker.east] {
        try await check(endpoint, hall, asker, stage)
      }
    }
  }

  private func check(
    _ endpoint: Endpoint, _ hall: Hall.ID, _ asker: Asker, _ stage: Stage
  ) async throws {
    let route = Self.route(endpoint)
    let bound = endpoint.isHallBound ? hall : nil
    guard let isAllowed = AccessTable.allows(route, asker, in: bound) else { return }
    try await stage.renew(asker)
    let before = stage.test.positions()
    let answer = try await stage.test.ask(stage.request(endpoint, hall: hall), as: asker)
    let name = "\(asker.testDescription): \(route) in \(hall) → \(answer.status)"
    #expect(answer.status < 500, "\(name)")
    #expect(answer.status != 405, "\(name)")
    // People see their own name wherever they are.
    let everything = answer.everything.replacing(stage.name(of: asker) ?? "-", with: "")
    if !isAllowed || !Self.revealing.contains(route) {
      for identity in stage.identities { #expect(!everything.contains(identity), "\(name)") }
    }
    if isAllowed {
      #expect(!answer.isTurnedAway || Self.isWrongPassword(answer), "\(name)")
    } else {
      #expect(answer.isTurnedAway, "\(name)")
      #expect(answer.status == Self.refusal(asker, endpoint), "\(name)")
      #expect(stage.test.positions() == before, "\(name) changed something")
    }
    for other in Self.hidden(from: asker, endpoint, hall, isAllowed: isAllowed) {
      for secret in try stage.secrets(of: other) {
        #expect(!everything.contains(secret), "\(name) shows \(secret)")
      }
      if Self.listings.contains(route) { continue }
      for text in try stage.names(of: other) {
        #expect(!everything.contains(text), "\(name) shows \(text)")
      }
    }
  }

  private static func isWrongPassword(_ answer: Answer) -> Bool {
    answer.status == 401 && answer.text.contains("账号或密码不对")
  }

  /// How somebody is turned away: people to the sign-in page, programs with a status.
  private static func refusal(_ asker: Asker, _ endpoint: Endpoint) -> Int {
    guard asker == .visitor else { return 403 }
    return endpoint.isProgramming || endpoint.method != .get ? 401 : 303
  }

  /// The halls of which the answer may tell nothing.
  private static func hidden(
    from asker: Asker, _ endpoint: Endpoint, _ hall: Hall.ID, isAllowed: Bool
  ) -> [Hall.ID] {
    if !isAllowed { return halls }
    if endpoint.isHallBound { return halls.filter { $0 != hall } }
    let isOfCounty = asker.role.map { !$0.needsHall } ?? false
    return isOfCounty ? [] : halls.filter { $0 != asker.hall }
  }

  // MARK: Things of another hall

  @Test("(2) what another hall has is as unknown as what nobody has")
  func strangers() async throws {
    let stage = try await Stage()
    let parameters = [
      "ticket", "window", "line", "block", "closure", "device", "account", "document", "claim", "receipt",
      "licence", "key",
    ]
    var compared = 0
    for endpoint in stage.test.site.endpoints where endpoint.isHallBound {
      for parameter in parameters where endpoint.path.contains("{\(parameter)}") {
        let asker = try #require(Self.allowed(endpoint), "nobody may use \(endpoint.path)")
        let theirs = try #require(stage.things[Asker.west]?.values[parameter])
        let nobodys = try #require(Self.unknown[parameter])
        let answers = try await [theirs, nobodys].asyncMap { value in
          try await stage.test.ask(
            stage.request(endpoint, hall: Asker.east, replacing: [parameter: value]), as: asker)
        }
        let name = "\(Self.route(endpoint)) with another hall's \(parameter)"
        // That a claim's code was shown is asked before whether there is such a claim.
        let status = endpoint.path.hasSuffix("/collect") ? 403 : 404
        #expect(answers[0].status == status, "\(name)")
        #expect(answers[1].status == status, "\(name)")
        // A bare number stands in many a sentence; only the one in an address is that of the thing.
        let isNumber = Int(theirs) != nil
        let texts = zip(answers, [theirs, nobodys]).map { answer, value in
          isNumber
            ? answer.text.replacing("/\(value)", with: "/…") : answer.text.replacing(value, with: "…")
        }
        #expect(texts[0] == texts[1], "\(name)")
        #expect(!texts[0].isEmpty, "\(name)")
        compared += 1
      }
    }
    #expect(compared > 25)
  }

  /// Well formed, and held by nobody. The device's number is beyond what either hall has.
  private static let unknown = [
    "ticket": "4-ZZZZZZZZZZZZZZZZZZZZ", "window": "Z7", "line": "Q", "block": "999999", "closure": "999999",
    "device": "board-77", "account": "nobody.at.all", "licence": "ZZ012026112099999990",
    "key": "0000000000000000", "document": "999999",
    "claim": "999999-0000000000000", "receipt": "TS01-2026112000999998",
  ]

  /// Somebody of the east hall whom the table allows.
  private static func allowed(_ endpoint: Endpoint) -> Asker? {
    Asker.all.first { asker in
      asker.hall == Asker.east
        && AccessTable.allows(route(endpoint), asker, in: Asker.east) ?? false
    }
  }

  @Test("a ticket of another hall in a form is as unknown as one that nobody has")
  func strangersInForms() async throws {
    let stage = try await Stage()
    let theirs = try #require(stage.things[Asker.west]?.tickets[0])
    let mine = try #require(stage.things[Asker.east]?.tickets[3])
    for act in ["return", "cancel"] {
      let flashes = try await [theirs.id.description, "4-ZZZZZZZZZZZZZZZZZZZZ"].asyncMap { id in
        try await stage.test.ask(
          .form("/h/east/desk/\(act)", [("ticket", id)]), as: .clerk
        ).cookie("yizhan_flash")
      }
      #expect(flashes[0] == flashes[1])
      #expect(flashes[0] != nil)
    }
    // The row of our own ticket with a wrong secret.
    let guess = "\(mine.id.serial)-\(theirs.id.secret)"
    let answer = try await stage.test.ask(.get("/api/v1/halls/east/tickets/\(guess)"))
    #expect(answer.status == 404)
    #expect(answer.code == "unknown-ticket")
  }

  @Test("a device of another hall is a stranger, also with the cookie of a staff member beside it")
  func mixedCookies() async throws {
    let test = try await TestSite()
    let cookies = [
      ("yizhan_session", Asker.staff(.clerk, Asker.west)), ("yizhan_device", .device(.kiosk, Asker.west)),
    ]
    let cookie = try cookies.map { "\($0.0)=\(try test.token($0.1))" }.joined(separator: "; ")
    let csrf = TestSite.csrf(try test.token(.device(.kiosk, Asker.west)))
    let answer = await test.send(
      .form(
        "/h/east/kiosk", [("line", "A"), ("key", "k"), ("csrf", csrf)],
        headers: [("Cookie", cookie)]))
    #expect(answer.status == 403)
    #expect(try await test.kinds().contains("ticket.issued") == false)
  }
}

extension Stage {
  /// Signs the asker in again if a request before has ended the session.
  func renew(_ asker: Asker) async throws {
    guard let account = asker.account else { return }
    let token = try test.token(asker)
    let digest = Gate.digest(token, test.site.surroundings)
    if test.county.facts.staff[account]?.isLocked ?? false {
      try await test.county.setStaffLocked(account, false, by: .visitor)
    }
    guard test.county.facts.sessions[digest] == nil else { return }
    _ = try await test.county.openSession(of: account, token: digest, lasting: .hours(12))
  }
}

extension Array {
  func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
