import Foundation
import HallTesting
import Testing

@testable import ServiceHall

@Suite("Tables of the catalogue")
struct CatalogueTableTests {
  private static func records(_ text: String) throws -> [[String]] {
    var reader = CSVReader(Array(text.utf8))
    var records: [[String]] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  @Test("records are read as spreadsheets write them")
  func reading() throws {
    #expect(try Self.records("a,b\r\nc,\"d,\"\"e\"\"\"\r\n") == [["a", "b"], ["c", "d,\"e\""]])
    #expect(try Self.records("a,\"b\r\nc\"\nd,e\n") == [["a", "b\nc"], ["d", "e"]])
    #expect(try Self.records("a\n\n\nb\n") == [["a"], ["b"]])
    #expect(try Self.records("a,\n,b\r") == [["a", ""], ["", "b"]])
    for cut in ["a,b\nc,\"d", "a,b\nc,d", "a,b\nc,", "a,b\nc,\"d\""] {
      #expect(throws: CSVReader.Unclosed(row: 2)) { try Self.records(cut) }
    }
  }

  @Test("whatever is written is read again")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 11)
    let pieces = ["社保", ",", "\"", "\n", " ", "a", "|", ";", "\\", "=", ">", "，", "。"]
    for _ in 0..<500 {
      let record = (0..<Int.random(in: 2...4, using: &generator)).map { _ in
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
          pieces.randomElement(using: &generator) ?? ""
        }.joined()
      }
      #expect(try Self.records(CSVReader.line(record)) == [record])
      let text = record.joined()
      #expect(CellText.plain(CellText.escaped(text)) == text)
    }
  }

  @Test("an export of the demonstration comes back the same, in UTF-8 with its mark")
  func items() throws {
    let words = try CatalogueFixtures.words()
    let entries = try CatalogueFixtures.demo(withPoints: true).items.map(\.value)
    let text = CatalogueFile.csv(items: entries, words: words)
    #expect(text.hasPrefix("\u{FEFF}实施编码,"))
    let file = CatalogueFile(csv: Array(text.utf8), words: words)
    #expect(file.faults == [])
    #expect(file.items.map(\.value) == entries)
    #expect(file.items.map(\.row) == Array(2..<(entries.count + 2)))
    #expect(entries.count >= 30)
  }

  @Test("departments have a table of their own")
  func departments() throws {
    let words = try CatalogueFixtures.words()
    let departments = try CatalogueFixtures.demo().departments.map(\.value)
    let text = CatalogueFile.csv(departments: departments, words: words)
    let file = CatalogueFile(csv: Array(text.utf8), words: words)
    #expect(file.faults == [])
    #expect(file.departments.map(\.value) == departments)
  }

  @Test("the operator's examples are sound")
  func examples() throws {
    let words = try CatalogueFixtures.words()
    let items = CatalogueFile(csv: try CatalogueFixtures.bytes("Appliance/catalogue/示例事项.csv"), words: words)
    #expect(items.faults == [])
    #expect(items.items.count == 3)
    for row in items.items { _ = try row.value.checked() }
    let departments = CatalogueFile(
      csv: try CatalogueFixtures.bytes("Appliance/catalogue/示例部门.csv"), words: words)
    #expect(departments.faults == [])
    #expect(
      Set(departments.departments.map(\.value.id)).isSuperset(of: items.items.map(\.value.item.department)))
  }

  private static let head = "实施编码,编码规则,事项名称,事项类型,部门编码,申请材料,承诺时限,收费,办理流程,变更原因\n"
  private static let row = "TEST-1,自定,低保,行政给付,MZ,,,,,首次录入\n"

  @Test(
    "each fault names its row and its column",
    arguments: [
      ("", [RowFault(row: 1, field: "", code: .required)]),
      ("实施编码,事项名称\n", ["变更原因", "部门编码", "事项类型"].map { RowFault(row: 1, field: $0, code: .required) }),
      (head.replacing("收费", with: "备注"), [RowFault(row: 1, field: "备注", code: .unknown)]),
      (head.replacing("收费", with: "事项名称"), [RowFault(row: 1, field: "事项名称", code: .duplicate)]),
      (head + row + "TEST-2,自定,低保\n", [RowFault(row: 3, field: "", code: .columns)]),
      (head + row.replacing("行政给付", with: "送温暖"), [RowFault(row: 2, field: "事项类型", code: .unknown)]),
      (head + row.replacing("低保", with: " "), [RowFault(row: 2, field: "事项名称", code: .required)]),
      (
        head + "TEST-1,自定,低保,行政给付,MZ,\"身份证|1\n户口簿|两|1\",,,,首次\n",
        [RowFault(row: 2, field: "申请材料.2", code: .wrongType)]
      ),
      (
        head + "TEST-1,自定,低保,行政给付,MZ,a|1|1|1|1|1|1|1|1|1,,,,首次\n",
        [RowFault(row: 2, field: "申请材料.1", code: .columns)]
      ),
      (head + "TEST-1,自定,低保,行政给付,MZ,,十天,,,首次\n", [RowFault(row: 2, field: "承诺时限", code: .format)]),
      (head + "TEST-1,自定,低保,行政给付,MZ,,10个小时,,,首次\n", [RowFault(row: 2, field: "承诺时限", code: .unknown)]),
      (head + "TEST-1,自定,低保,行政给付,MZ,,,,S1|受理|老王,首次\n", [RowFault(row: 2, field: "办理流程.1", code: .unknown)]),
      (head + row + "TEST-2,\"自定,低保", [RowFault(row: 3, field: "", code: .unclosed)]),
    ])
  func faults(text: String, expected: [RowFault]) throws {
    let file = CatalogueFile(csv: Array(text.utf8), words: try CatalogueFixtures.words())
    #expect(Set(file.faults.map { "\($0)" }) == Set(expected.map { "\($0)" }))
    #expect(file.items.count == (text.hasPrefix(Self.head + Self.row) ? 1 : 0))
  }

  @Test("the encoding is found out, or refused as such")
  func encoding() throws {
    let words = try CatalogueFixtures.words()
    let text = Self.head + Self.row
    func read(_ bytes: [UInt8], _ decode: ([UInt8]) -> [UInt8]?) -> CatalogueFile {
      CatalogueFile(encoded: bytes, words: words, decodeGB18030: decode)
    }
    #expect(read(Array(text.utf8)) { _ in nil }.items.count == 1)
    #expect(read([0xEF, 0xBB, 0xBF] + Array(text.utf8)) { _ in nil }.items.count == 1)
    #expect(read([0xD6, 0xD0]) { _ in Array(text.utf8) }.items.count == 1)
    let refused = [RowFault(row: 0, field: "", code: .encoding)]
    #expect(read([0xFF, 0xFE, 0x41, 0x00]) { _ in Array(text.utf8) }.faults == refused)
    #expect(read([0xFF, 0xFF]) { _ in nil }.faults == refused)
    // Half a character at the end, and what a wrong decoder makes of it.
    let cut = Array(Array(text.utf8).dropLast(3))
    #expect(read(cut) { _ in Array("瀹炴柦缂栫爜,x\n".utf8) }.faults == refused)
  }
}
