import HallTesting
import Testing

@testable import ServiceHall

/// What each standard's check character promises: any one wrong character, and any two neighbours swapped, is
/// found.
@Suite("Check characters")
struct CheckDigitTests {
  private static let today = IdentifierVectorTests.today

  private static func mutations(of text: String, _ alphabet: [Character], _ places: Range<Int>) -> [String] {
    let original = Array(text)
    var found: [String] = []
    for place in places {
      for other in alphabet where other != original[place] {
        var changed = original
        changed[place] = other
        found.append(String(changed))
      }
      if place + 1 < places.upperBound, original[place] != original[place + 1] {
        var changed = original
        changed.swapAt(place, place + 1)
        found.append(String(changed))
      }
    }
    return found
  }

  @Test(
    "no wrong or swapped digit of a person's number passes, the check character among them",
    arguments: 0..<200 as Range<UInt64>)
  func person(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let place = ["119999", "539999", "810000", "830000", "911840", "944392"][Int(seed % 6)]
    let day = CivilDate(daysSinceEpoch: Int.random(in: -25_000...20_000, using: &random)).description
      .filter { $0 != "-" }
    let body = place + day + String(Int.random(in: 100...999, using: &random))
    let whole = "0123456789X".map { body + String($0) }.filter { Self.isPerson($0) }
    #expect(whole.count == 1, "seed \(seed): one check character and no other")
    let text = try #require(whole.first)
    for wrong in Self.mutations(of: text, Array("0123456789X"), 0..<18) {
      #expect(!Self.isPerson(wrong), "seed \(seed): \(wrong)")
      #expect((try? CardNumber(wrong, today: Self.today)) == nil, "seed \(seed): \(wrong)")
    }
  }

  private static func isPerson(_ text: String) -> Bool {
    (try? ResidentID(text, today: today)) != nil || (try? ResidencePermit(text, today: today)) != nil
      || (try? PermanentResidence(text, today: today)) != nil
  }

  @Test("no wrong or swapped character of a credit code passes", arguments: 0..<100 as Range<UInt64>)
  func creditCode(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    let body = "91119999" + String((0..<9).map { _ in alphabet.randomElement(using: &random) ?? "0" })
    let text = try #require(alphabet.map { body + String($0) }.first { (try? USCC($0)) != nil })
    for wrong in Self.mutations(of: text, alphabet, 0..<18) {
      #expect((try? USCC(wrong)) == nil, "seed \(seed): \(wrong)")
    }
  }

  /// MOD 11,10 finds every single wrong digit, and every swap but few; the standard promises the first.
  @Test("no wrong digit of a case's number passes", arguments: 0..<100 as Range<UInt64>)
  func caseNumber(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let division = try DivisionCode(parsing: "119999100")
    let number = try CaseNumber(
      division: division, day: CivilDate(daysSinceEpoch: Int.random(in: 20_000...21_000, using: &random)),
      mark: .numbered(Int.random(in: 0...99, using: &random)),
      serial: Int.random(in: 1...99_999, using: &random))
    let original = Array(number.rawValue)
    for place in original.indices {
      for digit in "0123456789" where digit != original[place] {
        var changed = original
        changed[place] = digit
        #expect((try? CaseNumber(String(changed))) == nil, "seed \(seed): \(String(changed))")
      }
    }
  }

  /// What an input method makes of a text, at random places.
  private static func respelled(_ text: String, _ random: inout SeededGenerator) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let wide = Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
      switch Int.random(in: 0..<5, using: &random) {
      case 0: result.unicodeScalars.append(wide)
      case 1: result += String(scalar).lowercased()
      case 2: result += String(wide).lowercased() + "\u{3000}"
      case 3: result += " " + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  @Test(
    "however a number is spelled it is the same, and taken again it stays",
    arguments: 0..<100 as Range<UInt64>)
  func idempotent(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func hold(_ text: String, _ take: (String) throws -> String) rethrows {
      let spelled = Self.respelled(text, &random)
      let once = try take(spelled)
      #expect(once == text, "seed \(seed): \(spelled)")
      #expect(try take(once) == once, "seed \(seed)")
    }
    try hold("539999199912317742") { try ResidentID($0, today: Self.today).rawValue }
    try hold("83000019011231005X") { try ResidencePermit($0, today: Self.today).rawValue }
    try hold("95064319011231005X") { try PermanentResidence($0, today: Self.today).rawValue }
    try hold("83000019011231005X") { try CardNumber($0, today: Self.today).number }
    try hold("92119999MA0000AA23") { try USCC($0).rawValue }
    try hold("N2119999TW0000032K6442199806003") { try ItemCode($0, .national31).rawValue }
    try hold("1.2.156.3005.2.12119999FAKE00021W001.11119999000000019Y.20260002.001.M") {
      try LicenceID($0).rawValue
    }
    let pieces = Array("0123456789Xx０１９Ｘｘ 　-ABCabcＡｂß")
    let text = String(
      (0..<Int.random(in: 0...20, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "0" })
    let once = IdentifierText.normalised(text)
    #expect(IdentifierText.normalised(once) == once, "seed \(seed): \(text)")
  }
}
