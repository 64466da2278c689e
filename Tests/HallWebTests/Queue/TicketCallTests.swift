import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Calls on tickets")
struct TicketCallTests {
  private static let path = "/api/v1/halls/east/tickets"
  private static let ticket = path + "/{ticket}"
  private static let mask = ["司马", "欧阳东君", "11999920000229004X", "13911110001"]
  private static let person =
    #","person":{"name":"欧阳东君","idNumber":"11999920000229004X"},"phone":"13911110001""#

  private static func take(_ json: String, key: String? = "k") -> Ask { .post(path, json, key: key) }

  private static func refuses(_ name: String, _ json: String, _ faults: String...) -> Call {
    Call(name, [], .kiosk, take(json), 422, "invalid", faults: faults)
  }

  static let taking: [Call] = [
    Call(
      "a kiosk takes a number", [], .kiosk, take(#"{"line":"A"}"#), 201,
      contains: [
        #""number":"A001""#, #""line":"A""#, #""state":"waiting""#, #""ahead":0"#,
        #""issuedAt":"2026-11-20T09:00:00+08:00""#, #""businessDay":"2026-11-20""#,
        #""followURL":"http://hall.test:8080/h/east/t/"#, #""shortCode":""#,
        #""print":{"state":"#,
      ], lacks: ["person"]),
    Call("so does a clerk", [], .clerk, take(#"{"line":"B"}"#), 201, contains: ["B001"]),
    Call(
      "who comes second has one ahead", [Call.take()], .kiosk, take(#"{"line":"A"}"#), 201,
      contains: [#""number":"A002""#, #""ahead":1"#]),
    Call(
      "a priority is kept with its reason", [], .kiosk,
      take(#"{"line":"A","priority":{"reason":"elderly"}}"#), 201,
      contains: [#""priority":"elderly""#]),
    Call(
      "lines that follow", [], .kiosk, take(#"{"line":"A","then":["B"]}"#), 201,
      contains: [#""then":["B"]"#]),
    Call(
      "a person is not given back", [], .kiosk, take(#"{"line":"A"\#(person)}"#), 201,
      lacks: ["person"] + mask),
    Call(
      "a passport's number is taken as it is", [], .kiosk,
      take(#"{"line":"A","person":{"idNumber":"E00000012","idType":"414"}}"#), 201),
    Call("fields that nobody knows are passed over", [], .kiosk, take(#"{"line":"A","x":1}"#), 201),
    Call("no key", [], .kiosk, take(#"{"line":"A"}"#, key: nil), 428, "idempotency-key-missing"),
    Call(
      "a key that is too long", [], .kiosk,
      take(#"{"line":"A"}"#, key: String(repeating: "k", count: 129)), 400, "malformed"),
    Call("a key with a space", [], .kiosk, take(#"{"line":"A"}"#, key: "a b"), 400, "malformed"),
    Call("signed out", [], .visitor, take(#"{"line":"A"}"#), 401, "not-signed-in"),
    Call(
      "a board takes no number", [], .device(.board, Asker.east), take(#"{"line":"A"}"#), 403,
      "not-allowed"),
    Call(
      "nor does a kiosk of another hall", [], .device(.kiosk, Asker.west), take(#"{"line":"A"}"#),
      403, "not-allowed"),
    Call("an unknown line", [], .kiosk, take(#"{"line":"Q"}"#), 404, "unknown-line"),
    Call("a line of another hall", [], .kiosk, take(#"{"line":"X"}"#), 404, "unknown-line"),
    Call(
      "a line that was closed says why", [Call.line { $0.closedReason = "设备检修" }], .kiosk,
      take(#"{"line":"A"}"#), 409, "line-closed", contains: ["设备检修"]),
    Call(
      "a line outside its hours",
      [
        Call.line {
          let span = OpeningHours.Span(
            from: try #require(TimeOfDay("10:00")), to: try #require(TimeOfDay("11:00")))
          $0.hours = try OpeningHours([.friday: [try #require(span)]])
        }
      ], .kiosk, take(#"{"line":"A"}"#), 409, "line-closed"),
    Call(
      "the day's numbers are given out", [Call.line { $0.dailyCap = 2 }, Call.take(), Call.take()],
      .kiosk, take(#"{"line":"A"}"#), 409, "daily-limit", contains: ["2"]),
    Call(
      "a person's numbers are given out",
      [Call.line { $0.personCap = 1 }, Call.take("A", person)], .kiosk,
      take(#"{"line":"A"\#(person)}"#), 409, "person-limit", lacks: mask),
    Call(
      "a cap for persons needs the person", [Call.line { $0.personCap = 1 }], .kiosk,
      take(#"{"line":"A"}"#), 422, "invalid", faults: ["person.idNumber required"]),
  ]

  static let inputs: [Call] = [
    refuses("no line", "{}", "line required"),
    Call(
      "an empty body is an object without members", [], .kiosk, .post(path, nil, key: "k"), 422,
      "invalid", faults: ["line required"]),
    refuses("a line that is a number", #"{"line":5}"#, "line wrong-type"),
    refuses("a line that is null", #"{"line":null}"#, "line required"),
    refuses("a line in lower case", #"{"line":"a"}"#, "line format"),
    refuses("a priority without reason", #"{"line":"A","priority":{}}"#, "priority.reason required"),
    refuses(
      "an unknown priority", #"{"line":"A","priority":{"reason":"vip"}}"#, "priority.reason format"),
    refuses("a priority that is a text", #"{"line":"A","priority":"elderly"}"#, "priority wrong-type"),
    refuses("then that is a text", #"{"line":"A","then":"B"}"#, "then wrong-type"),
    refuses("then with a number in it", #"{"line":"A","then":["B",1]}"#, "then.1 wrong-type"),
    refuses("an unknown line in then", #"{"line":"A","then":["Q"]}"#, "then unknown"),
    refuses("the same line twice in a row", #"{"line":"A","then":["A"]}"#, "then not-combinable"),
    refuses(
      "too many lines", #"{"line":"A","then":["B","A","B","A","B","A"]}"#, "then too-many"),
    refuses("a person that is a text", #"{"line":"A","person":"张三"}"#, "person wrong-type"),
    refuses(
      "a person without a number", #"{"line":"A","person":{"name":"张三"}}"#,
      "person.idNumber required"),
    refuses(
      "an identity number that is too short", #"{"line":"A","person":{"idNumber":"12"}}"#,
      "person.idNumber format"),
    refuses(
      "an identity number that is too long",
      #"{"line":"A","person":{"idNumber":"\#(String(repeating: "1", count: 41))"}}"#,
      "person.idNumber too-long"),
    refuses(
      "an identity number with a mistyped digit",
      #"{"line":"A","person":{"idNumber":"119999190001010012"}}"#, "person.idNumber checksum"),
    refuses(
      "an identity number of nobody's birthday",
      #"{"line":"A","person":{"idNumber":"119999190013010019","idType":"111"}}"#,
      "person.idNumber date"),
    refuses(
      "an identity number of no province",
      #"{"line":"A","person":{"idNumber":"999840190001010019"}}"#, "person.idNumber province"),
    refuses(
      "a type of identity that is none", #"{"line":"A","person":{"idNumber":"1234","idType":"x"}}"#,
      "person.idType format"),
    refuses(
      "a name that is too long",
      #"{"line":"A","person":{"idNumber":"1234","name":"\#(String(repeating: "张", count: 61))"}}"#,
      "person.name too-long"),
    refuses(
      "a name that rings a bell", #"{"line":"A","person":{"idNumber":"1234","name":"张\u0007三"}}"#,
      "person.name control-character"),
    refuses(
      "a name written backwards", #"{"line":"A","person":{"idNumber":"1234","name":"张\u202E三"}}"#,
      "person.name control-character"),
    refuses("a phone that is a number", #"{"line":"A","phone":13911110001}"#, "phone wrong-type"),
    refuses("a phone that is none", #"{"line":"A","phone":"call me"}"#, "phone format"),
    Call("not JSON", [], .kiosk, take(#"{"line":"#), 400, "malformed"),
    Call("an array", [], .kiosk, take(#"["A"]"#), 400, "malformed"),
    Call("a text", [], .kiosk, take(#""A""#), 400, "malformed"),
    Call("null", [], .kiosk, take("null"), 400, "malformed"),
    Call("half a surrogate pair", [], .kiosk, take(#"{"line":"A","phone":"\uD800"}"#), 400, "malformed"),
    Call(
      "nesting without end", [], .kiosk, take(String(repeating: "[", count: 20_000)), 400,
      "malformed"),
    Call(
      "bytes that are no text", [], .kiosk,
      Ask(
        method: .post, target: path, raw: Array(#"{"line":"A","phone":""#.utf8) + [0xFF, 0x22, 0x7D],
        headers: [("Idempotency-Key", "k")]), 400, "malformed"),
    Call(
      "another content type", [], .kiosk,
      .post(path, "line=A", key: "k", headers: [("Content-Type", "text/plain")]), 415,
      "unsupported-media-type"),
  ]

  static let later: [Call] = [
    Call(
      "its holder reads a ticket", [Call.take("A", person)], .visitor, .get(ticket), 200,
      contains: [#""state":"waiting""#], lacks: ["person"] + mask),
    Call(
      "a clerk sees whom it is for, masked", [Call.take("A", person)], .clerk, .get(ticket), 200,
      contains: ["欧**君", "119***********004X", "139****0001"], lacks: mask),
    Call(
      "so does the hall's administrator", [Call.take("A", person)], .admin, .get(ticket), 200,
      contains: ["欧**君"], lacks: mask),
    Call(
      "a clerk of another hall does not", [Call.take("A", person)], .staff(.clerk, Asker.west),
      .get(ticket), 200, lacks: ["欧**君", "person"] + mask),
    Call(
      "nor does a kiosk", [Call.take("A", person)], .kiosk, .get(ticket), 200,
      lacks: ["欧**君", "person"] + mask),
    Call(
      "a ticket that nobody has", [], .visitor, .get(path + "/7-ZZZZZZZZZZZZZZZZZZZZ"), 404,
      "unknown-ticket"),
    Call("what is no ticket", [], .visitor, .get(path + "/A001"), 404, "not-found"),
    Call(
      "a waiting ticket is cancelled", [Call.take()], .kiosk, .post(ticket + "/cancel"), 200,
      contains: [#""state":"cancelled""#], lacks: [#""ahead""#]),
    Call(
      "cancelling twice is the same as once",
      [Call.take(), { try await $0.cancelFirst() }], .kiosk, .post(ticket + "/cancel"), 200,
      contains: [#""state":"cancelled""#]),
    Call(
      "a called ticket is not cancelled", [Call.take(), Call.act("open"), Call.act("next")], .clerk,
      .post(ticket + "/cancel"), 409, "ticket-state", contains: ["已叫号"]),
    Call(
      "a missed ticket comes back",
      [Call.take(), Call.act("open"), Call.act("next"), Call.act("miss")], .kiosk,
      .post(ticket + "/return"), 200, contains: [#""state":"waiting""#, #""misses":1"#]),
    Call(
      "a waiting ticket cannot come back", [Call.take()], .clerk, .post(ticket + "/return"), 409,
      "ticket-state"),
    Call("a slip is printed again", [Call.take()], .kiosk, .post(ticket + "/print"), 200),
    Call(
      "not that of a cancelled ticket", [Call.take(), { try await $0.cancelFirst() }], .kiosk,
      .post(ticket + "/print"), 409, "ticket-state"),
    Call(
      "its holder cancels at the page, not here", [Call.take()], .visitor,
      .post(ticket + "/cancel"), 401, "not-signed-in"),
  ]

  @Test("taking a number", arguments: taking) func runTaking(_ call: Call) async throws {
    try await call.check()
  }

  @Test("what is wrong is named", arguments: inputs) func runInputs(_ call: Call) async throws {
    try await call.check()
  }

  @Test("a ticket later on", arguments: later) func runLater(_ call: Call) async throws {
    try await call.check()
  }
}

extension TestSite {
  /// Cancels the ticket that was taken first.
  fileprivate func cancelFirst() async throws -> Answer? {
    let ticket = try await ledger { try await $0.findTicket(number: .init(line: .named("A"), ordinal: 1)) }
    return try await ask(.post("/api/v1/halls/east/tickets/\(ticket)/cancel"), as: .kiosk)
  }
}
