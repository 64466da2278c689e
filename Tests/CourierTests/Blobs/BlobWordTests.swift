import Courier
import Seal
import ServiceHall
import Testing

@Suite("What is said about attachments, and what carries them")
struct BlobWordTests {
  private let key = SigningKey.make(.ed25519)
  private let hall = MemoryHall.id

  private func word(_ bitmap: BlobBitmap, _ shape: BlobShape) -> [UInt8] {
    BlobWord.compose(
      bitmap, of: shape, from: hall, incarnation: "0123456789abcdef",
      time: "2026-11-20T09:31:05+08:00", by: key)
  }

  @Test("(C9) a word is read back; one altered byte, and it is nobody's", arguments: 1...6)
  func word(_ seed: UInt64) throws {
    var random = Randomness(seed: seed)
    let shape = try Blob.draw(&random).manifest.shape
    var bitmap = BlobBitmap(count: shape.count)
    for index in 0..<shape.count where random.happens(1, in: 2) { bitmap.insert(index) }
    let bytes = word(bitmap, shape)
    let read = try BlobWord.read(bytes)
    #expect(read.shape == shape && read.bitmap == bitmap && read.isSigned(by: [key.publicKey]))
    #expect(!read.isSigned(by: [SigningKey.make(.ed25519).publicKey]))
    for place in bytes.indices {
      var altered = bytes
      altered[place] ^= 1
      guard let read = try? BlobWord.read(altered) else { continue }
      #expect(!read.isSigned(by: [key.publicKey]), "byte \(place)")
    }
  }

  @Test("a word about the largest attachment fits")
  func largest() throws {
    let id: BlobID = .named(String(repeating: "a", count: 64))
    let shape = try #require(BlobShape(id: id, size: BlobShape.largest, chunkSize: 256 << 10))
    #expect(try BlobWord.read(word(.full(shape.count), shape)).isWhole)
  }

  @Test("parcels carry every chunk, and nothing that was altered", arguments: 1...6)
  func parcels(_ seed: UInt64) throws {
    var random = Randomness(seed: seed)
    let blob = try Blob.draw(&random)
    let shape = blob.manifest.shape
    let enrolled = EnrolledHall(
      hall: hall, name: "", division: "119999100000", keys: [key.publicKey])
    let from = Int.random(in: 0..<shape.count, using: &random)
    let range = from...Int.random(in: from..<shape.count, using: &random)
    let body = range.flatMap { index in shape.range(of: index).map { Array(blob.bytes[$0]) } ?? [] }
    let bytes = BlobParcel.compose(shape, range, body, from: hall, by: key)
    let parcel = try BlobParcel.read(bytes)
    #expect(parcel.isSigned(by: enrolled) && parcel.range == range)
    for index in range { #expect(blob.manifest.holds(parcel.chunk(at: index), at: index)) }
    for _ in 0..<40 {
      var altered = bytes
      altered[Int.random(in: 0..<bytes.count, using: &random)] ^= 1
      #expect((try? BlobParcel.read(altered))?.isSigned(by: enrolled) != true)
    }
    #expect(throws: EnvelopeFault.self) { try BlobParcel.read(bytes.dropLast()) }
    #expect(BlobParcel.ranges(of: shape).flatMap(Array.init) == Array(0..<shape.count))
  }

  @Test("a call is good for its hall, its chunk, its receiver and its bytes alone")
  func calls() throws {
    let blob = try Blob(Array(repeating: 7, count: 40_000))
    let enrolled = EnrolledHall(
      hall: hall, name: "", division: "119999100000", keys: [key.publicKey])
    let call = BlobCall(hall: hall, shape: blob.manifest.shape, index: 1)
    let (chunk, inc) = (Array(blob.bytes[0..<16384]), "0123456789abcdef")
    let headers = call.headers(chunk, incarnation: inc, by: key)
    let proof = headers[SignedRequest.field]
    let read = try #require(
      BlobCall(
        id: blob.manifest.shape.id.rawValue, index: "1", header: headers[BlobCall.field]))
    #expect(read.isSigned(proof, chunk, incarnation: inc, by: enrolled))
    #expect(!read.isSigned(proof, chunk + [0], incarnation: inc, by: enrolled))
    #expect(!read.isSigned(proof, nil, incarnation: inc, by: enrolled))
    #expect(!read.isSigned(proof, chunk, incarnation: "fedcba9876543210", by: enrolled))
    let other = BlobCall(hall: hall, shape: blob.manifest.shape, index: 0)
    #expect(!other.isSigned(proof, chunk, incarnation: inc, by: enrolled))
    for (id, index, header) in [
      ("x", "1", "chengguan 40000 16384"), (blob.manifest.shape.id.rawValue, "3", "chengguan 40000 16384"),
      (blob.manifest.shape.id.rawValue, "01", "chengguan 40000 16384"),
      (blob.manifest.shape.id.rawValue, "1", "chengguan 40000"),
      (blob.manifest.shape.id.rawValue, "1", "chengguan 0 16384"),
    ] {
      #expect(BlobCall(id: id, index: index, header: header) == nil, "\(id) \(index) \(header)")
    }
  }
}
