import Courier
import Foundation
import GRDB
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Attachments in a hall's ledger")
struct AttachmentTests {
  private static let plenty = 1 << 40

  private func keep(_ ends: ChannelEnds, _ bytes: [UInt8]) async throws -> BlobManifest {
    try await ends.shelf.with(ChannelEnds.hall) {
      try await $0.keepAttachment(bytes, media: "text/plain", free: Self.plenty)
    }
  }

  private func report(_ ends: ChannelEnds, _ manifests: [BlobManifest]) async throws {
    let record = Record(
      hall: ChannelEnds.hall, division: .named("119999100000"),
      payload: .material(
        Record.ReceivedMaterial(
          caseNumber: try CaseNumber(
            division: .named("119999100000"), day: CivilDate(daysSinceEpoch: 20_777), mark: .numbered(0),
            serial: 1),
          serial: 1, name: "申请表", receiving: .upload, count: 1, receivedAt: nil,
          attachment: "synthetic.txt", manifests: manifests)))
    let entry = SyntheticCases.Entry(
      record: record,
      stamp: RowStamp(
        rowGUID: String(repeating: "0", count: 32), version: 1, operation: .insert,
        batch: String(repeating: "0", count: 32), writtenAt: ends.clock.hallClock.now()))
    try await ends.shelf.with(ChannelEnds.hall) { try await $0.reportSynthetic([entry]) }
  }

  private func state(_ ends: ChannelEnds) async throws -> ChannelState? {
    try await ends.shelf.with(ChannelEnds.hall) { try await $0.channelState() }
  }

  private func word(
    _ ends: ChannelEnds, _ shape: BlobShape, _ bitmap: BlobBitmap, _ incarnation: String? = nil
  ) async throws -> BlobWord {
    let current = try await ends.store.incarnation
    return try BlobWord.read(
      BlobWord.compose(
        bitmap, of: shape, from: ChannelEnds.hall, incarnation: incarnation ?? current,
        time: "2026-11-20T09:31:05+08:00", by: ends.receiverKey))
  }

  @Test(
    "a file waits once a record names it, in the record's own words, until the receiver says that it is whole"
  )
  func life() async throws {
    let ends = try await ChannelEnds()
    let bytes = (0..<40_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let manifest = try await keep(ends, bytes)
    #expect(try await ends.channel.nextBlob(except: []) == nil)
    try await report(ends, [manifest])
    // The same file once more is no second one.
    try await report(ends, [manifest])
    #expect(try await ends.channel.nextBlob(except: []) == manifest)
    #expect(try await ends.channel.nextBlob(except: [manifest.shape.id]) == nil)
    #expect(try await ends.channel.chunk(0, of: manifest).map { manifest.holds($0, at: 0) } == true)
    #expect(try await state(ends)?.waitingFiles == 1)
    #expect(try await state(ends)?.waitingBytes == bytes.count)
    _ = try await ends.drain()
    let came = try await ends.store.read { database in
      try database.all("SELECT json FROM work_item WHERE entity LIKE 'case:%'") { row -> String in row[0] }
    }
    #expect(came.count == 2 && came.allSatisfy { $0.contains(manifest.json) })
    // (C9) neither a part, nor the word of another receiver.
    let shape = manifest.shape
    try await ends.channel.settle(try await word(ends, shape, BlobBitmap(count: shape.count)))
    try await ends.channel.settle(try await word(ends, shape, .full(shape.count), "00000000000000ff"))
    #expect(try await ends.channel.nextBlob(except: []) == manifest)
    try await ends.channel.settle(try await word(ends, shape, .full(shape.count)))
    #expect(try await ends.channel.nextBlob(except: []) == nil)
    #expect(try await ends.channel.isHeld(shape.id))
    #expect(try await state(ends)?.waitingFiles == 0)
  }

  @Test("(C1) a receiver that was restored is offered every file again")
  func restored() async throws {
    let ends = try await ChannelEnds()
    let manifest = try await keep(ends, Array(repeating: 1, count: 20_000))
    try await report(ends, [manifest])
    _ = try await ends.drain()
    try await ends.store.noteBackup()
    try ends.backUpStore()
    try await ends.channel.settle(
      try await word(ends, manifest.shape, .full(manifest.shape.count)))
    #expect(try await ends.channel.nextBlob(except: []) == nil)
    try await ends.restoreStore()
    try await ends.take(1)
    _ = try await ends.drain()
    #expect(try await ends.channel.nextBlob(except: []) == manifest)
  }

  @Test("the line's measure sets the chunks of the next file, and changes none that is named")
  func advice() async throws {
    let ends = try await ChannelEnds()
    let first = try await keep(ends, Array(repeating: 1, count: 70_000))
    #expect(first.shape.chunkSize == 64 << 10)
    try await report(ends, [first])
    try await ends.channel.advise(chunkSize: 16 << 10)
    #expect(try await keep(ends, Array(repeating: 2, count: 70_000)).shape.chunkSize == 16 << 10)
    try await report(ends, [try await keep(ends, Array(repeating: 1, count: 70_000))])
    #expect(try await ends.channel.nextBlob(except: []) == first)
  }

  @Test("a disk that is nearly full takes no attachment, says so, and leaves the records alone")
  func highWater() async throws {
    let ends = try await ChannelEnds()
    let bytes = Array(repeating: UInt8(1), count: 50_000)
    await #expect(throws: AttachmentRefusal.noRoom) {
      try await ends.shelf.with(ChannelEnds.hall) {
        try await $0.keepAttachment(bytes, media: "text/plain", free: AttachmentRoom.reserve + 49_999)
      }
    }
    #expect(try ends.folder.files().allSatisfy { !$0.contains("blobs") })
    try await ends.take(1)
    #expect(try await state(ends)?.waiting ?? 0 > 0)
    await #expect(throws: AttachmentRefusal.unfit) {
      try await ends.shelf.with(ChannelEnds.hall) {
        try await $0.keepAttachment([], media: "text/plain", free: .max)
      }
    }
  }

  @Test("a platform whose table has no files gets none: nothing waits")
  func otherProfile() async throws {
    for name in ["national", "gbt39046", "zhejiang"] {
      let profile = try #require(ProfileFixtures.named(name))
      #expect(!profile.carriesFiles(of: .material), "\(name)")
    }
    #expect(ProfileFixtures.named("yizhan")?.carriesFiles(of: .material) == true)
  }
}
