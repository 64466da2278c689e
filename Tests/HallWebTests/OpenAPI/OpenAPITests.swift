import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The description of the programming interface")
struct OpenAPITests {
  /// The document, read as a client reads it.
  private struct Description {
    let paths: [String: [String: [String: Any]]]
    let schemas: [String: Any]
    let all: [String: Any]

    init(_ test: TestSite) async throws {
      let answer = await test.send(.get("/api/openapi.json"))
      #expect(answer.status == 200)
      all = answer.object
      paths = try #require(all["paths"] as? [String: [String: [String: Any]]])
      let components = try #require(all["components"] as? [String: Any])
      schemas = try #require(components["schemas"] as? [String: Any])
    }

    var operations: [(path: String, method: String, operation: [String: Any])] {
      paths.flatMap { path, methods in methods.map { (path, $0.key, $0.value) } }
    }

    /// The schema of an answer, or nil when the status is not described.
    func answer(_ method: String, _ path: String, _ status: Int) throws -> [String: Any]? {
      let operation = try #require(paths[path]?[method], "\(method) \(path) is not described")
      let responses = try #require(operation["responses"] as? [String: [String: Any]])
      return responses[String(status)]
    }
  }

  private static func references(_ value: Any) -> [String] {
    switch value {
    case let object as [String: Any]:
      object.flatMap { name, value in
        name == "$ref" ? [value as? String ?? ""] : references(value)
      }
    case let array as [Any]: array.flatMap(references)
    default: []
    }
  }

  @Test("it is OpenAPI 3.1 and describes every route of the interface and no other")
  func routes() async throws {
    let test = try await TestSite()
    let description = try await Description(test)
    #expect(description.all["openapi"] as? String == "3.1.0")
    let described = Set(description.operations.map { "\($0.method.uppercased()) \($0.path)" })
    let programming = test.site.endpoints.filter(\.isProgramming).map {
      "\($0.method.rawValue) \($0.path)"
    }
    #expect(described == Set(programming))
    let forgotten = test.site.endpoints.filter { $0.path.hasPrefix("/api/") && !$0.isProgramming }
    #expect(forgotten.map(\.path) == [])
  }

  @Test("every reference leads somewhere, every schema is used, names are unique")
  func references() async throws {
    let description = try await Description(try await TestSite())
    let references = Self.references(description.all)
    let check = SchemaCheck(schemas: description.schemas)
    #expect(references.filter { check.resolve($0) == nil } == [])
    let named = Set(references.map { String($0.dropFirst("#/components/schemas/".count)) })
    #expect(Set(description.schemas.keys).subtracting(named) == [])
    let identifiers = description.operations.compactMap { $0.operation["operationId"] as? String }
    #expect(identifiers.count == description.operations.count)
    #expect(Set(identifiers).count == identifiers.count)
  }

  @Test("parameters of a path are described, and who may call is said where not everybody may")
  func parameters() async throws {
    let test = try await TestSite()
    let description = try await Description(test)
    for (path, method, operation) in description.operations {
      let given = (operation["parameters"] as? [[String: Any]] ?? [])
        .filter { $0["in"] as? String == "path" }.compactMap { $0["name"] as? String }
      let wanted = path.split(separator: "/").filter { $0.hasPrefix("{") }
        .map { String($0.dropFirst().prefix { $0 != "}" }) }
      #expect(given == wanted, "\(method) \(path)")
      let route = "\(method.uppercased()) \(path)"
      let isPublic = AccessTable.allowed[route]?.contains("anyone") ?? false
      #expect((operation["security"] == nil) == isPublic, "\(route)")
      let key = (operation["parameters"] as? [[String: Any]] ?? []).contains {
        $0["name"] as? String == "Idempotency-Key" && $0["required"] as? Bool == true
      }
      let statuses = operation["responses"] as? [String: Any] ?? [:]
      #expect(key == (statuses["428"] != nil), "\(route)")
    }
  }

  private static let item = (try? CanonicalJSON.text(CatalogueFixtures.entry(publish: false))) ?? ""

  /// Real requests whose answers are held against the description.
  private static let walk: [(asker: Asker, method: HTTPMethod, path: String, json: String?)] = [
    (.visitor, .get, "/healthz", nil), (.visitor, .get, "/readyz", nil),
    (.visitor, .get, "/metrics", nil), (.visitor, .get, "/api/v1/halls", nil),
    (
      .visitor, .post, "/api/v1/session",
      #"{"account":"clerk2.east","password":"\#(TestSite.password)"}"#
    ), (.visitor, .post, "/api/v1/session", #"{"account":"clerk2.east","password":"x"}"#),
    (.visitor, .post, "/api/v1/session", #"{"account":1}"#),
    (.visitor, .delete, "/api/v1/session", nil),
    (.visitor, .get, "/api/v1/halls/{hall}/lines", nil),
    (.visitor, .get, "/api/v1/halls/{hall}/board", nil),
    (.kiosk, .post, "/api/v1/halls/{hall}/tickets", #"{"line":"A","then":["B"]}"#),
    (.kiosk, .post, "/api/v1/halls/{hall}/tickets", #"{"line":"Q"}"#),
    (.kiosk, .post, "/api/v1/halls/{hall}/tickets", #"{"line":5}"#),
    (.visitor, .post, "/api/v1/halls/{hall}/tickets", "{}"),
    (.clerk, .get, "/api/v1/halls/{hall}/tickets/{ticket}", nil),
    (.kiosk, .post, "/api/v1/halls/{hall}/tickets/{ticket}/print", nil),
    (.clerk, .get, "/api/v1/halls/{hall}/windows", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/next", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/open", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/undo", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/next", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/next", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/recall", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/start", nil),
    (.clerk, .get, "/api/v1/halls/{hall}/windows", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/hold", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/resume", #"{"ticket":"{ticket}"}"#),
    (
      .clerk, .post, "/api/v1/halls/{hall}/windows/{window}/transfer",
      #"{"line":"B","keepPlace":true}"#
    ), (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/next", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/miss", nil),
    (.kiosk, .post, "/api/v1/halls/{hall}/tickets/{ticket}/return", nil),
    (.kiosk, .post, "/api/v1/halls/{hall}/tickets/{ticket}/return", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/next", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/hold", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/undo", nil),
    (
      .clerk, .post, "/api/v1/halls/{hall}/windows/{window}/finish",
      #"{"outcome":"served","items":["补卡"]}"#
    ), (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/finish", #"{"outcome":"won"}"#),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/pause", #"{"reason":"午休"}"#),
    (.clerk, .get, "/api/v1/halls/{hall}/windows", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/resume", "{}"),
    (.visitor, .get, "/api/v1/halls/{hall}/board", nil),
    (.clerk, .post, "/api/v1/halls/{hall}/windows/{window}/close", nil),
    (.kiosk, .get, "/api/v1/halls/{hall}/tickets/{ticket}/slip.escpos?width=58", nil),
    (.clerk, .get, "/api/v1/halls/{hall}/tickets/{ticket}/slip.escpos?width=60", nil),
    (.clerk, .get, "/api/v1/halls/{hall}/tickets/{ticket}/slip.escpos", nil),
    (.kiosk, .post, "/api/v1/halls/{hall}/tickets", #"{"line":"A"}"#),
    (.kiosk, .post, "/api/v1/halls/{hall}/tickets/{ticket}/cancel", nil),
    (.admin, .post, "/api/v1/halls/{hall}/paper-blocks", #"{"line":"A","count":3}"#),
    (.admin, .get, "/api/v1/halls/{hall}/paper-blocks", nil),
    (
      .admin, .post, "/api/v1/halls/{hall}/paper-blocks/{block}/entries",
      #"{"number":"B001","priority":{"reason":"elderly"}}"#
    ),
    (
      .admin, .post, "/api/v1/halls/{hall}/paper-blocks/{block}/entries",
      #"{"number":"B002","served":true}"#
    ), (.admin, .post, "/api/v1/halls/{hall}/paper-blocks/{block}/entries", #"{"number":"Z001"}"#),
    (.clerk, .post, "/api/v1/halls/{hall}/paper-blocks", "{}"),
    (.admin, .get, "/api/v1/halls/{hall}/channel", nil),
    (.visitor, .get, "/api/v1/halls/{hall}/events", nil),
    (.visitor, .get, "/api/v1/halls/{hall}/say/{number}/{window}.wav", nil),
    (.device(.board, Asker.east), .post, "/api/v1/halls/{hall}/board/sound", #"{"state":"on"}"#),
    (.device(.board, Asker.east), .post, "/api/v1/halls/{hall}/board/sound", "{}"),
    (.visitor, .get, "/api/v1/calendar/due?from=2026-11-20&workingDays=5", nil),
    (.visitor, .get, "/api/v1/calendar/due?from=2060-11-20&workingDays=5", nil),
    (.visitor, .get, "/api/v1/calendar/due?from=yesterday&workingDays=5", nil),
    (
      .staff(.countyAdmin, nil), .put, "/api/v1/calendar/2025",
      """
      {"daysOff":["2025-01-01","2025-01-28","2025-01-29","2025-01-30","2025-01-31","2025-04-04","2025-05-01",\
      "2025-05-02","2025-05-31","2025-10-01","2025-10-02","2025-10-03","2025-10-06"],"workingWeekends":\
      ["2025-01-26"],"source":"示例通知"}
      """
    ),
    (
      .staff(.countyAdmin, nil), .put, "/api/v1/calendar/2025",
      #"{"daysOff":["2025-01-01"],"workingWeekends":[],"source":"示例通知"}"#
    ), (.visitor, .get, "/api/v1/calendar/2025", nil), (.visitor, .get, "/api/v1/calendar/2031", nil),
    (
      .staff(.countyAdmin, nil), .post, "/api/v1/catalogue/imports",
      #"{"departments":[{"id":"MZ","name":"示例局"}],"items":[{"item":{"codes":{"profile":"free"}}}]}"#
    ),
    (
      .staff(.countyAdmin, nil), .post, "/api/v1/catalogue/imports?partial=true",
      #"{"departments":[{"id":"MZ","name":"示例局"}]}"#
    ), (.staff(.countyAdmin, nil), .put, "/api/v1/items/TEST-1", item),
    (.staff(.countyAdmin, nil), .put, "/api/v1/items/TEST-1", item),
    (.staff(.countyAdmin, nil), .post, "/api/v1/items/TEST-1/publish", nil),
    (.visitor, .get, "/api/v1/items?query=津贴", nil), (.visitor, .get, "/api/v1/items?kind=x", nil),
    (.visitor, .get, "/api/v1/items/TEST-1", nil), (.visitor, .get, "/api/v1/items/TEST-1/versions", nil),
    (.visitor, .get, "/api/v1/items/TEST-1?version=9", nil),
    (.staff(.countyAdmin, nil), .post, "/api/v1/items/TEST-1/withdraw", #"{"reason":"停办"}"#),
    (.staff(.countyAdmin, nil), .post, "/api/v1/items/TEST-1/withdraw", #"{"reason":"停办"}"#),
    (.visitor, .get, "/api/v1/items/TEST-1", nil),
    (.clerk, .get, "/api/v1/identifiers/check?kind=uscc&value=11119999000000019Y", nil),
    (.clerk, .get, "/api/v1/identifiers/check?kind=residentID&value=1", nil),
    (.clerk, .get, "/api/v1/identifiers/check?kind=other&value=1", nil),
    (.clerk, .delete, "/api/v1/session", nil), (.visitor, .get, "/api/openapi.json", nil),
  ]

  /// The described path of an address that is written out.
  private static func pattern(of address: String) -> String {
    String(address.prefix { $0 != "?" }).replacing(#/calendar/\d+/#, with: "calendar/{year}")
      .replacing("/items/TEST-1", with: "/items/{code}").replacing(
        "/cases/WALK-1", with: "/cases/{caseNumber}"
      )
      .replacing("/claims/1/", with: "/claims/{claim}/").replacing("/blobs/0", with: "/blobs/{digest}")
      .replacing("/receipts/TS01-1", with: "/receipts/{receipt}")
  }

  @Test("what calls really answer is what the description says, and all of them are called")
  func answers() async throws {
    let test = try await TestSite()
    let description = try await Description(test)
    let check = SchemaCheck(schemas: description.schemas)
    let more = #","person":{"name":"张三","idNumber":"1199"},"phone":"13911110001""#
    // The ticket that a call was about last.
    var ticket = try #require(try await test.takeTicket("A", more).string("id"))
    let block = try await test.ledger {
      try await $0.reserveBlock(line: .named("B"), count: 5, by: .visitor).id
    }
    var called: Set<String> = []
    var known = ClaimWalk.Known()
    for (asker, method, address, json) in ClaimWalk.steps + Self.walk {
      let path = String(address.prefix { $0 != "?" })
      let target = address.replacing("{hall}", with: "east").replacing("{ticket}", with: ticket)
        .replacing("{window}", with: "1").replacing("{number}", with: "A001").replacing(
          "{block}", with: String(block))
      var headers = [("Idempotency-Key", SeededKey.next())]
      if path.hasSuffix("/blobs") { headers.append(("Content-Type", "application/pdf")) }
      let answer = try await test.ask(
        Ask(
          method: method, target: known.fill(target),
          json: json.map { known.fill($0).replacing("{ticket}", with: ticket) }, headers: headers),
        as: asker)
      known.learn(from: answer)
      let name = "\(method.rawValue) \(path) → \(answer.status)"
      if answer.string("number") != nil { ticket = answer.string("id") ?? ticket }
      if answer.status < 400 { called.insert("\(method.rawValue) \(Self.pattern(of: path))") }
      let described = try description.answer(
        method.rawValue.lowercased(), Self.pattern(of: path), answer.status)
      let response = try #require(described, "\(name) is not described")
      guard let content = response["content"] as? [String: [String: Any]] else {
        #expect(answer.bytes.isEmpty, "\(name)")
        continue
      }
      if answer.isStream { continue }
      let type = String(answer.headers["content-type", default: ""].prefix { $0 != ";" })
      let schema = try #require(content[type]?["schema"] as? [String: Any], "\(name): \(type)")
      guard type.hasSuffix("json") else { continue }
      #expect(check.faults(answer.object, schema) == [], "\(name)")
    }
    // Figures are not for visitors; everything else was reached.
    let routes = Set(description.operations.map { "\($0.method.uppercased()) \($0.path)" })
    #expect(routes.subtracting(called) == ["GET /metrics"])
  }
}

extension HeaderFields {
  subscript(name: String, default other: String) -> String { self[name] ?? other }
}
