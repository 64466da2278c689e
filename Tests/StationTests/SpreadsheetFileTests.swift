import Foundation
import HallLedger
import HallTesting
import ServiceHall
import Testing

@testable import Station

/// The tables under `Tests/Spreadsheets`, as a spreadsheet saved them.
@Suite("Files that spreadsheets saved")
struct SpreadsheetFileTests {
  private static func path(_ name: String, _ bytes: [UInt8], _ console: Console) throws -> String {
    let path = console.folder.path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  private static func saved(_ name: String) throws -> [UInt8] {
    try CatalogueFixtures.bytes("Tests/Spreadsheets/\(name)")
  }

  /// The examples as the sheet holds them.
  private static func expected() throws -> [ItemEntry] {
    let example = CatalogueFile(
      csv: try CatalogueFixtures.bytes("Appliance/catalogue/示例事项.csv"), words: try CatalogueFixtures.words())
    var entries = example.items.map(\.value)
    for index in entries.indices { entries[index].item.points = [] }
    entries[0].item.name = "最低生活保障（含\"单人保\"）审核确认"
    entries[0].effectiveOn = CivilDate("2026-03-01")
    entries[1].item.supervision = "到窗口反映, 或者拨打电话; \"首问负责\""
    entries[1].effectiveOn = CivilDate("2026-10-12")
    return try entries.map { try $0.checked() }
  }

  /// A county with the departments that the examples name.
  private static func console(departments: String = "departments-utf8.csv") async throws -> (
    Console, Commands
  ) {
    let console = try Console()
    let commands = try await console.withHall()
    let path = try path("departments.csv", saved(departments), console)
    #expect(try await commands.importCatalogue(console.data, from: path, dryRun: false, partial: false))
    #expect(console.lines.last == "导入完成：新增 3，变更 0，未变 0，退回 0 处。")
    return (console, commands)
  }

  @Test(
    "each is taken whole, and is what the sheet says",
    arguments: ["items-utf8.csv", "items-gb18030.csv", "items-mark-crlf.csv", "items-trailing-rows.csv"])
  func whole(name: String) async throws {
    let isGB18030 = name == "items-gb18030.csv"
    let (console, commands) = try await Self.console(
      departments: isGB18030 ? "departments-gb18030.csv" : "departments-utf8.csv")
    let bytes = try Self.saved(name)
    #expect((String(validating: bytes, as: UTF8.self) == nil) == isGB18030)
    let path = try Self.path(name, bytes, console)
    #expect(try await commands.importCatalogue(console.data, from: path, dryRun: true, partial: false))
    #expect(console.lines.last == "试运行：将新增 3，变更 0，未变 0，退回 0 处。没有改动任何内容。")
    #expect(try await commands.importCatalogue(console.data, from: path, dryRun: false, partial: false))
    #expect(console.lines.last == "导入完成：新增 3，变更 0，未变 0，退回 0 处。")
    let out = console.folder.path + "/out.json"
    try await commands.exportCatalogue(console.data, to: out)
    let held = CatalogueFile(json: [UInt8](try Data(contentsOf: URL(fileURLWithPath: out)))).items.map(
      \.value)
    for entry in try Self.expected() {
      let same = try #require(held.first { $0.item.id == entry.item.id })
      #expect(same.item == entry.item)
      if let day = entry.effectiveOn { #expect(same.effectiveOn == day) }
    }
    #expect(held.count == 3)
    #expect(try await commands.importCatalogue(console.data, from: path, dryRun: false, partial: false))
    #expect(console.lines.last == "内容与现有目录一致，没有改动。")
  }

  private static let code = "11119999000000027R4110502001000"

  /// What is done to a sound table, and what is said of it.
  private static let faults: [(String, String, [String])] = [
    ("\"MZ\"", "\"ZZ\"", ["第 2 行，部门编码：没有找到，请核对"]),
    ("\"11119999000000035L4110703006000\"", "\"\(code)\"", ["第 3 行，实施编码：重复了，请只留一个"]),
    ("\"居住证申领\"", "\"=cmd|' /C calc'!A0\"", ["第 3 行，事项名称：以 =、+、-、@ 开头，表格软件会当成公式，请去掉"]),
    ("\"20个工作日\"", "\"0个工作日\"", ["第 2 行，承诺时限：超出范围，请按提示填写"]),
    ("\"20个工作日\",", "\"20个工作日\",\"工本费|-5|示例文件\"", ["第 2 行，收费.1：超出范围，请按提示填写"]),
    // The last stage leads back to the first.
    ("已送达\"", "已送达>accept\"", (1...4).map { "第 2 行，办理流程.\($0)：流程绕回了自己，请改成不回头的走向" }),
    // What a spreadsheet makes of a long number.
    ("\"110502001000\"", "1.10502E+11", ["第 2 行，基本编码：格式不对，请按提示填写"]),
    ("2026/3/1", "2026/2/29", ["第 2 行，生效日期：格式不对，请按提示填写"]),
    ("2026/3/1", "26/3/1", ["第 2 行，生效日期：格式不对，请按提示填写"]),
    ("2026/3/1", "03/01/2026", ["第 2 行，生效日期：格式不对，请按提示填写"]),
    ("2026/3/1", "46082", ["第 2 行，生效日期：格式不对，请按提示填写"]),
  ]

  @Test("what is wrong in one is said by row and column, and nothing is changed", arguments: faults)
  func wrong(part: String, other: String, told: [String]) async throws {
    let (console, commands) = try await Self.console()
    let sound = String(decoding: try Self.saved("items-utf8.csv"), as: UTF8.self)
    let place = try #require(sound.range(of: part))
    let path = try Self.path(
      "items.csv", Array(sound.replacingCharacters(in: place, with: other).utf8), console)
    for dryRun in [true, false] {
      let before = console.lines.count
      #expect(try await !commands.importCatalogue(console.data, from: path, dryRun: dryRun, partial: false))
      #expect(console.lines.dropFirst(before).filter { $0.hasPrefix("第") } == told)
    }
    #expect(console.lines.last?.contains("没有导入任何内容") ?? false)
    let out = console.folder.path + "/out.csv"
    try await commands.exportCatalogue(console.data, to: out)
    #expect(console.lines.last == "已导出 0 个事项到 \(out)。")
  }

  @Test("a file that was cut, wherever it was cut, changes nothing", arguments: ["utf8", "gb18030"])
  func cut(encoding: String) async throws {
    let (console, commands) = try await Self.console()
    let bytes = try Self.saved("items-\(encoding).csv")
    let ends = Array(stride(from: 1, to: bytes.count, by: 701)) + [bytes.count - 1, bytes.count - 3]
    for end in ends {
      let path = try Self.path("cut.csv", Array(bytes[..<end]), console)
      let before = console.lines.count
      #expect(try await !commands.importCatalogue(console.data, from: path, dryRun: false, partial: false))
      let lines = console.lines.dropFirst(before)
      #expect(lines.count > 1 && lines.last?.contains("没有导入任何内容") ?? false, "\(end): \(lines)")
    }
    let out = console.folder.path + "/out.csv"
    try await commands.exportCatalogue(console.data, to: out)
    #expect(console.lines.last == "已导出 0 个事项到 \(out)。")
  }

  @Test("a notice is read in either encoding", arguments: ["calendar-utf8.csv", "calendar-gb18030.csv"])
  func calendar(name: String) async throws {
    let console = try Console()
    let commands = try await console.withHall()
    let path = try Self.path(name, Self.saved(name), console)
    try await commands.importCalendar(console.data, from: path, year: 2027, source: "示例通知")
    // Two working weekends, and what weekends and the days off by law do not tell by themselves.
    #expect(console.lines.last == "已导入 2027 年的放假通知，16 天与原来不同。")
    try await commands.importCalendar(console.data, from: path, year: 2027, source: "示例通知")
    #expect(console.lines.last == "已导入 2027 年的放假通知，0 天与原来不同。")
    let refused = try await sentence {
      let half = try Self.path("half.csv", [UInt8](Self.saved("calendar-utf8.csv").prefix(301)), console)
      try await commands.importCalendar(console.data, from: half, year: 2027, source: "示例通知")
    }
    #expect(refused != nil)
  }
}
