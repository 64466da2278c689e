/// Who a ticket is for, when the hall asks. Personal data: masked wherever it is shown.
public struct Person: Sendable, Equatable, Codable {
  public let name: String?
  /// Three digits of GA/T 2000.156; 111 is the resident identity card.
  public let idType: String
  public let idNumber: String

  /// - Throws: `InputRefusal` naming each field below `person`.
  public init(name: String?, idType: String?, idNumber: String?) throws(InputRefusal) {
    self.name = try PlainText.optional(name, field: "person.name", longest: 60)
    let type = idType ?? "111"
    guard type.isMade(of: \.isDigit, lengths: 3...3) else {
      throw InputRefusal("person.idType", .format)
    }
    self.idType = type
    let number = try PlainText.required(idNumber, field: "person.idNumber", longest: 40)
    let normal = number.inHalfWidth.uppercased()
    guard normal.isMade(of: { $0.isDigit || $0.isUpper }, lengths: 4...20) else {
      throw InputRefusal("person.idNumber", .format)
    }
    self.idNumber = normal
  }

  /// The person, once a number that stands for a card of 18 characters has been found to be one. Numbers of
  /// other documents are taken as they are.
  ///
  /// - Parameter today: nobody is born later.
  /// - Throws: `InputRefusal` with why the number is not what it looks like.
  public func checked(today: CivilDate) throws(InputRefusal) -> Person {
    let claimsCard = CardNumber.Kind.allCases.contains { $0.idType == idType }
    guard claimsCard, CardNumber.isLike(idNumber) else { return self }
    let card: CardNumber
    do {
      card = try CardNumber(idNumber, today: today)
    } catch {
      throw InputRefusal("person.idNumber", FieldFault.Code(error))
    }
    return try Person(name: name, idType: card.kind.idType, idNumber: card.number)
  }
}
