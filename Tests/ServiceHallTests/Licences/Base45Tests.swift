import HallTesting
import ServiceHall
import Testing

@Suite("Base45")
struct Base45Tests {
  @Test(
    "the examples of RFC 9285",
    arguments: [
      ("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"), ("ietf!", "QED8WEX0"), ("", ""),
    ])
  func examples(plain: String, text: String) throws {
    #expect(Base45.encode(Array(plain.utf8)) == text)
    #expect(try Base45.decode(text) == Array(plain.utf8))
  }

  @Test("what is not of the alphabet, and groups that stand for no bytes, are refused")
  func strict() {
    for text in ["bb8", "BB8\n", "ＢＢ８", "B_8", "BB8=", "BB\u{0}"] {
      #expect(throws: Base45.Fault.alphabet, "\(text)") { try Base45.decode(text) }
    }
    // GGW is 65536, ::: the largest group, :5 is 269 and U5 256; one character is never enough.
    for text in ["GGW", ":::", ":5", "V5", "B", "BB8B"] {
      #expect(throws: Base45.Fault.group, "\(text)") { try Base45.decode(text) }
    }
    #expect(throws: Never.self) { try Base45.decode("FGW") }
  }

  @Test("every two bytes have one spelling and come back")
  func all() throws {
    var spellings: Set<String> = []
    for value in 0..<65_536 {
      let bytes = [UInt8(value >> 8), UInt8(value & 255)]
      let text = Base45.encode(bytes)
      spellings.insert(text)
      let back = try Base45.decode(text)
      guard back == bytes else {
        Issue.record("\(bytes) → \(text) → \(back)")
        return
      }
      // So that nothing at the end is lost where a text is trimmed.
      guard text.last != " " else {
        Issue.record("\(bytes) ends in a blank")
        return
      }
    }
    #expect(spellings.count == 65_536)
    for byte in UInt8.min...UInt8.max {
      #expect(try Base45.decode(Base45.encode([byte])) == [byte])
      #expect(Base45.encode([byte]).last != " ")
    }
  }
}
