import HTTPServing
import HallTesting
import ServiceHall

@testable import HallWeb

/// One request of a test, with everything that can differ.
struct Ask: Sendable {
  var method: HTTPMethod
  var target: String
  var json: String?
  /// Sent instead of `json`, where a body is not even text.
  var raw: [UInt8]?
  var form: [(String, String)]?
  var headers: [(String, String)] = []
  /// Not this machine, so that nothing is allowed for being local.
  var address = "192.0.2.10"

  static func get(_ target: String, headers: [(String, String)] = []) -> Ask {
    Ask(method: .get, target: target, headers: headers)
  }

  static func post(
    _ target: String, _ json: String? = nil, key: String? = nil,
    headers: [(String, String)] = []
  ) -> Ask {
    Ask(
      method: .post, target: target, json: json,
      headers: headers + (key.map { [("Idempotency-Key", $0)] } ?? []))
  }

  static func form(
    _ target: String, _ fields: [(String, String)] = [], headers: [(String, String)] = []
  ) -> Ask {
    Ask(method: .post, target: target, form: fields, headers: headers)
  }
}

extension TestSite {
  /// Sends a request: forms and pages with a cookie and the form's token, the rest with a bearer token.
  func ask(_ ask: Ask, as asker: Asker = .visitor) async throws -> Answer {
    let isPage = !ask.target.hasPrefix("/api/")
    var fields = ask.form
    var headers = HeaderFields(ask.headers)
    if asker != .visitor {
      let token = try token(asker)
      if isPage {
        var name = Gate.sessionCookie
        if case .device = asker { name = Gate.deviceCookie }
        headers["Cookie"] = "\(name)=\(token)"
        if fields?.contains(where: { $0.0 == "csrf" }) == false {
          fields?.append(("csrf", Self.csrf(token)))
        }
      } else {
        headers["Authorization"] = "Bearer \(token)"
      }
    }
    return await send(ask, headers: headers, fields: fields)
  }

  /// Sends a request as it is, with no credentials but those in it.
  func send(_ ask: Ask) async -> Answer {
    await send(ask, headers: HeaderFields(ask.headers), fields: ask.form)
  }

  private func send(
    _ ask: Ask, headers: HeaderFields, fields: [(String, String)]?
  ) async -> Answer {
    var headers = headers
    if headers["Host"] == nil { headers["Host"] = "hall.test:8080" }
    var body = RequestBody.empty
    if let content = ask.raw ?? ask.json.map({ Array($0.utf8) }) {
      if headers["Content-Type"] == nil { headers["Content-Type"] = "application/json" }
      body = .memory(content)
    } else if let fields {
      if headers["Content-Type"] == nil {
        headers["Content-Type"] = "application/x-www-form-urlencoded"
      }
      let text = fields.map { "\(Self.escaped($0.0))=\(Self.escaped($0.1))" }
      body = .memory(Array(text.joined(separator: "&").utf8))
    }
    let (path, query) = Self.split(ask.target)
    let request = Request(
      method: ask.method, path: path, query: QueryParameters(query), headers: headers,
      remoteAddress: ask.address, body: body)
    return Answer(await site.respond(request))
  }

  private static func split(_ target: String) -> (String, [(String, String)]) {
    let sides = target.split(separator: "?", maxSplits: 1).map(String.init)
    guard sides.count == 2 else { return (target, []) }
    let pairs = sides[1].split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
    return (sides[0], pairs)
  }

  private static func escaped(_ text: String) -> String { PercentEncoding.query(text) }
}

// MARK: Steps that many tests begin with

extension TestSite {
  /// Takes a number in the east hall.
  func takeTicket(
    _ line: String = "A", _ more: String = "", as asker: Asker = .kiosk
  ) async throws -> Answer {
    let hall = asker.hall ?? Asker.east
    return try await ask(
      .post(
        "/api/v1/halls/\(hall)/tickets", #"{"line":"\#(line)"\#(more)}"#,
        key: SeededKey.next()), as: asker)
  }

  func act(
    _ name: String, _ json: String? = nil, window: String = "1", as asker: Asker = .clerk
  ) async throws -> Answer {
    try await ask(
      .post("/api/v1/halls/\(asker.hall ?? Asker.east)/windows/\(window)/\(name)", json),
      as: asker)
  }
}

/// Keys that no two requests of a test share.
enum SeededKey {
  static func next() -> String { "key-\(UInt64.random(in: 0...UInt64.max))" }
}
