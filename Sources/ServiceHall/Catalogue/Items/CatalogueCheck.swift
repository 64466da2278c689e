/// Collects what is wrong with an object of the catalogue, field by field, so that all is told at once.
struct CatalogueCheck {
  private(set) var faults: [FieldFault] = []

  mutating func add(_ field: String, _ code: FieldFault.Code) { faults.append(FieldFault(field, code)) }

  /// A required line of text.
  mutating func text(_ text: String?, _ field: String, longest: Int) -> String {
    let before = faults.count
    let value = optional(text, field, longest: longest)
    if value == nil, faults.count == before { add(field, .required) }
    return value ?? ""
  }

  /// A line of text; blank is the same as missing.
  mutating func optional(_ text: String?, _ field: String, longest: Int) -> String? {
    do {
      let value = try PlainText.optional(text, field: field, longest: longest)
      // A spreadsheet that opens an export would run it.
      if let first = value?.unicodeScalars.first,
        "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first)
      {
        add(field, .formula)
      }
      return value
    } catch {
      faults += error.faults
      return nil
    }
  }

  mutating func list(_ texts: [String], _ field: String, longest: Int, most: Int = 50) -> [String] {
    if texts.count > most { add(field, .tooMany) }
    return texts.enumerated().map { text($0.element, "\(field).\($0.offset)", longest: longest) }
  }

  /// Digits, spaces, hyphens and brackets; extensions after a comma.
  mutating func phone(_ text: String?, _ field: String) -> String? {
    guard let phone = optional(text, field, longest: 40) else { return nil }
    let isPlain = phone.utf8.allSatisfy { $0.isDigit || [0x20, 0x2D, 0x28, 0x29, 0x2C, 0x2F].contains($0) }
    if !isPlain || phone.utf8.filter(\.isDigit).count < 3 { add(field, .format) }
    return phone
  }

  mutating func range(_ number: Int, _ field: String, _ range: ClosedRange<Int>) {
    if !range.contains(number) { add(field, .outOfRange) }
  }

  mutating func limit(_ limit: TimeLimit?, _ field: String) {
    if let limit { range(limit.days, "\(field).days", 1...3650) }
  }

  mutating func identifier(
    _ field: String, _ parse: () throws(IdentifierFault) -> String
  ) -> String {
    do { return try parse() } catch {
      add(field, FieldFault.Code(error))
      return ""
    }
  }

  func finish() throws(InputRefusal) { if !faults.isEmpty { throw InputRefusal(faults) } }
}

extension FieldFault.Code {
  /// The reason why an identifier is not one.
  public init(_ fault: IdentifierFault) {
    switch fault {
    case .checksum: self = .checksum
    case .alphabet: self = .alphabet
    case .level: self = .level
    case .date: self = .date
    case .province: self = .province
    case .format, .sequence, .root: self = .format
    }
  }
}
