import Testing

@testable import CourierLink

@Suite("Certificates taken apart")
struct ServerCertificateTests {
  /// DER of a tag and its content.
  private func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    let length: [UInt8] =
      count < 0x80 ? [UInt8(count)] : [0x82, UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
    return [tag] + length + content
  }

  private func time(_ text: String) -> [UInt8] { element(text.count == 13 ? 0x17 : 0x18, Array(text.utf8)) }

  private func certificate(_ from: String, _ to: String, hasVersion: Bool = true) -> [UInt8] {
    let version = hasVersion ? element(0xA0, element(2, [2])) : []
    let name = element(0x30, [UInt8](repeating: 0, count: 200))
    let fields =
      version + element(2, [1]) + element(0x30, []) + name + element(0x30, time(from) + time(to)) + name
      + element(0x30, [4, 2, 7, 7]) + element(0xA3, [])
    return element(0x30, element(0x30, fields) + element(0x30, []) + element(3, [0, 1]))
  }

  @Test("its key and its dates, in both notations, with a version or without")
  func fields() throws {
    for hasVersion in [true, false] {
      let certificate = try #require(
        ServerCertificate(der: certificate("200229235959Z", "20550101000000Z", hasVersion: hasVersion)))
      #expect(certificate.publicKey == [0x30, 4, 4, 2, 7, 7])
      #expect(certificate.notBefore == 1_583_020_799)
      #expect(certificate.notAfter == 2_682_374_400)
      #expect(!certificate.isValid(at: 1_583_020_798))
      #expect(certificate.isValid(at: 1_583_020_799))
      #expect(certificate.isValid(at: 2_682_374_400))
      #expect(!certificate.isValid(at: 2_682_374_401))
    }
    let old = try #require(ServerCertificate(der: certificate("700101000000Z", "691231235959Z")))
    #expect(old.notBefore == 0)
    // From 50 on, two digits are of the last century.
    #expect(old.notAfter == -1)
    let last = try #require(ServerCertificate(der: certificate("491231235959Z", "99991231235959Z")))
    #expect(last.notBefore == 2_524_607_999)
    #expect(last.notAfter == 253_402_300_799)
  }

  @Test("every cut and every changed byte is survived")
  func damaged() {
    let whole = certificate("200101000000Z", "300101000000Z")
    for count in 0..<whole.count { #expect(ServerCertificate(der: Array(whole[..<count])) == nil) }
    for index in whole.indices {
      for value: UInt8 in [0, 1, 0x1F, 0x30, 0x7F, 0x80, 0x84, 0x85, 0xFF] {
        var bytes = whole
        bytes[index] = value
        _ = ServerCertificate(der: bytes)
      }
    }
    for time in ["200101000000", "201301000000Z", "200100000000Z", "2001010000a0Z", "20010124000Z"] {
      #expect(ServerCertificate(der: certificate(time, "300101000000Z")) == nil)
    }
  }

  @Test("text that is no certificate is none")
  func pem() {
    let (begin, end) = ("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----")
    for text in ["", begin, end, begin + end, end + begin, begin + "!!!!" + end, begin + "AAAA" + end] {
      #expect(ServerCertificate(pem: text) == nil)
    }
    let der = certificate("200101000000Z", "300101000000Z")
    #expect(ServerCertificate(pem: "\(begin)\n\(Base64.encode(der))\n\(end)\n")?.publicKey.count == 6)
  }

  @Test("Base64 is that of RFC 4648")
  func base64() {
    let vectors = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]
    for (count, text) in vectors.enumerated() {
      let bytes = Array("foobar".utf8.prefix(count))
      #expect(Base64.encode(bytes) == text)
      #expect(Base64.decode(text) == bytes)
    }
    #expect(Base64.decode("Zm9v\nYg==\n") == Array("foob".utf8))
    #expect(Base64.decode("Zm9-") == nil)
  }
}
