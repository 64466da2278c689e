import HallTesting
import ServiceHall
import Testing

@Suite("Claim codes")
struct ClaimCodeTests {
  private static let secret = "0123456789ABCDEFGHJKMNPQRS"
  private let code: ClaimCode

  init() throws {
    let hall = ClaimFixtures.hall
    code = try #require(
      ClaimCode(division: hall.division, hall: hall.shortCode, secret: Self.secret))
  }

  private static func wide(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
  }

  @Test("a code names its county and its hall, and is made of digits and capital letters only")
  func shape() {
    #expect(code.rawValue.hasPrefix("YZ119999CG01" + Self.secret))
    #expect(code.rawValue.utf8.count == 39)
    #expect(code.county == "119999")
    #expect(code.hall == .named("CG01"))
    #expect(code.rawValue.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) })
  }

  @Test("the secret has 128 bits and more, and no signs that look alike")
  func entropy() {
    #expect(Set(ClaimCode.alphabet).count == 32)
    #expect(5 * ClaimCode.secretLength >= 128)
    for sign in "ILOU".utf8 { #expect(!ClaimCode.alphabet.contains(sign)) }
  }

  @Test("(1) lower case, full width, blanks and a doubled scan are the code")
  func scans() throws {
    let text = code.rawValue
    let scans = [
      text, text.lowercased(), Self.wide(text), Self.wide(text.lowercased()), " \(text)\r\n", text + text,
      text.lowercased() + text, "YZ119999 " + text.dropFirst(8),
    ]
    for scan in scans { #expect(try ClaimCode(scan) == code, "\(scan)") }
  }

  @Test("(2) cut short anywhere, it is none")
  func truncated() {
    for length in 0..<code.rawValue.count {
      #expect(throws: ClaimRefusal.unreadable) { try ClaimCode(String(code.rawValue.prefix(length))) }
      #expect(throws: ClaimRefusal.unreadable) { try ClaimCode(String(code.rawValue.suffix(length))) }
    }
  }

  @Test("(2) with one character changed anywhere, it is none")
  func altered() {
    let text = Array(code.rawValue)
    for index in text.indices {
      for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" where sign != text[index] {
        var other = text
        other[index] = sign
        #expect(throws: ClaimRefusal.unreadable) { try ClaimCode(String(other)) }
      }
    }
  }

  @Test("texts that are no codes are refused, however long")
  func others() {
    for text in ["", "A001", "YZ", String(repeating: "YZ119999CG01", count: 1000), "取件码", "http://x/"] {
      #expect(throws: ClaimRefusal.unreadable) { try ClaimCode(text) }
    }
  }

  @Test("what looks like a code is told from other scans")
  func likeness() {
    #expect(ClaimCode.isLike(code.rawValue.lowercased()))
    #expect(ClaimCode.isLike(String(code.rawValue.dropLast(3))))
    #expect(!ClaimCode.isLike("A001"))
    #expect(!ClaimCode.isLike("4821-K7M2K7M2K7M2K7M2K7M2"))
  }

  @Test("a PIN has six digits, however typed")
  func pins() {
    #expect(ClaimPIN("012345")?.rawValue == "012345")
    #expect(ClaimPIN("\u{FF10}12 345")?.rawValue == "012345")
    #expect(ClaimPIN("12345") == nil)
    #expect(ClaimPIN("1234567") == nil)
    #expect(ClaimPIN("12345A") == nil)
    #expect(ClaimPIN(number: 7).rawValue == "000007")
    #expect(ClaimPIN(number: .max).rawValue.utf8.count == 6)
  }

  @Test("numbers of documents are equal in every spelling")
  func numbers() {
    let spellings = ["城民证〔2026〕1号", "城民证[2026]1号", "城民证（2026）1号", "城民证 (2026) 1号", "城民证【2026】1号"]
    #expect(Set(spellings.map(DocumentNumber.normalised)) == ["城民证(2026)1号"])
  }
}
