import HallTesting
import ServiceHall
import Testing

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

  @Test("no wrong or swapped digit of a resident's number passes", arguments: 0..<200 as Range<UInt64>)
  func resident(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let day = CivilDate(daysSinceEpoch: Int.random(in: -25_000...20_000, using: &random)).description
      .filter { $0 != "-" }
    let body = "119999" + day + String(Int.random(in: 100...999, using: &random))
    let whole = "0123456789X".map { body + String($0) }.filter {
      (try? ResidentID($0, today: Self.today)) != nil
    }
    #expect(whole.count == 1, "seed \(seed): one check character and no other")
    let text = try #require(whole.first)
    for wrong in Self.mutations(of: text, Array("0123456789"), 0..<17) {
      #expect((try? ResidentID(wrong, today: Self.today)) == nil, "seed \(seed): \(wrong)")
    }
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
      epoch: Int.random(in: 0...99, using: &random), serial: Int.random(in: 1...99_999, using: &random))
    let original = Array(number.rawValue)
    for place in original.indices {
      for digit in "0123456789" where digit != original[place] {
        var changed = original
        changed[place] = digit
        #expect((try? CaseNumber(String(changed))) == nil, "seed \(seed): \(String(changed))")
      }
    }
  }

  @Test("taking a number that was taken changes nothing", arguments: 0..<200 as Range<UInt64>)
  func idempotent(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = Array("0123456789Xx０１９Ｘｘ 　-ABCabcＡｂ")
    let text = String(
      (0..<Int.random(in: 0...20, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "0" })
    for profile in ItemCode.Profile.allCases {
      guard let once = try? ItemCode(text, profile) else { continue }
      #expect((try? ItemCode(once.rawValue, profile)) == once)
    }
  }
}
