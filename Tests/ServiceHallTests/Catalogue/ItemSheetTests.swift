import HallTesting
import ServiceHall
import Testing

@Suite("An item as cells")
struct ItemSheetTests {
  private static func file() throws -> CatalogueFile {
    CatalogueFile(
      csv: try CatalogueFixtures.bytes("Appliance/catalogue/示例事项.csv"),
      words: try CatalogueFixtures.words())
  }

  @Test("(1) what is written into a sheet and read from it is the same entry")
  func roundTrip() throws {
    let words = try CatalogueFixtures.words()
    let entries = try Self.file().items.map(\.value) + [CatalogueFixtures.entry()]
    #expect(entries.count > 3)
    for entry in entries {
      let sheet = ItemSheet(entry, words: words)
      #expect(try sheet.entry(words: words) == entry)
      var browser = sheet
      // Browsers send lines with CR LF, and people leave blank ones.
      for column in ItemSheet.columns where column.isList {
        browser[column.key] = "\r\n" + sheet.lines(column.key).joined(separator: "\r\n\r\n") + "\r\n"
      }
      #expect(try browser.entry(words: words) == entry)
    }
  }

  @Test("the days that a code for collecting is good stand in a cell of their own, 1 to 366")
  func claimDays() throws {
    let words = try CatalogueFixtures.words()
    var entry = CatalogueFixtures.entry()
    entry.item.claimDays = 90
    var sheet = ItemSheet(entry, words: words)
    #expect(sheet["claimDays"] == "90")
    #expect(try sheet.entry(words: words) == entry)
    sheet["claimDays"] = " "
    #expect(try sheet.entry(words: words).item.claimDays == nil)
    for days in [0, 367] {
      entry.item.claimDays = days
      let refusal = #expect(throws: InputRefusal.self) { try entry.checked() }
      #expect(refusal?.faults == [FieldFault("claimDays", .outOfRange)])
    }
  }

  @Test("(2) every cell that cannot be read is told, with its place")
  func faults() throws {
    let words = try CatalogueFixtures.words()
    var sheet = ItemSheet(CatalogueFixtures.entry(), words: words)
    sheet["name"] = " "
    sheet["kind"] = "没有这一类"
    sheet["materials"] = "居民身份证|0|1\n户口簿|一份"
    sheet["visits"] = "两次"
    sheet["effectiveOn"] = "明天"
    let refusal = #expect(throws: InputRefusal.self) { try sheet.entry(words: words) }
    #expect(
      refusal?.faults == [
        FieldFault("name", .required), FieldFault("kind", .unknown),
        FieldFault("materials.1", .wrongType), FieldFault("visits", .wrongType),
        FieldFault("effectiveOn", .format),
      ])
  }

  @Test("a new sheet has what is usual and names nothing that must be chosen")
  func blank() throws {
    let words = try CatalogueFixtures.words()
    let sheet = ItemSheet.blank(words: words)
    for key in ["kind", "department", "name", "codes.implementation", "reason"] { #expect(sheet[key] == "") }
    #expect(sheet["visits"] == "1")
    #expect(sheet["isPublic"] == words.word("flag", "yes"))
  }

  @Test("every fault has a column where it is mended")
  func columns() {
    #expect(ItemSheet.column(of: "materials.2.name")?.key == "materials")
    #expect(ItemSheet.column(of: "materials.2.name")?.rest == ["2", "name"])
    #expect(ItemSheet.column(of: "codes.handling")?.key == "codes.handling")
    #expect(ItemSheet.column(of: "codes")?.key == "codes.implementation")
    #expect(ItemSheet.column(of: "statutoryLimit.days")?.key == "statutoryLimit")
    #expect(ItemSheet.column(of: "nothing") == nil)
    #expect(ItemSheet.columns.filter { $0.choices != nil }.count == 8)
    #expect(ItemSheet.columns.filter(\.isRequired).map(\.key).count == 5)
  }
}
