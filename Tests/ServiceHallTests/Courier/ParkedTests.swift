import HallTesting
import Testing

@testable import ServiceHall

@Suite("Parked records")
struct ParkedTests {
  private static func profile(_ column: String) throws -> Profile {
    try Profile.load(
      """
      {"name": "trial", "title": "试用", "order": ["process"],
       "codes": {"act": {"of": "stepAction", "codes": {"passed": "1"}}},
       "tables": {"process": {"table": "p", "columns": [
         {"column": "act", "from": "action", "codes": "act"}, \(column)]}}}
      """)
  }

  private static func step(
    _ stage: String, _ action: Record.StepAction = .passed, opinion: String? = nil
  ) throws -> Record {
    let old = try ProfileFiles.step()
    return ProfileFiles.record(
      .process(
        Record.Step(
          caseNumber: old.caseNumber, serial: 12, stage: stage, action: action, state: .done,
          handler: old.handler, opinion: opinion, startedAt: old.startedAt, organisation: old.organisation)))
  }

  @Test("(3) each reason names what is at fault")
  func reasons() throws {
    let required = try Self.profile(#"{"column": "x", "from": "opinion", "required": true}"#)
    #expect(required.parked(try Self.step("a")) == .missing(field: "opinion"))
    #expect(required.parked(try Self.step("a", opinion: "b")) == nil)
    #expect(
      required.parked(try Self.step("a", .returned, opinion: "b")) == .noCode(table: "act", value: "returned")
    )
    let short = try Self.profile(#"{"column": "x", "from": "stage", "longest": 3}"#)
    #expect(short.parked(try Self.step("审查科")) == nil)
    #expect(short.parked(try Self.step("审查科室")) == .tooLong(column: "x", limit: 3))
    let number = try Self.profile(#"{"column": "x", "from": "serial", "longest": 1}"#)
    #expect(number.parked(try Self.step("a")) == .tooLong(column: "x", limit: 1))
    #expect(short.parked(ProfileFiles.record(.visit(ProfileFiles.visit()))) == .notCovered(.visit))
  }

  @Test("(3) a parked record changes nothing for the next one")
  func others() throws {
    let profile = try Self.profile(#"{"column": "x", "from": "stage", "longest": 3}"#)
    let sound = try Self.step("审查")
    let before = try profile.line(sound)
    _ = profile.parked(try Self.step("审查科室"))
    #expect(try profile.line(sound) == before)
  }

  @Test("a text is cut at a whole character where the profile says so")
  func cut() throws {
    let profile = try Self.profile(#"{"column": "x", "from": "stage", "longest": 3, "truncate": true}"#)
    for (text, expected) in [
      ("审查科室", "审查科"), ("审查", "审查"), ("ab\u{65}\u{301}\u{302}", "ab"), ("a\u{65}\u{301}b", "a\u{65}\u{301}"),
    ] {
      let x = try profile.row(try Self.step(text))["x"] as? String
      #expect(x?.unicodeScalars.elementsEqual(expected.unicodeScalars) == true, "\(text)")
    }
  }

  @Test("a division is cut to the nine digits that the standard has room for")
  func division() throws {
    let row = try ProfileFiles.profile("gbt39046").row(
      ProfileFiles.record(.accept(ProfileFiles.acceptance())))
    #expect(row["行政区划"] as? String == "119999100")
  }
}
