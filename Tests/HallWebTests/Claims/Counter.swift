import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

/// The office's pages as a clerk of the east hall uses them; the people are plainly invented.
struct Counter: Sendable {
  struct Somebody: Sendable {
    let name: String
    let idNumber: String
    var idType = "111"
    var phone = ""
  }

  /// What the page tells once.
  struct Slip: Sendable {
    let answer: Answer
    let code: String
    let pin: String
    /// The claim with its proof.
    let claim: String
  }

  static let holder = Somebody(
    name: "测试阳一娜", idNumber: "119999199001010047", phone: "13911112222")
  static let proxy = Somebody(name: "测试代二明", idNumber: "119999198505050013")
  static let stranger = Somebody(name: "测试外三路", idNumber: "119999197007070025")
  static let body = Somebody(
    name: "测试阳有限公司", idNumber: "91119999MA00000010", idType: "821")
  /// Nothing of them may stand on a page before the identity is proven.
  static let personal = [holder, proxy].flatMap { [$0.name, $0.idNumber] } + [holder.phone]

  /// One white dot.
  static let drawing =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII="

  let test: TestSite

  init(clock: FixedClock = FixedClock()) async throws { test = try await TestSite(clock: clock) }

  /// Lets days go by; those who work here sign in again.
  func pass(days: Int) async throws {
    test.clock.advance(by: .hours(24 * days))
    for asker in [Asker.clerk, .admin] {
      guard let account = asker.account else { continue }
      let digest = Gate.digest(try test.token(asker), test.site.surroundings)
      _ = try await test.county.openSession(of: account, token: digest, lasting: .hours(12))
    }
  }

  // MARK: Documents

  func fields(
    _ number: String, for holder: Somebody = Self.holder, proxies: [Somebody] = [], here: Bool = true,
    place: String = "2号柜"
  ) -> [(String, String)] {
    var fields = [
      ("key", SeededKey.next()), ("documentKind", "licence"), ("documentNumber", number),
      ("documentTitle", "食品经营许可证"), ("documentIssuer", "测试县市场监督管理局"),
      ("issuedOn", "2026-11-16"), ("documentForm", "paper"), ("here", here ? "1" : "0"),
      ("shelfPlace", place), ("holderName", holder.name), ("holderIdType", holder.idType),
      ("holderIdNumber", holder.idNumber), ("holderPhone", holder.phone),
    ]
    for (index, proxy) in proxies.enumerated() {
      fields += [
        ("proxyName\(index + 1)", proxy.name), ("proxyIdType\(index + 1)", "111"),
        ("proxyIdNumber\(index + 1)", proxy.idNumber),
      ]
    }
    return fields
  }

  /// Registers a document; returns its number in the hall.
  func register(
    _ number: String, for holder: Somebody = Self.holder, proxies: [Somebody] = [], here: Bool = true,
    as asker: Asker = .clerk
  ) async throws -> String {
    let hall = asker.hall ?? Asker.east
    let answer = try await test.ask(
      .form("/h/\(hall)/admin/documents", fields(number, for: holder, proxies: proxies, here: here)),
      as: asker)
    #expect(answer.status == 303, "\(answer.text)")
    return try #require(answer.headers["location"]?.split(separator: "/").last.map(String.init))
  }

  func look(_ path: String, as asker: Asker = .clerk) async throws -> Answer {
    try await test.ask(.get("/h/\(asker.hall ?? Asker.east)\(path)"), as: asker)
  }

  func send(_ path: String, _ fields: [(String, String)] = [], as asker: Asker = .clerk) async throws
    -> Answer
  {
    try await test.ask(.form("/h/\(asker.hall ?? Asker.east)\(path)", fields), as: asker)
  }

  // MARK: Claims

  func claim(_ documents: [String], key: String? = nil, as asker: Asker = .clerk) async throws -> Slip {
    try slip(
      try await send(
        "/admin/claims", [("key", key ?? SeededKey.next())] + documents.map { ("document", $0) }, as: asker))
  }

  func slip(_ answer: Answer) throws -> Slip {
    #expect(answer.status == 200, "\(answer.text)")
    func text(_ mark: String) throws -> String {
      let start = try #require(answer.text.range(of: "class=\"\(mark)\">"))
      return String(answer.text[start.upperBound...].prefix { $0 != "<" }).filter { $0 != " " }
    }
    return Slip(
      answer: answer, code: try text("code-text"), pin: try text("pin"),
      claim: try #require(answer.hidden("claim")))
  }

  /// A document that is ready, and its claim.
  func ready(
    _ number: String = "JY-0017", for holder: Somebody = Self.holder, proxies: [Somebody] = [],
    as asker: Asker = .clerk
  ) async throws -> (document: String, slip: Slip) {
    let document = try await register(number, for: holder, proxies: proxies, as: asker)
    return (document, try await claim([document], as: asker))
  }

  // MARK: The hand-over

  func present(_ code: String, as asker: Asker = .clerk) async throws -> Answer {
    try await look("/desk/handover?code=\(code)", as: asker)
  }

  /// The fields of a form that was presented.
  func handing(
    _ presented: Answer, to collector: Somebody = Self.holder, relation: String = "self",
    principal: String = "", documents: [String], more: [(String, String)] = []
  ) throws -> [(String, String)] {
    [
      ("key", try #require(presented.hidden("key"))), ("claim", try #require(presented.hidden("claim"))),
      ("relation", relation), ("personName", collector.name), ("idType", collector.idType),
      ("idNumber", collector.idNumber), ("holderNumber", principal), ("signed", "paper"),
    ] + documents.map { ("document", $0) } + more
  }

  func collect(_ fields: [(String, String)], as asker: Asker = .clerk) async throws -> Answer {
    try await send("/desk/handover/collect", fields, as: asker)
  }

  /// The same form with a file, as a browser sends it.
  func collect(_ fields: [(String, String)], letter: [UInt8]) async throws -> Answer {
    try await upload("/desk/handover/collect", fields, "letter", letter)
  }

  /// A list of documents.
  func upload(_ file: [UInt8], _ fields: [(String, String)]) async throws -> Answer {
    try await upload("/admin/documents/import", fields, "file", file)
  }

  private func upload(
    _ path: String, _ fields: [(String, String)], _ name: String, _ file: [UInt8]
  ) async throws -> Answer {
    var body: [UInt8] = []
    let csrf = TestSite.csrf(try test.token(.clerk))
    for (field, value) in fields + [("csrf", csrf)] {
      body += Array("--b\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
    }
    body += Array(
      "--b\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(name)\"\r\n\r\n".utf8)
    body += file + Array("\r\n--b--\r\n".utf8)
    var ask = Ask.form("/h/east\(path)")
    ask.raw = body
    ask.headers = [("Content-Type", "multipart/form-data; boundary=b")]
    return try await test.ask(ask, as: .clerk)
  }

  func receipt(_ answer: Answer) throws -> String {
    #expect(answer.status == 303, "\(answer.text)")
    return try #require(answer.headers["location"]?.split(separator: "/").last.map(String.init))
  }
}
