import HallTesting
import ServiceHall
import Testing

@Suite("Identifiers against published vectors")
struct IdentifierVectorTests {
  static let today = CivilDate("2026-11-20") ?? CivilDate(daysSinceEpoch: 0)

  private func fault(_ make: () throws -> Void) -> IdentifierFault? {
    do {
      try make()
      return nil
    } catch {
      return error as? IdentifierFault
    }
  }

  @Test(
    "a resident's number",
    arguments: [
      "119999190001010011", "539999199912317742", "330113190001010010", "119999190002280021",
      "１１９９９９１９０００１０１００１１", " 119999 19000101 0011 ",
    ])
  func resident(_ text: String) throws {
    let id = try ResidentID(text, today: Self.today)
    #expect(id.rawValue.utf8.count == 18)
    #expect(try ResidentID(id.rawValue, today: Self.today) == id)
  }

  @Test(
    "a resident's number that is wrong says why",
    arguments: [
      ("119999190001010012", IdentifierFault.checksum), ("119999209912310012", .date),
      ("119999190013010019", .date), ("1199991900010100X1", .format), ("11999919000101001O", .format),
      ("119999190001010004", .sequence), ("009999190001010011", .province), ("", .format),
      ("11999918991231001X", .date), ("1199991900010100111", .format),
    ])
  func residentFault(_ text: String, _ expected: IdentifierFault) {
    #expect(fault { _ = try ResidentID(text, today: Self.today) } == expected)
  }

  @Test("a number of fifteen digits leads to that of eighteen, and is none itself")
  func firstGeneration() throws {
    #expect(
      try ResidentID(firstGeneration: "119999550808013", today: Self.today).rawValue
        == "119999195508080134")
    #expect(fault { _ = try ResidentID("119999550808013", today: Self.today) } == .format)
    #expect(fault { _ = try ResidentID(firstGeneration: "119999551308013", today: Self.today) } == .date)
  }

  @Test("a residence permit", arguments: ["810000190001010018", "830000190001030039", "83000019011231005x"])
  func permit(_ text: String) throws {
    #expect(try ResidencePermit(text, today: Self.today).rawValue == text.uppercased())
  }

  @Test(
    "a residence permit that is wrong says why",
    arguments: [
      ("810000190002290015", IdentifierFault.date), ("840000190001010013", .province),
      ("820000190013010017", .date), ("119999190001010011", .province),
    ])
  func permitFault(_ text: String, _ expected: IdentifierFault) {
    #expect(fault { _ = try ResidencePermit(text, today: Self.today) } == expected)
  }

  @Test(
    "a foreigner's permanent residence",
    arguments: ["911840190001010017", "944392190001030031", "95064319011231005X"])
  func permanentResidence(_ text: String) throws {
    #expect(try PermanentResidence(text, today: Self.today).warnings.isEmpty)
  }

  @Test("the former card is taken with a warning")
  func formerCard() throws {
    #expect(try PermanentResidence("abc123456789012", today: Self.today).warnings == [.formerForm])
  }

  @Test(
    "a foreigner's permanent residence that is wrong says why",
    arguments: [
      ("911840209912310018", IdentifierFault.date), ("999840190001010019", .province),
      ("911840190002300016", .date), ("811840190001010017", .format), ("ABC12345678901", .format),
    ])
  func permanentResidenceFault(_ text: String, _ expected: IdentifierFault) {
    #expect(fault { _ = try PermanentResidence(text, today: Self.today) } == expected)
  }

  @Test(
    "a credit code",
    arguments: [
      "11119999000000019Y", "1111999900000006X2", "92119999MA0000AA23", "54659999QK0000125M",
      "Y1119999FAKE000992",
    ])
  func creditCode(_ text: String) throws {
    #expect(try USCC(text.lowercased()).rawValue == text)
  }

  @Test(
    "a credit code that is wrong says why",
    arguments: [
      ("91119999MA0000007K", IdentifierFault.checksum), ("91119999MI0000007J", .alphabet),
      ("9111999SMA0000007J", .alphabet), ("91119999MA0000007", .format), ("9111999AMA0000007J", .format),
    ])
  func creditCodeFault(_ text: String, _ expected: IdentifierFault) {
    #expect(fault { _ = try USCC(text) } == expected)
  }

  @Test(
    "a licence's identifier",
    arguments: [
      "1.2.156.3005.2.11119999000000019Y001.11119999000000019Y.20260001.001.Q",
      "1.2.156.3005.2.11119999000000019Y002.119999.000000016.001.6",
      "1.2.156.3005.2.12119999FAKE00021W001.11119999000000019Y.20260002.001.M",
    ])
  func licence(_ text: String) throws {
    #expect(try LicenceID(text).rawValue == text)
  }

  @Test(
    "a licence's identifier that is wrong says why",
    arguments: [
      ("1.2.156.3005.2.11119999000000019Y001.11119999000000019Y.20260001.001.3", IdentifierFault.checksum),
      ("1.2.156.3005.3.11119999000000019Y001.11119999000000019Y.20260001.001.Q", .root),
      ("1.2.156.3005.2.11119999000000019Y001.11119999000000019Y.20260001.Q", .format),
      ("1.2.156.3005.2.11119999000000019Y001.11119999000000019Y..001.Q", .format),
    ])
  func licenceFault(_ text: String, _ expected: IdentifierFault) {
    #expect(fault { _ = try LicenceID(text) } == expected)
  }

  @Test(
    "an item's code by the national rule",
    arguments: [
      "11119999000000019Y4000109004000", "N2119999TW0000032K6442199806003",
      "1111999900000006X24000711007000", "11119999000000019Y400010900400001",
    ])
  func itemCode(_ text: String) throws {
    #expect(try ItemCode(text, .national31).rawValue == text)
  }

  @Test(
    "an item's code that is wrong says why",
    arguments: [
      ("11119999000000019Y8000109004000", ItemCode.Profile.national31, IdentifierFault.level),
      ("11119999000000019Y400010900400", .national31, .format),
      ("11119999000000019Y40001090040A0", .national31, .format),
      ("11119999000000018Y4000109004000", .national31, .checksum),
      ("XK00101000-", .legacy, .format), ("", .free, .format), ("低保", .free, .format),
      ("511Z07001006-511602000000-000-11119999000000018Y-1-00", .sichuan, .checksum),
    ])
  func itemCodeFault(_ text: String, _ profile: ItemCode.Profile, _ expected: IdentifierFault) {
    #expect(fault { _ = try ItemCode(text, profile) } == expected)
  }

  @Test("codes of the other profiles")
  func otherProfiles() throws {
    #expect(try ItemCode("xk00101000", .legacy).rawValue == "XK00101000")
    #expect(try ItemCode("A-1.2", .free).profile == .free)
    _ = try ItemCode("511Z07001006-511602000000-000-11119999000000019Y-1-00", .sichuan)
  }

  @Test("a division's level and what lies within it")
  func division() throws {
    let levels = ["110000", "119900", "119999", "119999100", "119999100201"].map { text in
      (try? DivisionCode(parsing: text))?.level
    }
    #expect(levels == [.province, .city, .county, .township, .village])
    let county = try DivisionCode(parsing: "119999")
    #expect(county.contains(try DivisionCode(parsing: "119999100201")))
    #expect(!county.contains(try DivisionCode(parsing: "119998100201")))
    #expect(!county.contains(try DivisionCode(parsing: "119900")))
    #expect(fault { _ = try DivisionCode(parsing: "1199991") } == .format)
    #expect(fault { _ = try DivisionCode(parsing: "999999") } == .province)
  }

  @Test("a case's number")
  func caseNumber() throws {
    let division = try DivisionCode(parsing: "119999100")
    let number = try CaseNumber(division: division, day: Self.today, mark: .numbered(7), serial: 42)
    #expect(number.rawValue.hasPrefix("119999100202611200700042"))
    #expect(try CaseNumber(number.rawValue) == number)
    #expect(
      fault { _ = try CaseNumber(division: division, day: Self.today, mark: .numbered(7), serial: 0) }
        == .sequence)
    #expect(
      fault { _ = try CaseNumber(division: division, day: Self.today, mark: .numbered(7), serial: 100_000) }
        == .sequence)
  }
}
