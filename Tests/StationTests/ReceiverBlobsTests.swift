import Courier
import Foundation
import HallTesting
import ServiceHall
import Testing

@testable import Station

@Suite("A receiver's attachments on disk")
struct ReceiverBlobsTests {
  private static let hall: Hall.ID = .named("chengguan")
  private static let other: Hall.ID = .named("hexi")

  private func blob(_ random: inout SeededGenerator, chunks: Int, chunkSize: Int = 16 << 10) throws -> Blob {
    let size = (chunks - 1) * chunkSize + 1 + random.below(chunkSize)
    return try Blob((0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) }, chunkSize)
  }

  @Test(
    "(1, 3) in any order, twice and over restarts: what is said is there, and the whole is the file",
    arguments: 1...6)
  func anyOrder(_ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let blob = try blob(&random, chunks: 2 + random.below(12))
    let shape = blob.manifest.shape
    var store = ReceiverBlobs(folder: folder.path, reserve: 0)
    #expect(try await store.bitmap(of: shape, from: Self.hall).isEmpty)
    var sent = BlobBitmap(count: shape.count)
    for index in (Array(0..<shape.count) + Array(0..<shape.count)).shuffled(using: &random) {
      sent.insert(index)
      if random.oneIn(3) { store = ReceiverBlobs(folder: folder.path, reserve: 0) }
      let said = try await store.put(blob.chunk(index), at: index, of: shape, from: Self.hall)
      #expect(said == sent)
      #expect(try await ReceiverBlobs(folder: folder.path).bitmap(of: shape, from: Self.hall) == sent)
    }
    let whole = folder.path + "/blobs/\(shape.id.rawValue.prefix(2))/\(shape.id)"
    #expect(FileManager.default.contents(atPath: whole).map { [UInt8]($0) } == blob.bytes)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/blobs/parts/chengguan/\(shape.id)-16384"))
    #expect(try await store.chunk(at: 1, of: shape) == blob.chunk(1))
  }

  @Test("(2) what is not the attachment is dropped, and can be sent again")
  func wrong() async throws {
    var random = SeededGenerator(seed: 7)
    let folder = try TemporaryFolder()
    let blob = try blob(&random, chunks: 3)
    let shape = blob.manifest.shape
    let store = ReceiverBlobs(folder: folder.path, reserve: 0)
    var false1 = blob.chunk(1)
    false1[5] ^= 1
    _ = try await store.put(blob.chunk(0), at: 0, of: shape, from: Self.hall)
    _ = try await store.put(false1, at: 1, of: shape, from: Self.hall)
    #expect(try await store.chunk(at: 0, of: shape) == nil)
    #expect(try await store.put(blob.chunk(2), at: 2, of: shape, from: Self.hall).isEmpty)
    #expect(try folder.files().allSatisfy { !$0.contains(shape.id.rawValue) })
    for index in 0..<3 { _ = try await store.put(blob.chunk(index), at: index, of: shape, from: Self.hall) }
    #expect(try await store.bitmap(of: shape, from: Self.hall).isFull)
    // (3) what is whole never changes.
    #expect(try await store.put(false1, at: 1, of: shape, from: Self.hall).isFull)
    #expect(try await store.chunk(at: 1, of: shape) == blob.chunk(1))
  }

  @Test("(1) a part that a crash left behind is no chunk, and a cut one is none either")
  func leftovers() async throws {
    var random = SeededGenerator(seed: 8)
    let folder = try TemporaryFolder()
    let blob = try blob(&random, chunks: 3)
    let shape = blob.manifest.shape
    let store = ReceiverBlobs(folder: folder.path, reserve: 0)
    _ = try await store.put(blob.chunk(0), at: 0, of: shape, from: Self.hall)
    let parts = folder.path + "/blobs/parts/chengguan/\(shape.id)-16384"
    _ = FileManager.default.createFile(atPath: parts + "/1.7.part", contents: Data(blob.chunk(1)))
    _ = FileManager.default.createFile(atPath: parts + "/2", contents: Data(blob.chunk(2).dropLast()))
    #expect(try await store.bitmap(of: shape, from: Self.hall).bytes == [1])
  }

  @Test("(1) a disk without room changes nothing")
  func full() async throws {
    var random = SeededGenerator(seed: 9)
    let folder = try TemporaryFolder()
    let blob = try blob(&random, chunks: 2)
    let store = ReceiverBlobs(folder: folder.path, reserve: .max / 2)
    await #expect(throws: ReceiverBlobs.NoRoom.self) {
      try await store.put(blob.chunk(0), at: 0, of: blob.manifest.shape, from: Self.hall)
    }
    #expect(try folder.files() == [])
  }

  @Test("(4) a hall's unfinished attachments take bounded room, and none of another hall's")
  func share() async throws {
    var random = SeededGenerator(seed: 10)
    let folder = try TemporaryFolder()
    let store = ReceiverBlobs(folder: folder.path, share: 5 * (16 << 10), reserve: 0)
    let theirs = try blob(&random, chunks: 4)
    for index in 0..<3 {
      _ = try await store.put(theirs.chunk(index), at: index, of: theirs.manifest.shape, from: Self.other)
    }
    var last: Blob?
    for _ in 0..<6 {
      let own = try blob(&random, chunks: 3)
      for index in 0..<2 {
        _ = try await store.put(own.chunk(index), at: index, of: own.manifest.shape, from: Self.hall)
      }
      let kept = try folder.files().filter { $0.contains("parts/chengguan/") }.compactMap {
        try FileManager.default.attributesOfItem(atPath: folder.path + "/" + $0)
      }.filter { $0[.type] as? FileAttributeType == .typeRegular }.reduce(0) {
        $0 + (($1[.size] as? Int) ?? 0)
      }
      #expect(kept <= 5 * (16 << 10))
      last = own
    }
    let own = try #require(last)
    #expect(try await store.put(own.chunk(2), at: 2, of: own.manifest.shape, from: Self.hall).isFull)
    #expect(try await store.bitmap(of: theirs.manifest.shape, from: Self.other).bytes == [7])
  }

  @Test("the same file of two halls, cut differently, is one whole")
  func twoHalls() async throws {
    var random = SeededGenerator(seed: 11)
    let folder = try TemporaryFolder()
    let blob = try blob(&random, chunks: 5)
    let coarse = try Blob(blob.bytes, 32 << 10)
    let store = ReceiverBlobs(folder: folder.path, reserve: 0)
    for index in 0..<4 {
      _ = try await store.put(blob.chunk(index), at: index, of: blob.manifest.shape, from: Self.hall)
    }
    for index in 0..<coarse.manifest.shape.count {
      _ = try await store.put(coarse.chunk(index), at: index, of: coarse.manifest.shape, from: Self.other)
    }
    #expect(try await store.bitmap(of: blob.manifest.shape, from: Self.hall).isFull)
  }

  private struct Blob {
    let bytes: [UInt8]
    let manifest: BlobManifest

    init(_ bytes: [UInt8], _ chunkSize: Int) throws {
      var making = BlobMaking(chunkSize: chunkSize)
      making.add(bytes)
      self.bytes = bytes
      manifest = try #require(making.finish(media: "text/plain"))
    }

    func chunk(_ index: Int) -> [UInt8] { manifest.shape.range(of: index).map { Array(bytes[$0]) } ?? [] }
  }
}
