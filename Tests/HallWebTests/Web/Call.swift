import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

/// A row of an API table: what was before, who asks what, and what must and must not come back.
struct Call: Sendable, CustomTestStringConvertible {
  typealias Step = @Sendable (TestSite) async throws -> Answer?

  var name: String
  var steps: [Step] = []
  var asker: Asker
  /// `{ticket}` stands for the first ticket of the steps.
  var ask: Ask
  var status: Int
  var code: String?
  /// Fields at fault, such as `line required`.
  var faults: [String] = []
  var contains: [String] = []
  var lacks: [String] = []

  var testDescription: String { name }

  init(
    _ name: String, _ steps: [Step] = [], _ asker: Asker, _ ask: Ask, _ status: Int,
    _ code: String? = nil, faults: [String] = [], contains: [String] = [], lacks: [String] = []
  ) {
    self.name = name
    self.steps = steps
    self.asker = asker
    self.ask = ask
    self.status = status
    self.code = code
    self.faults = faults
    self.contains = contains
    self.lacks = lacks
  }

  /// Runs the row on a site of its own.
  func check() async throws {
    let test = try await TestSite()
    var ticket = ""
    for step in steps {
      if let answer = try await step(test) {
        #expect(answer.status < 300, "a step failed: \(answer.text)")
        if ticket.isEmpty, answer.string("number") != nil { ticket = answer.string("id") ?? "" }
      }
    }
    var ask = ask
    ask.target = ask.target.replacing("{ticket}", with: ticket)
    ask.json = ask.json?.replacing("{ticket}", with: ticket)
    let answer = try await test.ask(ask, as: asker)
    #expect(answer.status == status, "\(answer.text)")
    #expect(answer.code == code)
    #expect(answer.faults == faults)
    for text in contains { #expect(answer.text.contains(text), "\(text) is not in \(answer.text)") }
    for text in lacks + Self.foreign {
      #expect(!answer.everything.contains(text), "\(text) is in \(answer.text)")
    }
    if status >= 400 { Self.checkProblem(answer) }
  }

  /// The west hall's names: no answer of the east hall has them.
  private static let foreign = [HallFixture.west.mark, "X001"]

  /// RFC 9457, with a sentence that a clerk understands.
  static func checkProblem(_ answer: Answer) {
    #expect(answer.headers["content-type"] == "application/problem+json")
    #expect(answer.integer("status") == answer.status)
    #expect(answer.string("type") == "about:blank")
    #expect(answer.string("title")?.unicodeScalars.contains { $0.value > 0x4E00 } ?? false)
    #expect(answer.string("title") != "这一步没有办成", "the code has no sentence of its own")
    #expect((answer.string("incident") != nil) == (answer.status >= 500))
    #expect(answer.headers["cache-control"] == "no-store")
  }

  // MARK: Steps

  static func take(_ line: String = "A", _ more: String = "", as asker: Asker = .kiosk) -> Step {
    { try await $0.takeTicket(line, more, as: asker) }
  }

  static func act(
    _ name: String, _ json: String? = nil, window: String = "1", as asker: Asker = .clerk
  ) -> Step {
    { try await $0.act(name, json, window: window, as: asker) }
  }

  static func post(_ path: String, _ json: String? = nil, as asker: Asker) -> Step {
    { test in
      try await test.ask(.post("/api/v1/halls/east\(path)", json, key: SeededKey.next()), as: asker)
    }
  }

  static func pass(_ duration: Duration) -> Step {
    { test in
      test.clock.advance(by: duration)
      return nil
    }
  }

  static func set(_ change: @escaping @Sendable (Ledger<Hall>) async throws -> Void) -> Step {
    { test in
      try await test.ledger { try await change($0) }
      return nil
    }
  }

  /// Changes line A.
  static func line(_ change: @escaping @Sendable (inout Line) throws -> Void) -> Step {
    set { ledger in
      var line = try ledger.facts.line(.named("A"))
      try change(&line)
      try await ledger.saveLine(line, by: .visitor)
    }
  }
}
