import Seal
import Testing

@Suite("Hex")
struct HexTests {
  @Test("returns every byte as it was")
  func roundTrip() {
    let bytes = Array(UInt8.min...UInt8.max)
    let text = Hex.encode(bytes)
    #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
    #expect(Hex.decode(text) == bytes)
    #expect(Hex.decode(text.uppercased()) == bytes)
  }

  @Test("of nothing is nothing")
  func empty() {
    #expect(Hex.encode([]).isEmpty)
    #expect(Hex.decode("") == [])
  }

  @Test(
    "refuses what is not hexadecimal",
    arguments: ["0", "abc", "0g", "g0", " 00", "0x00", "/0", ":0", "@0", "`0", "０１", "00\n0"])
  func foreign(_ text: String) {
    #expect(Hex.decode(text) == nil)
  }
}
