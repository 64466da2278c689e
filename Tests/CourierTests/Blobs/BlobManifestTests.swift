import Courier
import Seal
import ServiceHall
import Testing

@Suite("Manifests of attachments")
struct BlobManifestTests {
  @Test("(1, 2) whatever the size, the chunks lie end to end and each is named", arguments: 1...6)
  func chunks(_ seed: UInt64) throws {
    var random = Randomness(seed: seed)
    let blob = try Blob.draw(&random)
    let (shape, manifest) = (blob.manifest.shape, blob.manifest)
    #expect(shape.id.rawValue == Hex.encode(Digest.sha256.hash(blob.bytes)))
    var place = 0
    for index in 0..<shape.count {
      let range = try #require(shape.range(of: index))
      #expect(range.lowerBound == place && !range.isEmpty && range.count <= shape.chunkSize)
      #expect(manifest.holds(Array(blob.bytes[range]), at: index))
      var altered = Array(blob.bytes[range])
      altered[altered.count / 2] ^= 1
      #expect(!manifest.holds(altered, at: index))
      place = range.upperBound
    }
    #expect(place == shape.size && shape.range(of: shape.count) == nil && shape.range(of: -1) == nil)
  }

  @Test("(4) what is written is read back; nothing else is", arguments: 1...5)
  func json(_ seed: UInt64) throws {
    var random = Randomness(seed: seed)
    let manifest = try Blob.draw(&random).manifest
    #expect(BlobManifest(json: manifest.json) == manifest)
    #expect(
      RecordLine(
        message: "00000000-0000-8000-8000-000000000001", entity: "case:1", version: 1,
        json: manifest.json) != nil)
    let text = manifest.json
    for (old, new) in [
      ("\"size\":", "\"size\":999999999"), ("\"chunk\":", "\"chunk\":9"), ("{", "{\"a\":1,"),
      ("text/plain", "text"),
      ("text/plain", "text/plain\\n"), (manifest.chunks[0], String(manifest.chunks[0].dropLast())),
      ("\"\(manifest.chunks[0])\"", "\"\(manifest.chunks[0])\",\"\(manifest.chunks[0])\""),
      ("}", ""),
    ] {
      let altered = text.replacing(old, with: new, maxReplacements: 1)
      #expect(BlobManifest(json: altered) == nil, "\(new)")
    }
  }

  @Test("(1) nothing is made of nothing, nor of chunks that are too small, too large or too many")
  func limits() throws {
    #expect(BlobMaking(chunkSize: 16 << 10).finish(media: "text/plain") == nil)
    let id: BlobID = .named(String(repeating: "a", count: 64))
    for chunk in [0, (16 << 10) - 1, (256 << 10) + 1] {
      #expect(BlobShape(id: id, size: 1, chunkSize: chunk) == nil)
    }
    let most = (16 << 10) * 4096
    #expect(BlobShape(id: id, size: most, chunkSize: 16 << 10)?.count == 4096)
    #expect(BlobShape(id: id, size: most + 1, chunkSize: 16 << 10) == nil)
    #expect(ChunkSizing.chunkSize(16 << 10, for: most + 1) == 32 << 10)
    #expect(ChunkSizing.chunkSize(16 << 10, for: .max) == 256 << 10)
  }

  @Test("(3) a chunk takes five to ten seconds, as far as 16 to 256 KiB allow")
  func sizing() {
    for goodput in stride(from: 100.0, to: 200_000, by: 331) {
      let size = ChunkSizing.chunkSize(goodput: goodput)
      let seconds = Double(size) / goodput
      if size > 16 << 10 { #expect(seconds <= 10, "\(goodput)") }
      if size < 256 << 10 { #expect(seconds > 5, "\(goodput)") }
      #expect(size.nonzeroBitCount == 1)
    }
    var sizing = ChunkSizing()
    for _ in 0..<40 { sizing.succeeded(bytes: 64 << 10, in: .seconds(16)) }
    #expect(ChunkSizing.chunkSize(goodput: sizing.goodput) == 32 << 10)
  }
}

@Suite("Bitmaps")
struct BlobBitmapTests {
  @Test("(1, 2) the bits are those of the chunks, lowest first, however they came", arguments: 1...20)
  func bits(_ seed: UInt64) throws {
    var random = Randomness(seed: seed)
    let count = Int.random(in: 1...300, using: &random)
    var bitmap = BlobBitmap(count: count)
    var there: Set<Int> = []
    for _ in 0..<count {
      let index = Int.random(in: 0..<count, using: &random)
      bitmap.insert(index)
      there.insert(index)
      let missing = (0..<count).first { !there.contains($0) }
      #expect(bitmap.firstMissing == missing && bitmap.isFull == (missing == nil))
    }
    for index in 0..<count {
      let isSet =
        bitmap.bytes.indices.contains(index / 8) && bitmap.bytes[index / 8] >> UInt8(index % 8) & 1 == 1
      #expect(isSet == there.contains(index) && bitmap.contains(index) == isSet)
    }
    #expect(BlobBitmap(count: count, bytes: bitmap.bytes + [0, 0]) == bitmap)
    #expect(BlobBitmap(count: there.max() ?? 0, bytes: bitmap.bytes) == nil)
  }

  @Test("nothing is empty, all is full")
  func ends() {
    #expect(BlobBitmap(count: 9).bytes == [] && BlobBitmap(count: 9).isEmpty)
    #expect(BlobBitmap.full(9).bytes == [255, 1] && BlobBitmap.full(8).isFull)
  }
}

/// A file and what is said about it.
struct Blob {
  let bytes: [UInt8]
  let manifest: BlobManifest

  init(_ bytes: [UInt8], chunkSize: Int = 16 << 10) throws {
    var making = BlobMaking(chunkSize: chunkSize)
    making.add(bytes)
    self.bytes = bytes
    manifest = try #require(making.finish(media: "text/plain"))
  }

  /// Of a size that is often near a chunk's edge, given piece by piece.
  static func draw(_ random: inout Randomness) throws -> Blob {
    let chunk = Int.random(in: 1...3, using: &random) * (16 << 10)
    let size = max(1, Int.random(in: 0...6, using: &random) * chunk + Int.random(in: -1...1, using: &random))
    let factor = random.next() | 1
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: (factor &* UInt64($0 + 1)) >> 40) }
    var making = BlobMaking(chunkSize: chunk)
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...40_000, using: &random))
      making.add(Array(piece))
      rest = rest.dropFirst(piece.count)
    }
    let blob = try Blob(bytes, chunkSize: chunk)
    #expect(making.finish(media: "text/plain") == blob.manifest)
    return blob
  }
}
