/// The numbers that can be checked by name.
public enum IdentifierKind: String, Sendable, CaseIterable {
  case residentID, residencePermit, permanentResidence, uscc, division, itemCode, licence, caseNumber

  /// - Returns: what is odd about it.
  /// - Throws: why it is not one.
  public func check(
    _ text: String, today: CivilDate
  ) throws(IdentifierFault) -> [IdentifierWarning] {
    switch self {
    case .residentID:
      if IdentifierText.normalised(text).utf8.count == 15 {
        _ = try ResidentID(firstGeneration: text, today: today)
        return [.firstGeneration]
      }
      _ = try ResidentID(text, today: today)
    case .residencePermit: _ = try ResidencePermit(text, today: today)
    case .permanentResidence: return try PermanentResidence(text, today: today).warnings
    case .uscc: return try USCC(text).warnings
    case .division: _ = try DivisionCode(parsing: text)
    case .itemCode: _ = try ItemCode(text, .national31)
    case .licence: _ = try LicenceID(text)
    case .caseNumber: _ = try CaseNumber(text)
    }
    return []
  }
}
