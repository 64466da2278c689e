import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Importing a catalogue")
struct CatalogueImportTests {
  private static func file(_ entries: [ItemEntry]) -> CatalogueFile {
    var file = CatalogueFile(naming: .paths)
    file.departments = [FileEntry(row: 1, value: CatalogueFixtures.department)]
    file.items = entries.enumerated().map { FileEntry(row: $0.offset + 1, value: $0.element) }
    return file
  }

  private static func run(
    _ county: TestCounty, _ file: CatalogueFile, dryRun: Bool = false, partial: Bool = false
  ) async throws -> ImportReport {
    try await county.ledger.importCatalogue(file, dryRun: dryRun, partial: partial, by: .system)
  }

  @Test("(1, 3) a dry run says what the run does; the same file again changes nothing")
  func dryRun() async throws {
    let county = try await TestCounty()
    let demo = try CatalogueFixtures.demo()
    let before = county.ledger.position
    let planned = try await Self.run(county, demo, dryRun: true)
    #expect(county.ledger.position == before)
    #expect(planned.refused == [])
    #expect(!planned.isApplied)
    var done = try await Self.run(county, demo)
    #expect(done.isApplied)
    done.isApplied = false
    #expect(done == planned)
    #expect(done.added == demo.departments.count + demo.items.count + demo.duties.count + 1)
    let after = county.ledger.position
    let again = try await Self.run(county, demo)
    #expect(again.unchanged == done.added)
    #expect(again.added + again.changed == 0)
    #expect(!again.isApplied)
    #expect(county.ledger.position == after, "nothing was written")
    #expect(try county.findings() == [])
  }

  @Test("(1, 3) an item that changed becomes a version, the others stay")
  func changes() async throws {
    let county = try await TestCounty()
    var entries = (1...3).map { CatalogueFixtures.entry($0) }
    _ = try await Self.run(county, Self.file(entries))
    entries[1].item.conditions = ["年满八十周岁"]
    entries[1].reason = "增加条件"
    let planned = try await Self.run(county, Self.file(entries), dryRun: true)
    let report = try await Self.run(county, Self.file(entries))
    #expect(report.changed == 1 && report.unchanged == 3 && report.added == 0)
    #expect(planned.changed == 1)
    let version = try await county.ledger.item(.named("TEST-2")).version
    #expect(version.number == 2)
    #expect(version.reason == "增加条件")
    #expect(try await county.ledger.item(.named("TEST-1")).version.number == 1)
  }

  @Test("(2) one wrong row leaves everything as it was; a part is taken only when asked for")
  func wholeOrPart() async throws {
    let county = try await TestCounty()
    var wrong = CatalogueFixtures.entry(2)
    wrong.item.materials[0].name = "有关材料"
    wrong.item.department = .named("NOBODY")
    var unknown = CatalogueFixtures.entry(4)
    unknown.item.department = .named("NOBODY")
    let file = Self.file([CatalogueFixtures.entry(1), wrong, CatalogueFixtures.entry(3), unknown])
    let expected = [
      RowFault(row: 2, field: "items.materials.0.name", code: .vague),
      RowFault(row: 4, field: "items.department", code: .unknown),
    ]
    let before = county.ledger.position
    for dryRun in [true, false] {
      let report = try await Self.run(county, file, dryRun: dryRun)
      #expect(report.refused == expected)
      #expect(report.added == 3)
      #expect(!report.isApplied)
    }
    #expect(county.ledger.position == before)
    #expect(county.ledger.facts.departments.isEmpty)
    let part = try await Self.run(county, file, partial: true)
    #expect(part.refused == expected)
    #expect(part.isApplied)
    #expect(try await county.ledger.itemRows().map(\.id.rawValue) == ["TEST-1", "TEST-3"])
    #expect(try county.findings() == [])
  }

  @Test("(4) a code stands once in a file")
  func duplicates() async throws {
    let county = try await TestCounty()
    let report = try await Self.run(
      county, Self.file([CatalogueFixtures.entry(1), CatalogueFixtures.entry(1, name: "同码")]))
    #expect(report.refused == [RowFault(row: 2, field: "items.codes.implementation", code: .duplicate)])
    #expect(!report.isApplied)
  }

  @Test(
    "each rule refuses a row by its number and field",
    arguments: [
      ("stages.0.outcomes", FieldFault.Code.circular), ("statutoryLimit.days", .outOfRange),
      ("fees.0.amount", .outOfRange), ("name", .formula), ("points.0", .unknown), ("bases", .unverified),
      ("promisedLimit", .exceeds), ("reason", .required), ("stages.1.department", .unknown),
    ])
  func rules(field: String, code: FieldFault.Code) async throws {
    let county = try await TestCounty()
    var entry = CatalogueFixtures.entry()
    switch field {
    case "stages.0.outcomes": entry.item.stages[0].outcomes[0].next = entry.item.stages[0].id
    case "statutoryLimit.days":
      entry.item.statutoryLimit = TimeLimit(0, .workingDays)
      entry.item.promisedLimit = nil
      entry.item.processing = .other
    case "fees.0.amount":
      entry.item.fees = [ServiceItem.Fee(name: "工本费", amount: "-1", basis: "示例文件")]
    case "name": entry.item.name = "=cmd|' /C calc'!A0"
    case "points.0":
      entry.item.points = [ServiceItem.ServicePoint(hall: .named("nowhere"), line: .named("A"))]
    case "bases": entry.item.bases[0].isVerified = false
    case "promisedLimit": entry.item.promisedLimit = TimeLimit(30, .naturalDays)
    case "reason": entry.reason = ""
    default:
      entry.item.stages[1].role = nil
      entry.item.stages[1].department = .named("NOBODY")
    }
    var file = Self.file([entry])
    file.departments = [FileEntry(row: 1, value: CatalogueFixtures.department)]
    let report = try await Self.run(county, file)
    let faults = report.refused.map { "\($0.row) \($0.field) \($0.code.rawValue)" }
    #expect(faults.contains("1 items.\(field) \(code.rawValue)"), "\(faults)")
    #expect(!report.isApplied)
    #expect(county.ledger.facts.departments.isEmpty)
  }

  @Test("locked fields come only with another edition of the upper catalogue")
  func locked() async throws {
    let county = try await TestCounty()
    var entry = CatalogueFixtures.entry()
    entry.item.upperCatalogue = "示例目录2026"
    _ = try await Self.run(county, Self.file([entry]))
    entry.item.name = "新的统一名称"
    let refused = try await Self.run(county, Self.file([entry]))
    #expect(refused.refused == [RowFault(row: 1, field: "items.name", code: .locked)])
    entry.item.upperCatalogue = "示例目录2027"
    #expect(try await Self.run(county, Self.file([entry])).changed == 1)
  }

  @Test("JSON is read entry by entry, and what is exported is imported the same")
  func json() async throws {
    let broken = #"""
      {"departments": [{"id": "mz", "name": "x"}, {"id": "MZ"}, 5],
       "items": [{"item": {"codes": {"profile": "free", "implementation": "A"}, "name": 3}}], "other": []}
      """#
    let file = CatalogueFile(json: Array(broken.utf8))
    #expect(
      file.faults.map { "\($0.row) \($0.field) \($0.code.rawValue)" } == [
        "0 other unknown", "1 departments.id format", "2 departments.name required",
        "3 departments wrong-type",
        "1 items.item.name wrong-type",
      ])
    for text in ["", "[]", "{\"items\": [", "不是目录", "{\"items\": 5}"] {
      #expect(!CatalogueFile(json: Array(text.utf8)).faults.isEmpty, "\(text)")
    }
    let county = try await TestCounty()
    let demo = try CatalogueFixtures.demo()
    _ = try await Self.run(county, demo)
    let items = Recorder<ItemEntry>()
    try await county.ledger.exportedItems { items.record($0) }
    let bytes = try CatalogueFile.json(
      departments: county.ledger.facts.departments.values.sorted { $0.id < $1.id }, items: items.values,
      duties: try await county.ledger.duties(), negativeLists: try await county.ledger.negativeLists())
    let again = CatalogueFile(json: bytes)
    #expect(again.faults == [])
    let report = try await Self.run(county, again)
    #expect(report.added + report.changed + report.refused.count == 0, "\(report)")
    #expect(report.unchanged > 70)
  }
}
