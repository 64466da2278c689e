/// Somebody to whom a document belongs, or who collects it: a person or a body. 当事人. Personal data.
///
/// Invariants, cited by number in `PartyTests`:
/// 1. A number that stands for a card of 18 characters, or for a credit code, passes its check.
/// 2. Numbers are half-width and upper case, so that equal ones are spelt alike.
public struct Party: Sendable, Equatable, Codable {
  /// 统一社会信用代码, as it stands on a business licence (GA/T 2000.156).
  public static let creditCode = "821"

  public let name: String
  /// Three digits of GA/T 2000.156: `111` is the resident identity card, `821` a credit code.
  public let idType: String
  public let idNumber: String
  public let phone: String?

  /// Whether it is a body rather than a person.
  public var isBody: Bool { ["811", "821", "822"].contains(idType) }

  /// - Parameters:
  ///   - field: the path of the party in what was sent.
  ///   - today: nobody is born later.
  /// - Throws: `InputRefusal` naming each field below `field`.
  public init(
    name: String?, idType: String?, idNumber: String?, phone: String? = nil, field: String,
    today: CivilDate
  ) throws(InputRefusal) {
    self.name = try PlainText.required(name, field: field + ".name", longest: 60)
    self.phone = try Self.phone(phone, field: field + ".phone")
    (self.idType, self.idNumber) = try Self.number(
      idNumber, idType: idType, field: field, today: today)
  }

  /// What a card reader or a keyboard gave, as the number would stand in a record.
  ///
  /// - Throws: `InputRefusal` naming `field.idType` or `field.idNumber`.
  public static func number(
    _ text: String?, idType: String?, field: String, today: CivilDate
  ) throws(InputRefusal) -> (idType: String, idNumber: String) {
    let type = idType.flatMap { $0.isEmpty ? nil : $0 } ?? "111"
    guard type.isMade(of: \.isDigit, lengths: 3...3) else {
      throw InputRefusal(field + ".idType", .format)
    }
    let name = field + ".idNumber"
    let normal = IdentifierText.normalised(try PlainText.required(text, field: name, longest: 40))
    guard normal.isMade(of: { $0.isDigit || $0.isUpper }, lengths: 4...20) else {
      throw InputRefusal(name, .format)
    }
    do {
      if type == creditCode { return (type, try USCC(normal).rawValue) }
      let isCard = CardNumber.Kind.allCases.contains { $0.idType == type }
      guard isCard, CardNumber.isLike(normal) else { return (type, normal) }
      let card = try CardNumber(normal, today: today)
      return (card.kind.idType, card.number)
    } catch {
      throw InputRefusal(name, FieldFault.Code(error))
    }
  }

  private static func phone(_ text: String?, field: String) throws(InputRefusal) -> String? {
    guard let text = try PlainText.optional(text, field: field, longest: 30) else { return nil }
    let plain = text.inHalfWidth
    guard
      plain.isMade(of: { $0.isDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }, lengths: 3...20)
    else { throw InputRefusal(field, .format) }
    return plain
  }

  /// As a screen may show it.
  public var masked: Masked { Masked(self) }

  /// What of a party may be seen before its identity is proven.
  public struct Masked: Sendable, Equatable {
    public let name: String
    public let idType: String
    public let idNumber: String
    public let phone: String?

    init(_ party: Party) {
      name = Masking.name(party.name)
      idType = party.idType
      idNumber = Masking.idNumber(party.idNumber)
      phone = party.phone.map(Masking.phone)
    }
  }
}
