/// One line of text that people typed: trimmed, not empty, without control characters.
public enum PlainText {
  /// Checks a required text.
  ///
  /// - Parameter longest: the most Unicode scalars that are allowed.
  /// - Throws: the fault, naming `field`.
  public static func required(
    _ text: String?, field: String, longest: Int
  ) throws(InputRefusal) -> String {
    guard let text = try optional(text, field: field, longest: longest) else {
      throw InputRefusal(field, .required)
    }
    return text
  }

  /// Checks a text that may be missing or blank; blank is the same as missing.
  public static func optional(
    _ text: String?, field: String, longest: Int
  ) throws(InputRefusal) -> String? {
    guard let text else { return nil }
    let trimmed = trim(text)
    if trimmed.isEmpty { return nil }
    guard trimmed.unicodeScalars.count <= longest else { throw InputRefusal(field, .tooLong) }
    guard trimmed.unicodeScalars.allSatisfy(isPrintable) else {
      throw InputRefusal(field, .controlCharacter)
    }
    return trimmed
  }

  /// Checks a text of several lines, which may be missing or blank; line ends become `\n`.
  public static func paragraph(
    _ text: String, field: String, longest: Int
  ) throws(InputRefusal) -> String? {
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    let trimmed = trim(lines.joined(separator: "\n"))
    if trimmed.isEmpty { return nil }
    guard trimmed.unicodeScalars.count <= longest else { throw InputRefusal(field, .tooLong) }
    guard trimmed.unicodeScalars.allSatisfy({ $0 == "\n" || isPrintable($0) }) else {
      throw InputRefusal(field, .controlCharacter)
    }
    return trimmed
  }

  /// Control characters, bidirectional overrides and line separators can make a screen or a printed
  /// slip say something other than what is stored.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .lineSeparator, .paragraphSeparator: false
    case .format: scalar.value == 0x200D || scalar.value == 0x200C
    default: true
    }
  }

  private static func trim(_ text: String) -> String {
    let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace && $0 != "\u{0B}" }
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
