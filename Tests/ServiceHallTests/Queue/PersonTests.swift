import ServiceHall
import Testing

@Suite("Person")
struct PersonTests {
  @Test(
    "numbers are made plain: full-width forms, spaces, small letters",
    arguments: [
      "11999920000229004X", "11999920000229004x", "１１９９９９２０００02２９００４Ｘ", " 119999 20000229 004x ",
      "119999\u{3000}20000229004x",
    ])
  func normal(number: String) throws {
    let person = try Person(name: " 张三 ", idType: nil, idNumber: number)
    #expect(person.idNumber == "11999920000229004X")
    #expect(person.idType == "111")
    #expect(person.name == "张三")
  }

  @Test("each field is named in its refusal")
  func refusals() {
    #expect(throws: InputRefusal("person.idNumber", .required)) {
      try Person(name: nil, idType: nil, idNumber: " ")
    }
    #expect(throws: InputRefusal("person.idNumber", .format)) {
      try Person(name: nil, idType: nil, idNumber: "12-34-56")
    }
    #expect(throws: InputRefusal("person.idNumber", .format)) {
      try Person(name: nil, idType: nil, idNumber: "123")
    }
    #expect(throws: InputRefusal("person.idType", .format)) {
      try Person(name: nil, idType: "11", idNumber: "1234")
    }
    #expect(throws: InputRefusal("person.name", .controlCharacter)) {
      try Person(name: "张\u{202E}三", idType: nil, idNumber: "1234")
    }
  }

  private static func today() throws -> CivilDate {
    try #require(CivilDate(year: 2026, month: 11, day: 20))
  }

  @Test(
    "a number that looks like a card's is checked like one",
    arguments: [
      ("119999190001010012", nil, .checksum), ("119999190001010012", "154", .checksum),
      ("119999190013010019", "111", .date), ("119999203001010014", nil, .date),
      ("999840190001010019", nil, .province), ("11999919000101001A", nil, .format),
    ] as [(String, String?, FieldFault.Code)])
  func wrongCard(number: String, type: String?, code: FieldFault.Code) throws {
    let person = try Person(name: "张三", idType: type, idNumber: number)
    #expect(throws: InputRefusal("person.idNumber", code)) {
      try person.checked(today: try Self.today())
    }
  }

  @Test(
    "a right card's number names its card, and other documents pass",
    arguments: [
      ("119999190001010011", nil, "111"), ("83000019011231005x", nil, "154"),
      ("119999190001010012", "414", "414"), ("E00000012", "414", "414"), ("1199", nil, "111"),
      ("119999550808013", nil, "111"),
    ] as [(String, String?, String)])
  func checked(number: String, type: String?, shown: String) throws {
    let person = try Person(name: "张三", idType: type, idNumber: number)
    let checked = try person.checked(today: try Self.today())
    #expect(checked.idType == shown)
    #expect(checked.idNumber == number.uppercased() && checked.name == "张三")
  }

  @Test("a telephone number is digits with an optional plus")
  func phones() throws {
    #expect(try Phone.checked(" 13812345678 ", field: "phone") == "13812345678")
    #expect(try Phone.checked("+8613812345678", field: "phone") == "+8613812345678")
    #expect(try Phone.checked("", field: "phone") == nil)
    for bad in ["1234", "138-1234-5678", "++861381234", "+", "abcde", "1234567890123456789"] {
      #expect(throws: InputRefusal("phone", .format)) { try Phone.checked(bad, field: "phone") }
    }
  }
}
