import Foundation
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("HallTransfer")
struct HallTransferTests {
  /// A machine with a shelf of its own.
  private struct Machine {
    let folder: TemporaryFolder
    let shelf: HallShelf
    let transfer: HallTransfer

    init() throws {
      folder = try TemporaryFolder()
      let county = County(name: "示范县")
      let surroundings = LedgerSurroundings.testing(FixedClock())
      shelf = HallShelf(folder: folder.path, county: county, surroundings: surroundings)
      transfer = HallTransfer(shelf: shelf, surroundings: surroundings, county: county) { path in
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        return Hex.encode(Digest.sha256.hash([UInt8](bytes)))
      }
    }
  }

  private static let hall = TestCounty.hall
  private static let blob = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })

  private let source: Machine
  private let target: Machine
  private let file: String
  private var files: TemporaryFolder

  init() async throws {
    source = try Machine()
    target = try Machine()
    files = try TemporaryFolder()
    file = files.path + "/chengguan.yzh"
    try await source.shelf.create(Self.hall.id)
    try await source.shelf.with(Self.hall.id) { ledger in
      try await ledger.saveLine(Line(id: .named("A"), name: "社保"), by: .visitor)
      for _ in 0..<20 {
        _ = try await ledger.issueTicket(
          try TicketRequest(line: .named("A")), by: .visitor, key: nil, answer: TestHall.answer)
      }
    }
    let blobs = source.shelf.folder(of: Self.hall.id) + "/blobs/ab"
    try FileManager.default.createDirectory(atPath: blobs, withIntermediateDirectories: true)
    try Self.blob.write(to: URL(fileURLWithPath: blobs + "/abcd"))
    try await source.transfer.export(Self.hall, to: file)
  }

  private func contents() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file)) }

  private func refuse(_ bytes: Data, _ comment: Comment) async throws {
    let path = files.path + "/broken.yzh"
    try bytes.write(to: URL(fileURLWithPath: path))
    await #expect(throws: LedgerFault.self, comment) { try await target.transfer.unpack(path) }
    #expect(try target.folder.files() == [], comment)
    #expect(try files.files() == ["broken.yzh", "chengguan.yzh"], comment)
  }

  @Test("a claim that was made on the old machine is opened by its PIN on the new one")
  func secrets() async throws {
    let issued = try await source.shelf.with(Self.hall.id) { ledger in
      let new = try NewDocument(try ClaimFixtures.details("1号"))
      let answer = try await ledger.registerDocuments([new], by: .visitor, key: nil) {
        Array($0[0].id.description.utf8)
      }
      let document = try #require(FinishedDocument.ID(String(decoding: answer, as: UTF8.self)))
      return try await ledger.makeClaim([document], of: Self.hall, by: .visitor, key: nil)
    }
    let path = files.path + "/moved.yzh"
    try await source.transfer.export(Self.hall, to: path)
    _ = try await target.transfer.unpack(path)
    let name = try await target.shelf.with(Self.hall.id) { ledger in
      try await ledger.present(number: "1号", pin: issued.pin, by: .visitor).name
    }
    #expect(name == issued.name)
    for secret in [path, target.shelf.folder(of: Self.hall.id) + "/claims.key"] {
      let mode = try FileManager.default.attributesOfItem(atPath: secret)[.posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o600, "\(secret)")
    }
  }

  @Test("a hall arrives with its journal and goes on under a new epoch")
  func arrives() async throws {
    #expect(try files.files() == ["chengguan.yzh"])
    let hall = try await target.transfer.unpack(file)
    #expect(hall == Self.hall)
    let before = try await source.shelf.with(hall.id) { try await $0.journal(after: -1, limit: 1_000) }
    let after = try await target.shelf.with(hall.id) { try await $0.journal(after: -1, limit: 1_000) }
    #expect(Array(after.prefix(before.count)) == before)
    #expect(after.dropFirst(before.count).map(\.kind) == ["ledger.continued"])
    let header = try CanonicalJSON.value(JournalHeader.self, from: before[0].body)
    let body = try #require(after.last?.body)
    let continued = try CanonicalJSON.value(JournalHeader.Continued.self, from: body)
    #expect(continued.parent == header.epoch)
    #expect(continued.epoch != header.epoch && continued.epoch.count == 32)
    let verifier = LedgerVerifier(
      folder: target.shelf.folder(of: hall.id), surroundings: .testing(FixedClock()))
    #expect(try verifier.verifyReplay(ofHall: true).isSound)
    let blob = target.shelf.folder(of: hall.id) + "/blobs/ab/abcd"
    #expect(try Data(contentsOf: URL(fileURLWithPath: blob)) == Self.blob)
    let next = try await target.shelf.with(hall.id) { ledger in
      try TestHall.ticket(
        try await ledger.issueTicket(
          try TicketRequest(line: .named("A")), by: .visitor, key: nil, answer: TestHall.answer))
    }
    #expect(next.number.description == "A021")
  }

  @Test("moved on once more, the epochs form a line")
  func onward() async throws {
    _ = try await target.transfer.unpack(file)
    let second = files.path + "/again.yzh"
    try await target.transfer.export(Self.hall, to: second)
    let third = try Machine()
    _ = try await third.transfer.unpack(second)
    let journal = try await third.shelf.with(Self.hall.id) { try await $0.journal(after: 0, limit: 1_000) }
    let epochs = try journal.filter { $0.kind == "ledger.continued" }.map {
      try CanonicalJSON.value(JournalHeader.Continued.self, from: $0.body)
    }
    #expect(epochs.count == 2)
    #expect(epochs.last?.parent == epochs.first?.epoch)
  }

  @Test("a hall that is here already is not overwritten")
  func exists() async throws {
    _ = try await target.transfer.unpack(file)
    let files = try target.folder.files()
    await #expect(throws: LedgerFault.exists(target.shelf.folder(of: Self.hall.id))) {
      try await target.transfer.unpack(file)
    }
    #expect(try target.folder.files() == files)
  }

  @Test("a truncated file is refused, wherever it ends")
  func truncated() async throws {
    let whole = try contents()
    for length in [0, 3, 5, 6, 200, whole.count / 2, whole.count - Self.blob.count, whole.count - 1] {
      try await refuse(whole.prefix(length), "\(length) bytes")
    }
  }

  @Test("an altered byte is found, wherever it stands")
  func altered() async throws {
    let whole = try contents()
    let manifestEnd = try #require(whole.dropFirst(5).firstIndex(of: 10))
    for position in [0, 7, manifestEnd, manifestEnd + 1, manifestEnd + 30_000, whole.count - 1] {
      var bytes = whole
      bytes[position] ^= 1
      try await refuse(bytes, "byte \(position)")
    }
  }

  @Test("bytes behind the last file are refused")
  func trailing() async throws {
    try await refuse(try contents() + Data([0]), "one byte more")
  }

  /// A transfer file with a list of our own making.
  private func forged(_ paths: [String], content: Data) throws -> Data {
    let digest = Hex.encode(Digest.sha256.hash([UInt8](content)))
    let manifest = HallTransfer.Manifest(
      hall: Self.hall,
      files: paths.map { HallTransfer.Manifest.File(path: $0, size: content.count, digest: digest) })
    var bytes = Data((HallTransfer.magic + (try CanonicalJSON.text(manifest)) + "\n").utf8)
    for _ in paths { bytes.append(content) }
    return bytes
  }

  @Test(
    "a path that leads out of the folder is refused",
    arguments: [
      "../evil", "blobs/../../evil", "/tmp/evil", "blobs//evil", "./evil", "blobs/.", "", "..", "blobs/",
    ])
  func traversal(path: String) async throws {
    try await refuse(try forged([path], content: Data("x".utf8)), "\(path)")
  }

  @Test("a list without a ledger, or with a file that is none, is refused")
  func noLedger() async throws {
    try await refuse(try forged(["blobs/x"], content: Data("x".utf8)), "no ledger")
    try await refuse(try forged(["hall.sqlite"], content: Data("x".utf8)), "not a ledger")
    try await refuse(try forged([], content: Data()), "nothing")
  }

  @Test(
    "a ledger whose journal was edited, or that a newer program wrote, is refused", arguments: [true, false])
  func unsound(isNewer: Bool) async throws {
    let hall = try await LedgerTests.morning()
    await hall.ledger.close()
    try hall.tamper(
      isNewer
        ? "INSERT INTO grdb_migrations(identifier) VALUES ('0009-later')"
        : "UPDATE journal SET actor = 'staff:wang' WHERE seq = 9")
    let content = try Data(contentsOf: URL(fileURLWithPath: hall.path))
    try await refuse(try forged(["hall.sqlite"], content: content), "unsound")
  }

  @Test("a ledger whose journal holds other types than ours is refused")
  func otherTypes() async throws {
    let hall = try await LedgerTests.morning()
    await hall.ledger.close()
    try hall.tamper("ALTER TABLE journal RENAME TO former")
    try hall.tamper("CREATE TABLE journal(seq, at, actor, device, kind, subject, body, chain)")
    try hall.tamper(
      "INSERT INTO journal SELECT seq, 'noon', NULL, device, kind, subject, 7, chain FROM former")
    let content = try Data(contentsOf: URL(fileURLWithPath: hall.path))
    try await refuse(try forged(["hall.sqlite"], content: content), "other types")
  }
}
