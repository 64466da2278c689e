import Foundation
import Glibc
import HallLedger
import HallTesting
import ServiceHall
import Testing

@testable import Station

@Suite("Importing and exporting a catalogue")
struct CatalogueCommandTests {
  private static func write(_ text: String, _ name: String, _ console: Console) throws -> String {
    let path = console.folder.path + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// A county with the fixtures' department.
  private static func console() async throws -> (Console, Commands) {
    let console = try Console()
    let commands = try await console.withHall()
    let table = CatalogueFile.csv(
      departments: [CatalogueFixtures.department], words: try CatalogueFixtures.words())
    let path = try write(table, "departments.csv", console)
    #expect(try await commands.importCatalogue(console.data, from: path, dryRun: false, partial: false))
    #expect(console.lines.last == "导入完成：新增 1，变更 0，未变 0，退回 0 处。")
    return (console, commands)
  }

  private static func table(_ entries: [ItemEntry]) throws -> String {
    CatalogueFile.csv(items: entries, words: try CatalogueFixtures.words())
  }

  @Test("a dry run and the run say the same; each fault has its row, its column and its sentence")
  func faults() async throws {
    let (console, commands) = try await Self.console()
    var wrong = CatalogueFixtures.entry(2)
    wrong.item.fees = [ServiceItem.Fee(name: "工本费", amount: "-5", basis: "示例文件")]
    wrong.item.promisedLimit = TimeLimit(0, .workingDays)
    let path = try Self.write(
      Self.table([CatalogueFixtures.entry(1), wrong]), "items.csv", console)
    let faults = ["第 3 行，承诺时限：超出范围，请按提示填写", "第 3 行，收费.1：超出范围，请按提示填写"]
    for dryRun in [true, false] {
      let count = console.lines.count
      let isWhole = try await commands.importCatalogue(
        console.data, from: path, dryRun: dryRun, partial: false)
      #expect(!isWhole)
      let lines = Array(console.lines.dropFirst(count))
      #expect(Set(lines.dropLast()) == Set(faults))
      #expect(lines.last?.contains(dryRun ? "试运行：将新增 1" : "有 2 处要改，没有导入任何内容") ?? false)
    }
    _ = try await commands.importCatalogue(console.data, from: path, dryRun: false, partial: true)
    #expect(console.lines.last == "导入完成：新增 1，变更 0，未变 0，退回 2 处。")
  }

  @Test("what was exported is imported as it was, as a table and as JSON")
  func roundTrip() async throws {
    let (console, commands) = try await Self.console()
    let path = try Self.write(
      Self.table((1...3).map { CatalogueFixtures.entry($0) }), "items.csv", console)
    _ = try await commands.importCatalogue(console.data, from: path, dryRun: false, partial: false)
    for name in ["out.csv", "out.json"] {
      let out = console.folder.path + "/" + name
      try await commands.exportCatalogue(console.data, to: out)
      #expect(console.lines.last == "已导出 3 个事项到 \(out)。")
      #expect(
        try await sentence { try await commands.exportCatalogue(console.data, to: out) }
          == "\(out) 已经存在，未作任何改动。")
      #expect(try await commands.importCatalogue(console.data, from: out, dryRun: false, partial: false))
      #expect(console.lines.last == "内容与现有目录一致，没有改动。")
    }
    let departments = console.folder.path + "/out-departments.csv"
    #expect(try await commands.importCatalogue(console.data, from: departments, dryRun: true, partial: false))
    // Into an empty county.
    let there = try Console()
    let others = try await there.withHall()
    #expect(
      try await others.importCatalogue(
        there.data, from: console.folder.path + "/out.json", dryRun: false, partial: false))
    #expect(there.lines.last == "导入完成：新增 4，变更 0，未变 0，退回 0 处。")
    #expect(try others.verify(there.data, hall: nil, replay: true))
  }

  @Test("GB18030, as spreadsheets save it in China, is read; what is cut or of another encoding is refused")
  func encodings() async throws {
    let (console, commands) = try await Self.console()
    let text = try Self.table([CatalogueFixtures.entry(1, name: "㐀䶮津贴€")])
    let utf8 = try Self.write(String(text.dropFirst()), "items.csv", console)
    let encoded = console.folder.path + "/gb.csv"
    let converter = Process()
    converter.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
    converter.arguments = ["-f", "UTF-8", "-t", "GB18030", "-o", encoded, utf8]
    try converter.run()
    converter.waitUntilExit()
    #expect(converter.terminationStatus == 0)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: encoded)))
    #expect(String(validating: bytes, as: UTF8.self) == nil)
    #expect(GB18030.decode(bytes).map { String(decoding: $0, as: UTF8.self) } == String(text.dropFirst()))
    #expect(try await commands.importCatalogue(console.data, from: encoded, dryRun: true, partial: false))
    let broken: [(String, [UInt8])] = [
      ("cut.csv", Array(bytes.dropLast(bytes.count / 2 + 1))), ("utf16.csv", [0xFF, 0xFE] + bytes),
      ("bytes.csv", (0...255).map { UInt8($0) }), ("half.csv", Array(Array(text.utf8).prefix(30))),
      ("empty.csv", []), ("half.json", Array("{\"items\": [".utf8)),
    ]
    for (name, bytes) in broken {
      let path = console.folder.path + "/" + name
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let before = console.lines.count
      #expect(
        try await !commands.importCatalogue(console.data, from: path, dryRun: false, partial: true), "\(name)"
      )
      #expect(console.lines.count > before + 1, "\(name)")
      #expect(console.lines.last?.contains("没有") ?? false, "\(name)")
    }
  }

  @Test("files that are too large, missing or of another kind are refused in one sentence")
  func files() async throws {
    let (console, commands) = try await Self.console()
    func told(_ name: String) async throws -> String? {
      try await sentence {
        _ = try await commands.importCatalogue(
          console.data, from: console.folder.path + "/" + name, dryRun: false, partial: false)
      }
    }
    let large = console.folder.path + "/large.csv"
    #expect(FileManager.default.createFile(atPath: large, contents: nil))
    #expect(unsafe truncate(large, 200 << 20) == 0)
    #expect(try await told("large.csv")?.contains("最多 64 MB，没有导入任何内容") ?? false)
    #expect(try await told("none.csv")?.hasPrefix("读不了文件") ?? false)
    #expect(try await told("items.xlsx")?.hasSuffix("应为 .csv 或 .json。") ?? false)
  }

  @Test("an import that is killed leaves everything as it was")
  func killed() async throws {
    let (console, _) = try await Self.console()
    let count = 1500
    let path = try Self.write(
      Self.table((1...count).map { CatalogueFixtures.entry($0, name: "第\($0)项津贴") }), "items.csv", console)
    let arguments = ["catalogue", "import", "--data", console.data.path, path]
    for part in ["导入 300/", "导入 1800/", "导入 2100/"] {
      let program = try Program(arguments)
      try await program.waitForErrors(part)
      program.send(SIGKILL)
      let ended = try await program.end()
      #expect(ended.status == nil, "it was over before it was killed: \(ended.output)")
      let checked = try await Program.run(["verify", "--replay", "--data", console.data.path])
      #expect(checked.status == 0, "\(checked.output)")
      let county = try Ledger<County>.open(folder: console.data.county, surroundings: Surroundings.ledger)
      #expect(try await county.itemRows().isEmpty)
      await county.close()
    }
    let whole = try await Program.run(arguments)
    #expect(whole.status == 0)
    #expect(whole.output == "导入完成：新增 \(count)，变更 0，未变 0，退回 0 处。\n")
    #expect(try await Program.run(["verify", "--replay", "--data", console.data.path]).status == 0)
  }
}
