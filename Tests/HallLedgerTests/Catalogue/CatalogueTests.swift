import GRDB
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("The catalogue in the county's ledger")
struct CatalogueTests {
  static let id = ServiceItem.ID.named("TEST-1")

  /// A county with the fixtures' department.
  static func county() async throws -> TestCounty {
    let county = try await TestCounty()
    try await county.ledger.saveDepartment(CatalogueFixtures.department, by: .system)
    return county
  }

  private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  @Test("(1, 2) saving makes a version, and every former one stays readable as it was")
  func versions() async throws {
    let county = try await Self.county()
    var entry = CatalogueFixtures.entry()
    #expect(try await county.ledger.saveItem(entry, after: nil, by: .system) == 1)
    for number in 2...4 {
      entry.item.name = "高龄津贴发放（第\(number)版）"
      entry.reason = "第\(number)次修改"
      entry.publish = number != 4
      #expect(try await county.ledger.saveItem(entry, after: number - 1, by: .system) == number)
    }
    let versions = try await county.ledger.versions(of: Self.id, publishedOnly: false)
    #expect(versions.map(\.number) == [4, 3, 2, 1])
    #expect(versions.map(\.reason) == ["第4次修改", "第3次修改", "第2次修改", "首次录入"])
    #expect(versions.map(\.state) == [.draft, .published, .published, .published])
    #expect(try await county.ledger.versions(of: Self.id, publishedOnly: true).count == 3)
    #expect(try await county.ledger.item(Self.id, version: 1).item.name == "高龄津贴发放")
    #expect(try await county.ledger.item(Self.id).item.name == "高龄津贴发放（第4版）")
    await #expect(throws: CatalogueRefusal.unknownVersion) {
      try await county.ledger.item(Self.id, version: 5)
    }
    await #expect(throws: CatalogueRefusal.unknownItem) {
      try await county.ledger.item(.named("TEST-9"), version: 1)
    }
    var unreasoned = entry
    unreasoned.reason = " "
    await #expect(throws: InputRefusal("reason", .required)) {
      try await county.ledger.saveItem(unreasoned, after: 4, by: .system)
    }
    #expect(try county.findings() == [])
  }

  @Test("(3) a version holds from its day, and the one before until then")
  func effect() async throws {
    let county = try await Self.county()
    var entry = CatalogueFixtures.entry()
    try await county.ledger.saveItem(entry, after: nil, by: .system)
    entry.item.name = "新年的津贴"
    entry.effectiveOn = try Self.day("2027-01-01")
    try await county.ledger.saveItem(entry, after: 1, by: .system)
    func name(_ day: String) async throws -> String {
      try await county.ledger.publishedItem(Self.id, on: Self.day(day)).item.name
    }
    #expect(try await name("2026-11-20") == "高龄津贴发放")
    #expect(try await name("2026-12-31") == "高龄津贴发放")
    #expect(try await name("2027-01-01") == "新年的津贴")
    // An earlier day than the planned one takes its place.
    entry.item.name = "提前的津贴"
    entry.effectiveOn = try Self.day("2026-12-01")
    try await county.ledger.saveItem(entry, after: 2, by: .system)
    #expect(try await name("2026-11-30") == "高龄津贴发放")
    #expect(try await name("2027-02-01") == "提前的津贴")
    for day in ["2026-11-30", "2026-12-01", "2027-01-01"] {
      let found = try await county.ledger.findItems(ItemQuery(words: "津贴"), on: Self.day(day))
      #expect(found.items.count == 1, "\(day)")
    }
    // A day in the past begins with the day of publishing.
    entry.item.name = "补录的津贴"
    entry.effectiveOn = try Self.day("2020-01-01")
    try await county.ledger.saveItem(entry, after: 3, by: .system)
    #expect(try await name("2026-11-20") == "补录的津贴")
    await #expect(throws: CatalogueRefusal.unknownItem) { try await name("2026-11-19") }
    #expect(try county.findings() == [])
  }

  @Test("(4) a withdrawn item is gone from the public and comes back with a new version")
  func withdrawing() async throws {
    let county = try await Self.county()
    let day = try Self.day("2026-11-20")
    var entry = CatalogueFixtures.entry(publish: false)
    try await county.ledger.saveItem(entry, after: nil, by: .system)
    await #expect(throws: CatalogueRefusal.unknownItem) {
      try await county.ledger.publishedItem(Self.id, on: day)
    }
    await #expect(throws: CatalogueRefusal.notPublished) {
      try await county.ledger.withdrawItem(Self.id, reason: "停办", by: .system)
    }
    try await county.ledger.publishItem(Self.id, version: 1, by: .system)
    #expect(try await county.ledger.publishedItem(Self.id, on: day).version.number == 1)
    await #expect(throws: CatalogueRefusal.alreadyPublished) {
      try await county.ledger.publishItem(Self.id, version: 1, by: .system)
    }
    try await county.ledger.withdrawItem(Self.id, reason: "停办", by: .system)
    await #expect(throws: CatalogueRefusal.unknownItem) {
      try await county.ledger.publishedItem(Self.id, on: day)
    }
    #expect(try await county.ledger.findItems(ItemQuery(words: "津贴"), on: day).items.isEmpty)
    #expect(try await county.ledger.item(Self.id, version: 1).version.state == .withdrawn)
    entry.publish = true
    try await county.ledger.saveItem(entry, after: 1, by: .system)
    #expect(try await county.ledger.publishedItem(Self.id, on: day).version.number == 2)
    #expect(try county.findings() == [])
  }

  @Test("a code stands once, a stale version is refused, an incomplete power is not published")
  func refusals() async throws {
    let county = try await Self.county()
    var entry = CatalogueFixtures.entry()
    try await county.ledger.saveItem(entry, after: nil, by: .system)
    await #expect(throws: InputRefusal("codes.implementation", .taken)) {
      try await county.ledger.saveItem(entry, after: nil, by: .system)
    }
    try await county.ledger.saveItem(entry, after: 1, by: .system)
    await #expect(throws: RequestRefusal.staleVersion) {
      try await county.ledger.saveItem(entry, after: 1, by: .system)
    }
    await #expect(throws: CatalogueRefusal.unknownItem) {
      try await county.ledger.saveItem(CatalogueFixtures.entry(2), after: 1, by: .system)
    }
    entry.item.department = .named("NOBODY")
    await #expect(throws: InputRefusal("department", .unknown)) {
      try await county.ledger.saveItem(entry, after: 2, by: .system)
    }
    entry = CatalogueFixtures.entry(3)
    entry.item.supervision = nil
    await #expect(throws: InputRefusal("supervision", .required)) {
      try await county.ledger.saveItem(entry, after: nil, by: .system)
    }
    entry.publish = false
    try await county.ledger.saveItem(entry, after: nil, by: .system)
    await #expect(throws: InputRefusal("supervision", .required)) {
      try await county.ledger.publishItem(.named("TEST-3"), version: 1, by: .system)
    }
    #expect(try await county.ledger.itemRows().map(\.id.rawValue) == ["TEST-1", "TEST-3"])
    #expect(try await county.ledger.itemRows(state: .draft).map(\.id.rawValue) == ["TEST-3"])
    #expect(try county.findings() == [])
  }

  @Test("a change of what the upper catalogue fixed is refused and recorded")
  func locked() async throws {
    let county = try await Self.county()
    var entry = CatalogueFixtures.entry()
    entry.item.upperCatalogue = "示例目录2026"
    try await county.ledger.saveItem(entry, after: nil, by: .system)
    entry.item.name = "地方名称"
    entry.item.kind = .publicService
    await #expect(
      throws: InputRefusal([FieldFault("name", .locked), FieldFault("kind", .locked)])
    ) {
      try await county.ledger.saveItem(entry, after: 1, by: .system)
    }
    let last = try await county.ledger.read { database in
      try database.row("SELECT kind, body FROM journal ORDER BY seq DESC LIMIT 1").map(JournalTableRow.init)
    }
    #expect(last == JournalTableRow(kind: "item.editRefused", body: #"{"fields":["name","kind"]}"#))
    #expect(try await county.ledger.item(Self.id).version.number == 1)
    entry.item.name = "高龄津贴发放"
    entry.item.kind = .benefit
    entry.item.conditions = ["年满八十周岁"]
    #expect(try await county.ledger.saveItem(entry, after: 1, by: .system) == 2)
    #expect(try county.findings() == [])
  }

  @Test("duties name what they answer with, and are found by their words")
  func duties() async throws {
    let county = try await Self.county()
    func duty(_ items: [String]) -> Duty {
      Duty(
        id: .named("D-1"), department: .named("MZ"), name: "津贴发放责任", content: "按月发放，定期核查。",
        items: items.map { .named($0) }, accountability: LegalBasis(law: "示例办法"))
    }
    await #expect(throws: InputRefusal("items.0", .unknown)) {
      try await county.ledger.saveDuty(duty(["TEST-1"]), by: .system)
    }
    try await county.ledger.saveItem(CatalogueFixtures.entry(), after: nil, by: .system)
    try await county.ledger.saveDuty(duty(["TEST-1"]), by: .system)
    #expect(try await county.ledger.duties(words: "核查").map(\.department.rawValue) == ["MZ"])
    #expect(try await county.ledger.duties(words: "许可").isEmpty)
    #expect(try await county.ledger.duties(item: Self.id).count == 1)
    try await county.ledger.removeDuty(.named("D-1"), by: .system)
    #expect(try await county.ledger.duties().isEmpty)
    await #expect(throws: CatalogueRefusal.unknownDuty) {
      try await county.ledger.removeDuty(.named("D-1"), by: .system)
    }
    #expect(try county.findings() == [])
  }

  @Test("a negative list has editions; the one in force is compared with")
  func negativeLists() async throws {
    let county = try await TestCounty()
    func list(_ edition: String, _ day: String) throws -> NegativeList {
      NegativeList(
        id: .named("LIST"), name: "示例清单", edition: edition, effectiveOn: try Self.day(day), source: "示例",
        clauses: [NegativeList.Clause(number: "1", field: "畜牧业", text: edition, measure: .forbidden)])
    }
    try await county.ledger.saveNegativeList(list("2026", "2026-01-01"), by: .system)
    try await county.ledger.saveNegativeList(list("2027", "2027-01-01"), by: .system)
    func edition(_ day: String, _ wanted: String? = nil) async throws -> String {
      try await county.ledger.negativeList(.named("LIST"), edition: wanted, on: Self.day(day)).edition
    }
    #expect(try await edition("2026-11-20") == "2026")
    #expect(try await edition("2027-01-01") == "2027")
    #expect(try await edition("2026-11-20", "2027") == "2027")
    await #expect(throws: CatalogueRefusal.unknownList) { try await edition("2025-01-01") }
    #expect(try await county.ledger.negativeLists().map(\.edition) == ["2027", "2026"])
    #expect(try county.findings() == [])
  }

  @Test("a replay notices a changed item")
  func tampering() async throws {
    let county = try await Self.county()
    try await county.ledger.saveItem(CatalogueFixtures.entry(), after: nil, by: .system)
    #expect(try county.findings() == [])
    try await county.ledger.pool.write { database in
      try database.execute(sql: "UPDATE publication SET until_day = '2030-01-01'")
    }
    #expect(try county.findings() == [.tableDiffers(table: "publication", rows: 1)])
  }
}

/// What a row of the journal says.
private struct JournalTableRow: Sendable, Equatable {
  let kind: String
  let body: String

  init(kind: String, body: String) {
    self.kind = kind
    self.body = body
  }

  init(_ row: Row) { self.init(kind: row["kind"], body: row["body"]) }
}
