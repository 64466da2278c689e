import Testing

@testable import Courier

@Suite("The order in which records are passed on")
struct RelayOrderTests {
  private func line(_ entity: String, _ version: Int) throws -> RecordLine {
    try #require(
      RecordLine(
        message: "00000000-0000-8000-8000-000000000001", entity: entity, version: version, json: "{}"))
  }

  private func lanes(
    _ urgent: [(String, Int)], _ normal: [(String, Int)], isForced: Bool = false,
    known: [String: Int] = [:]
  ) throws -> String {
    let urgent = try urgent.map { try line($0, $1) }
    let normal = try normal.map { try line($0, $1) }
    return RelayOrder.lanes(
      urgent: urgent, normal: normal, isForced: isForced, version: { known[$0] ?? 0 }
    ).map { $0 == .urgent ? "u" : "n" }.joined()
  }

  @Test("(1, 2) urgent records go first")
  func urgentFirst() throws {
    #expect(try lanes([("a", 1), ("b", 1)], [("c", 1), ("c", 2)]) == "uunn")
  }

  @Test("(2) an urgent record waits for an earlier version of its entity, and for no more")
  func earlierVersion() throws {
    #expect(try lanes([("a", 2), ("b", 1)], [("c", 1), ("a", 1), ("d", 1)]) == "nnuun")
    #expect(try lanes([("a", 2)], [("a", 3)], known: ["a": 1]) == "un")
    // A version that was carried along came before.
    #expect(try lanes([("a", 1), ("a", 2)], [("a", 1), ("a", 3)]) == "uunn")
  }

  @Test("(3) what waits for a version that is nowhere stays, unless it is forced")
  func forced() throws {
    #expect(try lanes([("a", 3)], []) == "")
    #expect(try lanes([], [("a", 3), ("a", 4)]) == "")
    #expect(try lanes([("a", 3)], [("b", 1)]) == "n")
    #expect(try lanes([("a", 3)], [("b", 1)], isForced: true) == "nu")
    #expect(try lanes([("a", 3)], [("b", 2), ("b", 3)], isForced: true) == "nnu")
    #expect(try lanes([], [("a", 3), ("a", 4)], isForced: true) == "nn")
  }
}
