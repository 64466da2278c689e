import HallTesting
import ServiceHall
import Testing

@Suite("What stands in a document's QR code")
struct AttestationTests {
  private static let signature = [UInt8](64..<128)

  private func signed(_ attestation: Attestation) throws -> SignedAttestation {
    try SignedAttestation(attestation, signature: Self.signature)
  }

  private func fault(_ bytes: [UInt8]) -> AttestationFault? { fault("YZ1:" + Base45.encode(bytes)) }

  private func fault(_ text: String) -> AttestationFault? {
    do {
      _ = try SignedAttestation(text)
      return nil
    } catch {
      return error
    }
  }

  @Test("(1) the bytes are those of the description, and come back the same")
  func layout() throws {
    let attestation = try LicenceFixtures.attestation()
    let kind = Array("演示经营许可证".utf8)
    let holder = Array("演******司".utf8)
    var expected: [UInt8] = [1, 1, 1, 2, 3, 4, 5, 6, 7, 8]
    // 119999100000
    expected += [0x1B, 0xF0, 0x80, 0xF4, 0x60]
    expected += [4] + Array("DJ01".utf8) + [20] + Array("DJ012026112042000017".utf8)
    expected += [0, 1, UInt8(kind.count)] + kind
    // 2026-11-20, 2028-11-19, 2026-11-20
    expected += [0, 0x51, 0x29, 0, 0x54, 0x03, 0, 0x51, 0x29]
    expected += [UInt8(holder.count)] + holder + [UInt8](0..<32)
    #expect(attestation.bytes == expected)
    #expect(attestation.message == Array("YZ1:".utf8) + expected)
    let text = try signed(attestation).text
    let read = try SignedAttestation(text)
    #expect(read.attestation == attestation)
    #expect(read.signature == Self.signature)
    #expect(read.text == text)
  }

  @Test("a usual licence takes less than 200 bytes and stays within a symbol of 61 modules")
  func size() throws {
    let text = try signed(try LicenceFixtures.attestation()).text
    #expect(text.utf8.count <= 4 + 300)
    let largest = try Attestation(
      suite: .sm2, key: [UInt8](repeating: 255, count: 8), division: .named("659999999999"),
      shortCode: .named("ABCDEF"), number: .named(String(repeating: "9", count: 32)), version: 999,
      kind: String(repeating: "证", count: 20), issuedOn: LicenceFixtures.day("9999-12-31"),
      expiresOn: LicenceFixtures.day("9999-12-31"), signedOn: LicenceFixtures.day("9999-12-31"),
      holder: String(repeating: "*", count: 96), digest: [UInt8](repeating: 255, count: 32))
    #expect(try signed(largest).text.utf8.count == SignedAttestation.longest)
    #expect(try SignedAttestation(signed(largest).text).attestation == largest)
  }

  @Test("(2) nothing is normalised: other spellings of the same are refused")
  func spellings() throws {
    let text = try signed(try LicenceFixtures.attestation()).text
    #expect(fault("") == .prefix)
    #expect(fault("yz1:" + text.dropFirst(4)) == .prefix)
    #expect(fault("ＹＺ１：" + text.dropFirst(4)) == .prefix)
    #expect(fault(" " + text) == .prefix)
    #expect(fault(text.lowercased()) == .prefix)
    #expect(fault("YZ1:" + text.dropFirst(4).lowercased()) == .alphabet)
    #expect(fault(text + "\n") == .alphabet)
    #expect(fault(text + text) == .length)
    #expect(fault("YZ1:" + String(repeating: "0", count: 481)) == .length)
    #expect(fault("YZ1:0") == .encoding)
    #expect(fault("YZ1:") == .truncated)
  }

  @Test("(2) every beginning of one is refused, and one byte more")
  func lengths() throws {
    let whole = try LicenceFixtures.attestation().bytes + Self.signature
    #expect(fault(whole) == nil)
    for count in 0..<whole.count {
      #expect(fault(Array(whole.prefix(count))) == .truncated, "\(count)")
    }
    #expect(fault(whole + [0]) == .trailing)
  }

  /// The place of a byte, its other value, and what is said.
  @Test(
    "(2) what a field may not hold is refused",
    arguments: [
      (0, [0], AttestationFault.version), (0, [2], .version), (1, [0], .version), (1, [3], .version),
      // A division that begins with 0, and one of thirteen digits.
      (10, [0, 0, 0, 0, 1], .range), (10, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF], .range),
      (15, [0], .text), (15, [7], .text), (16, [0x61], .range), (16, [0xFF], .text),
      (20, [33], .text), (21, [0x2D], .range), (41, [0, 0], .range), (41, [3, 0xE8], .range),
      // A kind with a line break, a bidirectional override, half a character, one spelt too long.
      (44, [0x0A], .text), (44, [0xE2, 0x80, 0xAE], .text), (44, [0xE6], nil), (46, [0x41], .text),
      (44, [0xC0, 0x80, 0x41], .text), (44, [0xED, 0xA0, 0x80], .text),
      // Issued on no day, on a day after the year 9999; expired before; signed before.
      (65, [0, 0, 0], .range), (65, [0x2C, 0xC0, 0xA1], .range), (68, [0, 0x51, 0x28], .range),
      (68, [0, 0, 0], nil), (71, [0, 0x51, 0x28], .range),
    ] as [(Int, [UInt8], AttestationFault?)])
  func fields(place: Int, bytes: [UInt8], expected: AttestationFault?) throws {
    var whole = try LicenceFixtures.attestation().bytes + Self.signature
    whole.replaceSubrange(place..<place + bytes.count, with: bytes)
    #expect(fault(whole) == expected)
  }

  @Test("(1) whatever can be read is written back the same, of 20,000 altered ones", arguments: [1, 2, 3])
  func altered(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let whole = try LicenceFixtures.attestation().bytes + Self.signature
    var read = 0
    for _ in 0..<7_000 {
      var bytes = whole
      for _ in 0...generator.below(3) {
        switch generator.below(4) {
        case 0: bytes.remove(at: generator.below(bytes.count))
        case 1: bytes.insert(UInt8(generator.below(256)), at: generator.below(bytes.count))
        default: bytes[generator.below(bytes.count)] = UInt8(generator.below(256))
        }
      }
      let text = "YZ1:" + Base45.encode(bytes)
      guard let document = try? SignedAttestation(text) else { continue }
      read += 1
      #expect(document.text == text, "seed \(seed)")
    }
    #expect(read > 1000)
  }

  @Test("what has no spelling is not made")
  func making() {
    #expect(throws: AttestationFault.range) { try LicenceFixtures.attestation(version: 1000) }
    #expect(throws: AttestationFault.range) { try LicenceFixtures.attestation(key: [1]) }
    #expect(throws: AttestationFault.range) { try LicenceFixtures.attestation(expiresOn: "2026-11-19") }
    #expect(throws: AttestationFault.range) { try LicenceFixtures.attestation(signedOn: "2026-11-19") }
    #expect(throws: AttestationFault.text) { try LicenceFixtures.attestation(kind: "") }
    #expect(throws: AttestationFault.text) { try LicenceFixtures.attestation(kind: "证\u{202E}") }
    #expect(throws: AttestationFault.text) {
      try LicenceFixtures.attestation(holder: String(repeating: "*", count: 97))
    }
    #expect(throws: AttestationFault.range) {
      try SignedAttestation(try LicenceFixtures.attestation(), signature: [1])
    }
  }
}
