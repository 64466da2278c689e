/// What is wrong with one field of what somebody sent.
public struct FieldFault: Error, Sendable, Equatable {
  /// Stable codes; the sentence for each stands in `Templates/strings`, under `faults`.
  public enum Code: String, Sendable, CaseIterable {
    case required, format, unknown, taken
    case tooLong = "too-long"
    case tooShort = "too-short"
    case tooMany = "too-many"
    case outOfRange = "out-of-range"
    case controlCharacter = "control-character"
    case wrongType = "wrong-type"
    case notCombinable = "not-combinable"
    // Of the catalogue.
    case circular, duplicate, exceeds, formula, locked, unverified, vague
    case deadEnd = "dead-end"
    // Why an identifier is not one.
    case alphabet, checksum, date, level, province
    // Of a file that is read row by row.
    case columns, encoding, unclosed
  }

  /// The field's path as the sender wrote it: `person.idNumber`.
  public let field: String
  public let code: Code

  public init(_ field: String, _ code: Code) {
    self.field = field
    self.code = code
  }
}

/// Understood but refused, with every field that is at fault. HTTP 422.
public struct InputRefusal: Error, Sendable, Equatable {
  public let faults: [FieldFault]

  public init(_ faults: [FieldFault]) { self.faults = faults }
  public init(_ field: String, _ code: FieldFault.Code) { faults = [FieldFault(field, code)] }
}
