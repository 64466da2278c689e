import Foundation
import HallLedger
import HallTesting
import ServiceHall
import Testing

@testable import Station

@Suite("Backup and restore")
struct RecoveryTests {
  private func attributes(_ path: String) throws -> [FileAttributeKey: Any] {
    try FileManager.default.attributesOfItem(atPath: path)
  }

  private func work(_ console: Console, _ count: Int) async throws {
    try await console.commands().withCounty(console.data) { _, shelf in
      for _ in 0..<count {
        try await shelf.with(.named("east")) {
          try await $0.saveLine(Line(id: .named("A"), name: "社保"), by: .system)
        }
      }
    }
  }

  private func rows(_ console: Console, _ data: DataFolder) async throws -> [JournalEntry] {
    let box = Recorder<JournalEntry>()
    try await console.commands().withCounty(data) { _, shelf in
      for entry in try await shelf.with(.named("east"), { try await $0.journal(after: -1, limit: 1000) }) {
        box.record(entry)
      }
    }
    return box.values
  }

  /// A county with a hall that has a key and an attachment.
  private func county() async throws -> Console {
    let console = try Console()
    _ = try await console.withHall()
    try await work(console, 3)
    try console.data.channelKeys(of: .named("east")).write(.make(.international))
    let blobs = console.data.hall(.named("east")) + "/blobs/ab"
    try FileManager.default.createDirectory(atPath: blobs, withIntermediateDirectories: true)
    try Data("示例".utf8).write(to: URL(fileURLWithPath: blobs + "/abcd"))
    return console
  }

  @Test("(1, 3) a backup beside an open ledger is whole, was read back, and its keys are the owner's alone")
  func backup() async throws {
    let console = try await county()
    let path = console.folder.path + "/backup"
    let commands = try console.commands()
    try await commands.withCounty(console.data) { _, shelf in
      try await shelf.with(.named("east")) { _ in try commands.backUp(console.data, to: path) }
    }
    #expect(!FileManager.default.fileExists(atPath: path + ".part"))
    let backup = Backup(path: path)
    let manifest = try backup.manifest()
    #expect(
      manifest.files.map(\.path).sorted() == [
        "county/county.sqlite", "halls/east/blobs/ab/abcd", "halls/east/channel.key",
        "halls/east/channel.opener",
        "halls/east/hall.sqlite",
      ])
    #expect(manifest.ledgers.map(\.name).sorted() == ["county", "east"])
    let mode = try attributes(path + "/halls/east/channel.key")[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try attributes(path)[.posixPermissions] as? Int == 0o700)
    try commands.verifyBackup(path)
    #expect(console.lines.last?.contains("完好") == true)
    #expect(try await sentence { try commands.backUp(console.data, to: path) }?.contains("已经存在") == true)
    let inside = console.data.path + "/backup"
    #expect(try await sentence { try commands.backUp(console.data, to: inside) }?.contains("另一块盘") == true)
    #expect(!FileManager.default.fileExists(atPath: inside + ".part"))
  }

  @Test("(2) one byte that is changed anywhere is found, and nothing is restored from it")
  func altered() async throws {
    let console = try await county()
    let path = console.folder.path + "/backup"
    let commands = try console.commands()
    try commands.backUp(console.data, to: path)
    var random = SeededGenerator(seed: 5)
    for name in try Backup(path: path).manifest().files.map(\.path) {
      let whole = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
      var broken = whole
      broken[random.below(broken.count)] ^= 1
      try broken.write(to: URL(fileURLWithPath: path + "/" + name))
      #expect(try await sentence { try commands.verifyBackup(path) }?.contains(name) == true)
      let target = DataFolder(console.folder.path + "/new")
      let words = try await sentence {
        try await commands.restore(path, to: target, Settings.Flags([:]), hall: nil)
      }
      #expect(words?.contains(name) == true, "\(words ?? "")")
      #expect(!target.hasCounty)
      try FileManager.default.removeItem(atPath: target.path)
      try whole.write(to: URL(fileURLWithPath: path + "/" + name))
    }
    try commands.verifyBackup(path)
  }

  @Test("a whole machine comes back: the same rows and files, the halls under another epoch")
  func whole() async throws {
    let console = try await county()
    let path = console.folder.path + "/backup"
    let commands = try console.commands()
    let before = try await rows(console, console.data)
    try commands.backUp(console.data, to: path)
    let target = DataFolder(console.folder.path + "/new")
    try await commands.restore(path, to: target, Settings.Flags([:]), hall: nil)
    let after = try await rows(console, target)
    #expect(Array(after.dropLast()) == before)
    #expect(after.last?.kind == "ledger.continued")
    #expect(FileManager.default.contents(atPath: target.hall(.named("east")) + "/blobs/ab/abcd") != nil)
    #expect(try commands.verify(target, hall: nil, replay: true))
    // What stands there is not written over.
    let words = try await sentence {
      try await commands.restore(path, to: target, Settings.Flags([:]), hall: nil)
    }
    #expect(words?.contains("--hall") == true)
  }

  @Test("one hall comes back; what stood there is put aside and not deleted")
  func oneHall() async throws {
    let console = try await county()
    let path = console.folder.path + "/backup"
    let commands = try console.commands()
    try commands.backUp(console.data, to: path)
    let before = try await rows(console, console.data)
    try await work(console, 2)
    let lost = try await rows(console, console.data)
    for round in 1...2 {
      try await commands.restore(path, to: console.data, Settings.Flags([:]), hall: "east")
      let after = try await rows(console, console.data)
      #expect(Array(after.dropLast()) == before)
      let aside = try FileManager.default.contentsOfDirectory(atPath: console.data.halls)
        .filter { $0.hasPrefix("east.aside-") }
      #expect(aside.count == round)
    }
    let first = try FileManager.default.contentsOfDirectory(atPath: console.data.halls)
      .filter { $0.hasPrefix("east.aside-") }.sorted()
    let report = try LedgerVerifier(
      folder: console.data.halls + "/" + (first.first ?? ""), surroundings: Surroundings.ledger
    ).verifyChain(ofHall: true)
    #expect(report.isSound && report.rows == Int64(lost.count))
    #expect(try commands.verify(console.data, hall: nil, replay: true))
    let words = try await sentence {
      try await commands.restore(path, to: console.data, Settings.Flags([:]), hall: "west")
    }
    #expect(words?.contains("west") == true)
  }
}
