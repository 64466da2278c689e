import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Calls at windows")
struct WindowCallTests {
  private static let windows = "/api/v1/halls/east/windows"
  private static let called = [Call.take(), Call.act("open"), Call.act("next")]
  private static let atService = called + [Call.act("start")]

  private static func act(_ name: String, _ json: String? = nil, window: String = "1") -> Ask {
    .post("\(windows)/\(window)/\(name)", json)
  }

  private static func refuses(
    _ name: String, _ act: String, _ json: String, _ faults: String...
  ) -> Call {
    Call(name, atService, .clerk, Self.act(act, json), 422, "invalid", faults: faults)
  }

  static let opening: [Call] = [
    Call(
      "staff see the windows", [Call.act("open")], .staff(.supervisor, Asker.east), .get(windows),
      200,
      contains: [
        #""window":"1""#, #""lines":["A","B"]"#, #""state":"open""#, #""clerk":"东岗clerk"#,
        #""since":"2026-11-20T09:00:00+08:00""#, #""state":"closed""#,
      ]),
    Call("visitors do not", [], .visitor, .get(windows), 401, "not-signed-in"),
    Call("nor does a board", [], .device(.board, Asker.east), .get(windows), 403, "not-allowed"),
    Call("a clerk sits down", [], .clerk, act("open"), 200, contains: [#""state":"open""#]),
    Call("sitting down twice is once", [Call.act("open")], .clerk, act("open"), 200),
    Call(
      "a window that is taken says by whom and since when",
      [Call.act("open"), Call.pass(.minutes(31))], .otherClerk, act("open"), 409, "window-taken",
      contains: ["东岗clerk", "09:00"]),
    Call(
      "a paused window is taken too",
      [Call.act("open"), Call.act("pause", #"{"reason":"开会"}"#)], .otherClerk, act("open"), 409,
      "window-taken"),
    Call(
      "a clerk holds one window", [Call.act("open")], .clerk, act("open", window: "2"), 409,
      "clerk-holds-window", contains: ["1 号窗口"]),
    Call("an unknown window", [], .clerk, act("open", window: "77"), 404, "unknown-window"),
    Call("a window of another hall", [], .clerk, act("open", window: "W8"), 404, "unknown-window"),
    Call("what is no window", [], .clerk, act("open", window: "abc"), 404, "not-found"),
    Call("an administrator does not sit down", [], .admin, act("open"), 403, "not-allowed"),
    Call("a clerk leaves", [Call.act("open")], .clerk, act("close"), 200, contains: ["closed"]),
    Call(
      "also during a pause", [Call.act("open"), Call.act("pause", #"{"reason":"开会"}"#)], .clerk,
      act("close"), 200),
    Call("not a window that is closed", [], .clerk, act("close"), 409, "window-closed"),
    Call(
      "not somebody else's", [Call.act("open")], .otherClerk, act("close"), 403,
      "window-not-yours"),
    Call("not with a ticket at it", called, .clerk, act("close"), 409, "busy", contains: ["A001"]),
  ]

  static let calling: [Call] = [
    Call(
      "the next is called", [Call.take(), Call.act("open")], .clerk, act("next"), 200,
      contains: [#""number":"A001""#, #""state":"called""#, #""window":"1""#, #""calledAt":""#]),
    Call("nobody waits", [Call.act("open")], .clerk, act("next"), 204, lacks: ["{"]),
    Call(
      "a busy window names its ticket", called + [Call.take()], .clerk, act("next"), 409, "busy",
      contains: [#""ticket":{"#, #""number":"A001""#, #""state":"called""#]),
    Call(
      "a paused window calls nobody",
      [Call.take(), Call.act("open"), Call.act("pause", #"{"reason":"开会"}"#)], .clerk, act("next"),
      409, "paused"),
    Call("a closed one neither", [Call.take()], .clerk, act("next"), 409, "window-closed"),
    Call(
      "nor somebody else's", [Call.take(), Call.act("open")], .otherClerk, act("next"), 403,
      "window-not-yours"),
    Call("a call is repeated", called, .clerk, act("recall"), 200, contains: ["called"]),
    Call("not without a ticket", [Call.act("open")], .clerk, act("recall"), 409, "no-ticket"),
    Call(
      "not once the person is there", atService, .clerk, act("recall"), 409, "ticket-state",
      contains: ["办理中"]),
    Call(
      "who did not come is missed", called, .clerk, act("miss"), 200,
      contains: [#""state":"missed""#, #""misses":1"#]),
    Call("not once the person is there", atService, .clerk, act("miss"), 409, "ticket-state"),
    Call("who came is served", called, .clerk, act("start"), 200, contains: ["serving"]),
    Call("not twice", atService, .clerk, act("start"), 409, "ticket-state"),
  ]

  static let ending: [Call] = [
    Call(
      "a service ends", atService, .clerk, act("finish", #"{"outcome":"served","items":["补卡"]}"#),
      200, contains: [#""state":"done""#, #""outcome":"served""#, #""finishedAt":""#]),
    Call(
      "and goes on in the next line",
      [Call.take("A", #","then":["B"]"#), Call.act("open"), Call.act("next")], .clerk,
      act("finish", #"{"outcome":"served"}"#), 200,
      contains: [#""state":"waiting""#, #""line":"B""#, #""number":"A001""#]),
    refuses("no outcome", "finish", "{}", "outcome required"),
    refuses("an unknown outcome", "finish", #"{"outcome":"won"}"#, "outcome format"),
    refuses(
      "too many items", "finish",
      #"{"outcome":"served","items":["\#(Array(repeating: "a", count: 21).joined(separator: "\",\""))"]}"#,
      "items too-many"),
    refuses(
      "an item that is too long", "finish",
      #"{"outcome":"served","items":["\#(String(repeating: "长", count: 61))"]}"#, "items too-long"),
    refuses(
      "an item that is a number", "finish", #"{"outcome":"served","items":[1]}"#,
      "items.0 wrong-type"),
    Call(
      "nothing to finish", [Call.act("open")], .clerk, act("finish", #"{"outcome":"served"}"#), 409,
      "no-ticket"),
    Call("a ticket is set aside", atService, .clerk, act("hold"), 200, contains: ["held"]),
    Call(
      "and taken back", atService + [Call.act("hold")], .clerk,
      act("resume", #"{"ticket":"{ticket}"}"#), 200, contains: ["serving"]),
    Call(
      "not by another window",
      atService + [Call.act("hold"), Call.act("open", window: "2", as: .otherClerk)], .otherClerk,
      act("resume", #"{"ticket":"{ticket}"}"#, window: "2"), 403, "window-not-yours"),
    Call(
      "not while another is at the window",
      atService + [Call.act("hold"), Call.take(), Call.act("next")], .clerk,
      act("resume", #"{"ticket":"{ticket}"}"#), 409, "busy", contains: ["A002"]),
    Call(
      "a ticket that is none", atService, .clerk, act("resume", #"{"ticket":"A001"}"#), 422, "invalid",
      faults: ["ticket format"]),
    Call(
      "a ticket is sent to another line", atService, .clerk,
      act("transfer", #"{"line":"B","keepPlace":true}"#), 200,
      contains: [#""line":"B""#, "waiting", "A001"]),
    Call(
      "or handed to another window",
      atService + [Call.act("open", window: "2", as: .otherClerk)], .clerk,
      act("transfer", #"{"window":"2"}"#), 200, contains: [#""window":"2""#, "waiting"]),
    Call(
      "not to a closed one", atService, .clerk, act("transfer", #"{"window":"2"}"#), 409,
      "window-closed"),
    Call(
      "not to one that is unknown", atService, .clerk, act("transfer", #"{"window":"W8"}"#), 404,
      "unknown-window"),
    Call(
      "not to a line of another hall", atService, .clerk, act("transfer", #"{"line":"X"}"#), 404,
      "unknown-line"),
    refuses("nowhere", "transfer", "{}", "line required"),
    refuses(
      "to both", "transfer", #"{"line":"B","window":"2"}"#, "window not-combinable"),
    refuses(
      "a place that is kept by a text", "transfer", #"{"line":"B","keepPlace":"yes"}"#,
      "keepPlace wrong-type"),
  ]

  static let pausing: [Call] = [
    Call(
      "a window pauses with its reason", [Call.act("open")], .clerk,
      act("pause", #"{"reason":"开会"}"#), 200, contains: [#""state":"paused""#, "开会"]),
    Call(
      "no reason", [Call.act("open")], .clerk, act("pause", "{}"), 422, "invalid",
      faults: ["reason required"]),
    Call(
      "a reason of spaces", [Call.act("open")], .clerk, act("pause", #"{"reason":"  "}"#), 422,
      "invalid", faults: ["reason required"]),
    Call(
      "a reason that is too long", [Call.act("open")], .clerk,
      act("pause", #"{"reason":"\#(String(repeating: "长", count: 21))"}"#), 422, "invalid",
      faults: ["reason too-long"]),
    Call(
      "a reason with a line break", [Call.act("open")], .clerk,
      act("pause", #"{"reason":"开\n会"}"#), 422, "invalid", faults: ["reason control-character"]),
    Call(
      "not with a ticket at it", called, .clerk, act("pause", #"{"reason":"开会"}"#), 409, "busy"),
    Call(
      "a pause ends", [Call.act("open"), Call.act("pause", #"{"reason":"开会"}"#)], .clerk,
      act("resume", "{}"), 200, contains: [#""state":"open""#], lacks: ["开会"]),
    Call("where there was none", [Call.act("open")], .clerk, act("resume"), 409, "not-paused"),
    Call(
      "somebody else's", [Call.act("open"), Call.act("pause", #"{"reason":"开会"}"#)], .otherClerk,
      act("resume"), 403, "window-not-yours"),
  ]

  static let undoing: [Call] = [
    Call(
      "a miss is taken back", called + [Call.act("miss"), Call.pass(.seconds(10))], .clerk,
      act("undo"), 200, contains: [#""number":"A001""#, "called"]),
    Call(
      "a transfer is taken back", atService + [Call.act("transfer", #"{"line":"B"}"#)], .clerk,
      act("undo"), 200, contains: [#""state":"serving""#, #""line":"A""#]),
    Call(
      "not after ten seconds", called + [Call.act("miss"), Call.pass(.seconds(11))], .clerk,
      act("undo"), 409, "undo-too-late", contains: ["10"]),
    Call("where nothing was done", [Call.act("open")], .clerk, act("undo"), 409, "nothing-to-undo"),
    Call(
      "not what another window did",
      called + [Call.act("miss"), Call.act("open", window: "2", as: .otherClerk)], .otherClerk,
      act("undo", window: "2"), 409, "nothing-to-undo"),
  ]

  @Test("opening and leaving", arguments: opening) func runOpening(_ call: Call) async throws {
    try await call.check()
  }

  @Test("calling", arguments: calling) func runCalling(_ call: Call) async throws {
    try await call.check()
  }

  @Test("ending and sending on", arguments: ending) func runEnding(_ call: Call) async throws {
    try await call.check()
  }

  @Test("pausing", arguments: pausing) func runPausing(_ call: Call) async throws {
    try await call.check()
  }

  @Test("taking back", arguments: undoing) func runUndoing(_ call: Call) async throws {
    try await call.check()
  }

  @Test("an act that another window went on from is not taken back")
  func undoOvertaken() async throws {
    let test = try await TestSite()
    let ticket = try #require(try await test.takeTicket().string("id"))
    for name in ["open", "next", "miss"] { _ = try await test.act(name) }
    let back = try await test.ask(.post("/api/v1/halls/east/tickets/\(ticket)/return"), as: .kiosk)
    #expect(back.status == 200)
    let answer = try await test.act("undo")
    #expect(answer.status == 409)
    #expect(answer.code == "undo-overtaken")
    Call.checkProblem(answer)
  }

  @Test("two clerks who call at once never get one ticket")
  func simultaneousCalls() async throws {
    let test = try await TestSite()
    for _ in 0..<6 { _ = try await test.takeTicket() }
    _ = try await test.act("open")
    _ = try await test.act("open", window: "2", as: .otherClerk)
    for _ in 0..<3 {
      async let first = test.act("next")
      async let second = test.act("next", window: "2", as: .otherClerk)
      let numbers = try await [first.string("number"), second.string("number")]
      #expect(numbers[0] != nil)
      #expect(numbers[0] != numbers[1])
      _ = try await test.act("finish", #"{"outcome":"served"}"#)
      _ = try await test.act("finish", #"{"outcome":"served"}"#, window: "2", as: .otherClerk)
    }
    #expect(try await test.act("next").status == 204)
  }
}
