import Testing

@testable import Seal

/// Files that another program wrote from the layout alone, in another language.
@Suite("SealedFile of other programs")
struct SealedFileVectorTests {
  static let plain = Array("case:119999100202611200000173".utf8)

  /// The recipient is Bob of RFC 7748 § 6.1, the pair of the file Alice's.
  static let international = """
    595a533101f35e5616160a30bf208520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a\
    abb7d5f3d1fd40d4e4dac1fbf5a410823ca9b39dab0a78dad9a17591a620a4e6adc56e366691ec1b6d2a32df56
    """

  /// The recipient is the signer of GB/T 32918.5; K is 00 … 0f, M is 10 … 2f.
  static let sm = """
    595a533102e6a4f9765fca89e89c308199022004ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd\
    2e149a73022100e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0042006872b2712ba\
    40b7e427de3777cfa9064c973d835a7e06ff7042e9424c83059d043044e70dd8f4bfee133f6f597fb2ff6946147d8c\
    1092763f5d3ceaf6d74f234985558ac0402923114a02bd562c79eaee7c4db71a54b2f3ccf1ae73446ebf3ef19ab721\
    c6f0b17aa286890c12549b78e3eac9d5e73728dccd79edc47941981a0255216ebec13324c94f9ca45ec697
    """

  @Test("(1) opens a file of the international suite")
  func internationalFile() throws {
    let key = try SealingKey(pem: KeyTexts.curve25519(KeyTexts.x25519, SealingKeyTests.bob))
    let sealed = KeyTexts.hex(SealedFileVectorTests.international)
    #expect(try SealedFile.open(sealed, with: key) == SealedFileVectorTests.plain)
  }

  @Test("(1) opens a file of the national suite")
  func nationalFile() throws {
    let key = try SealingKey(pem: KeyTexts.elliptic(KeyTexts.sm2, PublicKeyTests.sm2.secret))
    let sealed = KeyTexts.hex(SealedFileVectorTests.sm)
    #expect(try SealedFile.open(sealed, with: key) == SealedFileVectorTests.plain)
  }
}
