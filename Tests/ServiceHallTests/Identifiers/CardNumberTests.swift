import ServiceHall
import Testing

/// The vectors are synthetic: no card bears these numbers.
@Suite("CardNumber")
struct CardNumberTests {
  private static let today = CivilDate("2026-11-20")

  @Test(
    "numbers of each kind are known",
    arguments: [
      ("119999190001010011", CardNumber.Kind.citizen), ("539999199912317742", .citizen),
      ("330113190001010010", .citizen), ("119999190002280021", .citizen),
      ("810000190001010018", .hongKongMacaoTaiwan), ("830000190001030039", .hongKongMacaoTaiwan),
      ("83000019011231005X", .hongKongMacaoTaiwan), ("911840190001010017", .foreigner),
      ("944392190001030031", .foreigner), ("95064319011231005X", .foreigner),
    ])
  func valid(number: String, kind: CardNumber.Kind) throws {
    let id = try CardNumber(number, today: try #require(Self.today))
    #expect(id.number == number)
    #expect(id.kind == kind)
  }

  @Test(
    "what is wrong is said",
    arguments: [
      ("119999190001010012", IdentifierFault.checksum), ("119999209912310012", .date),
      ("119999190013010019", .date), ("1199991900010100X1", .format),
      ("11999919000101001O", .format), ("810000190002290015", .date),
      ("840000190001010013", .province), ("820000190013010017", .date),
      ("911840209912310018", .date), ("999840190001010019", .province),
      ("911840190002300016", .date), ("119999550808013", .format), ("", .format),
      ("1199991900010100110", .format), ("１１９９９９19000101001２", .checksum),
      // 1900 was no leap year.
      ("119999190002290019", .date),
      // A sequence of 000 is given to nobody.
      ("119999190001010003", .sequence),
    ])
  func invalid(number: String, fault: IdentifierFault) throws {
    let today = try #require(Self.today)
    #expect(throws: fault) { try CardNumber(number, today: today) }
  }

  @Test("an input method's signs and small letters are taken")
  func normal() throws {
    let today = try #require(Self.today)
    for text in ["１１９９９９１９０００１０１００１１", " 119999 19000101 0011\u{3000}"] {
      #expect(try CardNumber(text, today: today).number == "119999190001010011")
    }
    #expect(try CardNumber("83000019011231005ｘ", today: today).number == "83000019011231005X")
  }

  @Test("any one digit changed, and any two neighbours exchanged, are noticed")
  func slips() throws {
    let today = try #require(Self.today)
    let signs = Array("119999190001010011")
    for place in 6..<17 {
      for digit in "0123456789" where digit != signs[place] {
        var other = signs
        other[place] = digit
        #expect(throws: IdentifierFault.self) { try CardNumber(String(other), today: today) }
      }
      guard signs[place] != signs[place + 1] else { continue }
      var other = signs
      other.swapAt(place, place + 1)
      #expect(throws: IdentifierFault.self) { try CardNumber(String(other), today: today) }
    }
  }

  @Test("born today is born; born tomorrow is not")
  func dates() throws {
    let day = try #require(CivilDate("1999-12-31"))
    #expect(try CardNumber("539999199912317742", today: day).birthDate == day)
    #expect(throws: IdentifierFault.date) {
      try CardNumber(
        "539999199912317742", today: CivilDate(daysSinceEpoch: day.daysSinceEpoch - 1))
    }
  }
}
