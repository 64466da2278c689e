import Testing

@testable import Seal

@Suite("SealedFile")
struct SealedFileTests {
  static let suites = SealingSuite.allCases
  static let chunk = SealedFile.chunkByteCount

  static func plain(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
  }

  /// The header and the chunks of a file, as the layout says.
  static func parts(_ sealed: [UInt8], _ suite: SealingSuite) -> (header: [UInt8], chunks: [[UInt8]]) {
    let start = 14 + Int(sealed[13])
    let size = chunk + (suite == .sm ? 32 : 16)
    let chunks = stride(from: start, to: sealed.count, by: size).map {
      Array(sealed[$0..<min($0 + size, sealed.count)])
    }
    return (Array(sealed[..<start]), chunks)
  }

  @Test(
    "(1) opens what was sealed", arguments: suites,
    [0, 1, 15, 16, 17, chunk - 1, chunk, chunk + 1, 2 * chunk - 1, 2 * chunk, 2 * chunk + 1, 300_000])
  func roundTrip(_ suite: SealingSuite, _ count: Int) throws {
    let key = SealingKey.make(suite)
    let plain = SealedFileTests.plain(count)
    let sealed = SealedFile.seal(plain, to: key.publicKey)
    #expect(try SealedFile.open(sealed, with: key) == plain)
    let (header, chunks) = SealedFileTests.parts(sealed, suite)
    #expect(Array(header.prefix(5)) == Array("YZS1".utf8) + [suite == .sm ? 2 : 1])
    #expect(Hex.encode(Array(header[5..<13])) == key.publicKey.id)
    #expect(chunks.count == max(1, (count + SealedFileTests.chunk - 1) / SealedFileTests.chunk))
    #expect(suite == .sm ? header.count <= 203 - 32 : header.count == 62 - 16)
    #expect(sealed.count == header.count + count + chunks.count * (suite == .sm ? 32 : 16))
  }

  @Test("(1) the key may have been written down meanwhile", arguments: suites)
  func laterKey(_ suite: SealingSuite) throws {
    let key = SealingKey.make(suite)
    let recipient = try #require(SealingKey.Public(suite, bytes: key.publicKey.bytes))
    let sealed = SealedFile.seal([1, 2, 3], to: recipient)
    #expect(try SealedFile.open(sealed, with: SealingKey(pem: key.pem)) == [1, 2, 3])
  }

  @Test("(1) pieces of any size make the same file", arguments: suites, [1_000, chunk, 100_000, 200_000])
  func pieces(_ suite: SealingSuite, _ size: Int) throws {
    let key = SealingKey.make(suite)
    let plain = SealedFileTests.plain(200_000)
    var sealer = SealedFile.Sealer(to: key.publicKey)
    var sealed: [UInt8] = []
    for start in stride(from: 0, to: plain.count, by: size) {
      sealed += sealer.seal(Array(plain[start..<min(start + size, plain.count)]))
    }
    sealed += sealer.finish()
    #expect(try SealedFile.open(sealed, with: key) == plain)

    var opener = SealedFile.Opener(with: key)
    var opened: [UInt8] = []
    for start in stride(from: 0, to: sealed.count, by: size) {
      opened += try opener.open(Array(sealed[start..<min(start + size, sealed.count)]))
    }
    #expect(opened.count >= plain.count - SealedFileTests.chunk, "what can be opened is given at once")
    opened += try opener.finish()
    #expect(opened == plain)
  }

  @Test("(1) a file may arrive byte by byte", arguments: suites)
  func bytewise(_ suite: SealingSuite) throws {
    let key = SealingKey.make(suite)
    var opener = SealedFile.Opener(with: key)
    for byte in SealedFile.seal([1, 2, 3], to: key.publicKey) { #expect(try opener.open([byte]) == []) }
    #expect(try opener.finish() == [1, 2, 3])
  }

  @Test("(2) no bit can be changed", arguments: suites, [0, 20])
  func bits(_ suite: SealingSuite, _ count: Int) {
    let key = SealingKey.make(suite)
    let sealed = SealedFile.seal(SealedFileTests.plain(count), to: key.publicKey)
    for index in sealed.indices {
      for bit in 0..<8 {
        var other = sealed
        other[index] ^= 1 << UInt8(bit)
        #expect(throws: SealedFile.Fault.self, "byte \(index), bit \(bit)") {
          try SealedFile.open(other, with: key)
        }
      }
    }
  }

  @Test("(2) no byte can be cut off or added", arguments: suites, [0, 20])
  func bytes(_ suite: SealingSuite, _ count: Int) {
    let key = SealingKey.make(suite)
    let sealed = SealedFile.seal(SealedFileTests.plain(count), to: key.publicKey)
    for length in 0..<sealed.count {
      #expect(throws: SealedFile.Fault.self) { try SealedFile.open(Array(sealed[..<length]), with: key) }
      #expect(throws: SealedFile.Fault.self) {
        try SealedFile.open(Array(sealed[(sealed.count - length)...]), with: key)
      }
    }
    for byte in [0, 1, 0xFF] as [UInt8] {
      #expect(throws: SealedFile.Fault.damaged) { try SealedFile.open(sealed + [byte], with: key) }
    }
    #expect(throws: SealedFile.Fault.damaged) { try SealedFile.open(sealed + sealed, with: key) }
  }

  @Test("(2) a bit of a long file is seen, wherever it is", arguments: suites)
  func longFile(_ suite: SealingSuite) {
    let key = SealingKey.make(suite)
    let sealed = SealedFile.seal(SealedFileTests.plain(150_000), to: key.publicKey)
    for index in stride(from: 0, to: sealed.count, by: 4_999) {
      var other = sealed
      other[index] ^= 0x10
      #expect(throws: SealedFile.Fault.self) { try SealedFile.open(other, with: key) }
    }
  }

  @Test("(2) chunks stay in their file, in their order, once each", arguments: suites)
  func chunks(_ suite: SealingSuite) {
    let key = SealingKey.make(suite)
    let plain = SealedFileTests.plain(4 * SealedFileTests.chunk)
    let (header, chunks) = SealedFileTests.parts(SealedFile.seal(plain, to: key.publicKey), suite)
    let (otherHeader, others) = SealedFileTests.parts(SealedFile.seal(plain, to: key.publicKey), suite)
    #expect(chunks.count == 4)
    var orders: [[[UInt8]]] = [[], chunks + chunks, chunks + [[]] + others]
    for index in chunks.indices {
      orders.append(Array(chunks[..<index]))
      orders.append(Array(chunks[index...].dropFirst()) + chunks[..<index])
      var order = chunks
      order.remove(at: index)
      orders.append(order)
      order = chunks
      order.insert(chunks[index], at: index)
      orders.append(order)
      order = chunks
      order[index] = others[index]
      orders.append(order)
      for other in chunks.indices where other > index {
        order = chunks
        order.swapAt(index, other)
        orders.append(order)
      }
    }
    for order in orders {
      let sealed = header + order.flatMap { $0 }
      #expect(throws: SealedFile.Fault.damaged) { try SealedFile.open(sealed, with: key) }
    }
    #expect(throws: SealedFile.Fault.damaged) {
      try SealedFile.open(otherHeader + chunks.flatMap { $0 }, with: key)
    }
  }

  @Test("(2) a fault stays one, and what is incomplete has no end", arguments: suites)
  func faultStays(_ suite: SealingSuite) throws {
    let key = SealingKey.make(suite)
    let sealed = SealedFile.seal(SealedFileTests.plain(100_000), to: key.publicKey)
    var damaged = sealed
    damaged[1_000] ^= 1
    var opener = SealedFile.Opener(with: key)
    do throws(SealedFile.Fault) {
      _ = try opener.open(damaged)
      Issue.record("opened a damaged file")
    } catch {
      #expect(error == .damaged)
    }
    do throws(SealedFile.Fault) {
      _ = try opener.open(sealed)
      Issue.record("went on after a fault")
    } catch {
      #expect(error == .damaged)
    }
    do throws(SealedFile.Fault) {
      _ = try opener.finish()
      Issue.record("ended after a fault")
    } catch {
      #expect(error == .damaged)
    }
  }

  @Test("(3) another key opens nothing", arguments: suites, suites)
  func otherKey(_ suite: SealingSuite, _ other: SealingSuite) {
    let key = SealingKey.make(suite)
    let sealed = SealedFile.seal([1, 2, 3], to: key.publicKey)
    #expect(throws: SealedFile.Fault.otherKey(id: key.publicKey.id)) {
      try SealedFile.open(sealed, with: SealingKey.make(other))
    }
  }

  @Test("(3) another key opens nothing, though the file bear its id", arguments: suites)
  func otherID(_ suite: SealingSuite) {
    let key = SealingKey.make(suite)
    let other = SealingKey.make(suite)
    let sealed = SealedFile.seal([1, 2, 3], to: key.publicKey)
    let renamed = Array(sealed[..<5]) + KeyTexts.hex(other.publicKey.id) + sealed[13...]
    #expect(throws: SealedFile.Fault.damaged) { try SealedFile.open(renamed, with: other) }
    #expect(throws: SealedFile.Fault.otherKey(id: other.publicKey.id)) {
      try SealedFile.open(renamed, with: key)
    }
  }

  @Test("(4) two files of the same bytes have nothing in common", arguments: suites)
  func distinct(_ suite: SealingSuite) {
    let key = SealingKey.make(suite)
    let plain = SealedFileTests.plain(64)
    let first = SealedFile.seal(plain, to: key.publicKey)
    let second = SealedFile.seal(plain, to: key.publicKey)
    #expect(first[14...] != second[14...])
    #expect(first.suffix(96 - (suite == .sm ? 0 : 16)) != second.suffix(96 - (suite == .sm ? 0 : 16)))
  }

  @Test(
    "refuses what is no sealed file",
    arguments: [
      "", "00", "595a5a31", "595a533100", "595a5331030000000000000000200000",
      "595a5331010000000000000000210000", "595a53310200000000000000000000",
    ])
  func foreign(_ text: String) {
    for suite in SealedFileTests.suites {
      #expect(throws: SealedFile.Fault.self) {
        try SealedFile.open(KeyTexts.hex(text), with: SealingKey.make(suite))
      }
    }
    #expect(throws: SealedFile.Fault.notSealed) {
      try SealedFile.open(Array("YZB1\nhall=".utf8), with: SealingKey.make(.sm))
    }
  }
}
