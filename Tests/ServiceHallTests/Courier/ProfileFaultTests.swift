import HallTesting
import Testing

@testable import ServiceHall

@Suite("Faults of a profile")
struct ProfileFaultTests {
  /// A sound profile; what a test changes stands on a line of its own.
  static let sound = #"""
    {
      "name": "trial",
      "title": "试用",
      "order": ["process", "visit"],
      "codes": {
        "op": {"of": "operation", "codes": {"insert": "I", "update": "U"}},
        "act": {"of": "stepAction",
          "codes": {"passed": "1",
            "returned": "2"}}
      },
      "common": [
        {"column": "guid", "from": "rowGUID", "required": true},
        {"column": "op", "from": "operation", "codes": "op"}
      ],
      "tables": {
        "process": {"table": "p", "columns": [
          {"column": "name", "from": "stage", "longest": 4, "truncate": true},
          {"column": "act", "from": "action", "codes": "act"},
          {"column": "end", "from": "endedAt", "otherwise": "startedAt", "format": "YYYYMMDD"},
          {"column": "source", "constant": "133"}
        ]},
        "visit": {"table": "v", "columns": [
          {"column": "number", "from": "number"}
        ]}
      }
    }
    """#

  static func faults(_ text: String) -> [ProfileFault] {
    do {
      _ = try Profile.load(text)
      return []
    } catch {
      return error.faults
    }
  }

  @Test("(1) a sound one loads")
  func loads() throws {
    let profile = try Profile.load(Self.sound)
    #expect(profile.order == [.process, .visit])
    #expect(profile.columns(of: .process) == ["act", "end", "guid", "name", "op", "source"])
    #expect(profile.table(of: .visit) == "v")
    #expect(!profile.covers(.accept))
  }

  @Test(
    "(1) a fault is told with its line",
    arguments: [
      (#""name": "trial""#, #""name": "Trial!""#, 2, "name", ProfileFault.Code.format),
      (#""title": "试用","#, "", 1, "title", .required),
      (#""title": "试用""#, #""title": 5"#, 3, "title", .wrongType),
      (#""title": "试用""#, #""title": """#, 3, "title", .format),
      (#""title": "试用""#, #""titel": "x", "title": "试用""#, 3, "titel", .unknownKey),
      (#""title": "试用""#, #""title": "x", "title": "试用""#, 3, "title", .duplicateKey),
      (#"["process", "visit"]"#, #"["process", "vist"]"#, 4, "order.1", .unknownKind),
      (#"["process", "visit"]"#, #"["process"]"#, 4, "order", .order),
      (#"["process", "visit"]"#, #"["process", "visit", "accept"]"#, 4, "order.2", .order),
      (#"["process", "visit"]"#, #"["process", "visit", "visit"]"#, 4, "order.2", .order),
      (#""of": "operation""#, #""of": "operations""#, 6, "codes.op.of", .unknownVocabulary),
      (#""update": "U""#, #""update": "I""#, 6, "codes.op.codes.update", .notOneToOne),
      (#""update": "U""#, #""insert": "U""#, 6, "codes.op.codes.insert", .duplicateKey),
      (#""update": "U""#, #""change": "U""#, 6, "codes.op.codes.change", .unknownCode),
      (#""update": "U""#, #""update": 2"#, 6, "codes.op.codes.update", .wrongType),
      (#""returned": "2""#, #""returned": "1""#, 9, "codes.act.codes.returned", .notOneToOne),
      (#""from": "rowGUID""#, #""from": "stage""#, 12, "common.0.from", .unknownField),
      (#""column": "op""#, #""column": "guid""#, 13, "common.guid", .duplicateColumn),
      (#"    "process": {"table""#, #"    "progress": {"table""#, 16, "tables.progress", .unknownKind),
      (#""table": "p", "#, "", 16, "tables.process.table", .required),
      (#""from": "stage""#, #""from": "stages""#, 17, "tables.process.columns.0.from", .unknownField),
      (#""from": "stage", "#, "", 17, "tables.process.columns.0.from", .required),
      (#""longest": 4"#, #""longest": 0"#, 17, "tables.process.columns.0.longest", .format),
      (#""longest": 4"#, #""longest": "4""#, 17, "tables.process.columns.0.longest", .wrongType),
      (#""longest": 4, "#, "", 17, "tables.process.columns.0.truncate", .notCombinable),
      (#""truncate": true"#, #""truncate": 1"#, 17, "tables.process.columns.0.truncate", .wrongType),
      (#""truncate": true"#, #""format": "YYYYMMDD""#, 17, "tables.process.columns.0.format", .notCombinable),
      (#""column": "name""#, #""column": "guid""#, 17, "tables.process.columns.guid", .duplicateColumn),
      (#""column": "act""#, #""column": "name""#, 18, "tables.process.columns.name", .duplicateColumn),
      (#""codes": "act""#, #""codes": "acts""#, 18, "tables.process.columns.1.codes", .unknownCodeTable),
      (#""codes": "act""#, #""codes": "op""#, 18, "tables.process.columns.1.codes", .otherVocabulary),
      (#", "codes": "act""#, "", 18, "tables.process.columns.1.codes", .codesNeeded),
      (#""YYYYMMDD""#, #""YYYYMMD""#, 19, "tables.process.columns.2.format", .unknownFormat),
      (#", "format": "YYYYMMDD""#, "", 19, "tables.process.columns.2.format", .formatNeeded),
      (#""startedAt""#, #""stage""#, 19, "tables.process.columns.2.otherwise", .notCombinable),
      (#""startedAt""#, #""never""#, 19, "tables.process.columns.2.otherwise", .unknownField),
      (
        #""constant": "133""#, #""constant": "133", "from": "stage""#, 20, "tables.process.columns.3.from",
        .notCombinable
      ),
      (#""constant": "133""#, #""constant": 133"#, 20, "tables.process.columns.3.constant", .wrongType),
      (#"{"column": "number", "from": "number"}"#, "", 22, "tables.visit.columns", .required),
      (#"{"column": "number", "from": "number"}"#, "7", 23, "tables.visit.columns.0", .wrongType),
    ])
  func byLine(_ old: String, _ new: String, _ line: Int, _ path: String, _ code: ProfileFault.Code) {
    #expect(Self.sound.contains(old))
    let faults = Self.faults(Self.sound.replacing(old, with: new, maxReplacements: 1))
    #expect(faults.contains(ProfileFault(line: line, path: path, code: code)), "\(faults)")
  }

  @Test("(1) every fault is told at once, in the order of the lines")
  func together() {
    let text = Self.sound.replacing("\"U\"", with: "\"I\"").replacing("stage", with: "stages")
      .replacing("YYYYMMDD", with: "YY").replacing("\"titl", with: "\"titel")
    let faults = Self.faults(text)
    #expect(
      faults.map(\.code) == [.required, .unknownKey, .notOneToOne, .unknownField, .unknownFormat])
    #expect(faults.map(\.line) == [1, 3, 6, 17, 19])
  }

  @Test("(1) a code table that no column uses is a fault, and so is a file that is not JSON")
  func unusedAndBroken() {
    let unused = Self.sound.replacing(#", "codes": "op""#, with: "").replacing(
      "operation\"}", with: "batch\"}")
    #expect(Self.faults(unused).map(\.code) == [.unused])
    #expect(Self.faults("{\n\"name\": nope}") == [ProfileFault(line: 2, path: "", code: .notJSON)])
    #expect(Self.faults("[]") == [ProfileFault(line: 1, path: "", code: .wrongType)])
    let large = String(repeating: " ", count: Profile.largest + 1)
    #expect(Self.faults(large) == [ProfileFault(line: 1, path: "", code: .notJSON)])
  }

  @Test("every code of a fault and of a parked record has its sentence")
  func sentences() throws {
    let strings = try JSONReader.read(ProfileFiles.text("strings/zh-Hans.json"))
    for code in ProfileFault.Code.allCases {
      #expect(strings["profile-faults"]?[code.rawValue]?.text != nil, "\(code)")
    }
    let parked: [Parked] = [
      .missing(field: "a"), .noCode(table: "a", value: "b"), .tooLong(column: "a", limit: 1),
      .notCovered(.visit), .unreadable(profile: "a"),
    ]
    for reason in parked {
      let sentence = try #require(strings["parked"]?[reason.code]?.text)
      for detail in reason.details.keys { #expect(sentence.contains("{\(detail)}")) }
    }
    for kind in Record.Kind.allCases { #expect(strings["record-kinds"]?[kind.rawValue]?.text != nil) }
  }
}
