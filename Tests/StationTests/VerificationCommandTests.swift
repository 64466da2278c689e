import Foundation
import HallLedger
import HallTesting
import ServiceHall
import Synchronization
import Testing

@testable import Station

@Suite("Verifying documents at the command line")
struct VerificationCommandTests {
  /// A county whose hall has issued two licences, one of them revoked.
  private static func furnished() async throws -> (Console, Commands, valid: String, revoked: String) {
    let console = try Console()
    let commands = try await console.withHall()
    let seals = Mutex<[String]>([])
    try await commands.withCounty(console.data) { county, shelf in
      let hall = try #require(county.facts.halls[.named("east")])
      try await shelf.with(hall.id) { ledger in
        for _ in 0..<2 {
          let bytes = try await ledger.issueLicence(
            LicenceFixtures.content(issuedOn: "2026-01-05", lasting: nil), of: hall, by: .system, key: nil
          ) { Array($0.current.number.rawValue.utf8) }
          let number = LicenceNumber.named(String(decoding: bytes, as: UTF8.self))
          let licence = try await ledger.licence(number, now: Surroundings.clock.now())
          seals.withLock { $0.append(licence.current.seal) }
          if seals.withLock({ $0.count }) == 2 {
            _ = try await ledger.revokeLicence(number, reason: "停业", after: 1, by: .system)
          }
        }
      }
    }
    let texts = seals.withLock { $0 }
    return (console, commands, texts[0], texts[1])
  }

  private func lines(_ texts: [String]) -> () -> String? {
    var rest = texts[...]
    return { rest.popFirst() }
  }

  @Test("one text is told in words, and only a valid one is a success")
  func words() async throws {
    let (console, commands, valid, revoked) = try await Self.furnished()
    #expect(try commands.verifyDocument(valid, by: .folder(console.data)))
    let said = console.lines.joined(separator: "\n")
    for text in ["有效（valid）", "演******司", "以原件为准", "不是电子印章"] { #expect(said.contains(text), "\(text)") }
    #expect(!said.contains("演示第一有限公司"))
    #expect(try !commands.verifyDocument(revoked, by: .folder(console.data)))
    #expect(try !commands.verifyDocument(valid + "0", by: .folder(console.data)))
    #expect(console.lines.contains { $0.contains("无效（invalid）") })
  }

  @Test("lines are answered by lines; an exported list says the same without the folder")
  func many() async throws {
    let (console, commands, valid, revoked) = try await Self.furnished()
    let path = console.folder.path + "/keys.json"
    try await commands.exportVerificationKeys(console.data, to: path)
    #expect(console.lines.last?.contains(path) == true)
    #expect(try await sentence { try await commands.exportVerificationKeys(console.data, to: path) } != nil)
    for means in [Commands.VerificationMeans.list(path), .folder(console.data)] {
      let count = console.lines.count
      let areValid = try commands.verifyDocument(
        "-", by: means, lines: lines([valid, revoked, "", "YZ1:x", valid]))
      #expect(!areValid)
      let answers = console.lines.dropFirst(count)
      #expect(
        answers.map { $0.firstMatch(of: #/"status":"([a-z-]+)"/#).map { String($0.output.1) } ?? "" }
          == ["valid", "revoked", "invalid", "invalid", "valid"])
    }
    #expect(try commands.verifyDocument("-", by: .list(path), lines: lines([valid])))
  }

  @Test("another machine's list is taken, its keys are named, and an older one is refused in a sentence")
  func lists() async throws {
    let (console, commands, valid, _) = try await Self.furnished()
    let path = console.folder.path + "/keys.json"
    try await commands.exportVerificationKeys(console.data, to: path)
    let other = try Console()
    let others = try other.commands()
    try await others.initCounty(other.data, name: "邻县", digest: .sm3)
    #expect(try !others.verifyDocument(valid, by: .folder(other.data)))
    try await others.importVerificationKeys(other.data, from: path)
    #expect(other.lines.contains { $0.hasPrefix("119999100000\tTE01\teast便民服务中心\t") })
    #expect(try others.verifyDocument(valid, by: .folder(other.data)))
    let list = try VerificationKeyList(json: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
    let older = VerificationKeyList(
      date: list.date.adding(days: -1), source: list.source, halls: list.halls)
    let olderPath = console.folder.path + "/older.json"
    try Data(older.json()).write(to: URL(fileURLWithPath: olderPath))
    #expect(
      try await sentence { try await others.importVerificationKeys(other.data, from: olderPath) }
        == "这份清单比已有的旧")
    try Data("{}".utf8).write(to: URL(fileURLWithPath: olderPath))
    #expect(
      try await sentence { try await others.importVerificationKeys(other.data, from: olderPath) }
        == "这个文件不是验证密钥清单")
    #expect(try await sentence { _ = try others.verifyDocument(valid, by: .list("/nowhere")) } != nil)
  }
}
