/// Lists and parts inside one cell: a line for each entry, `|` between its parts, `;` inside a part.
/// A backslash takes the meaning from the character after it. Full-width marks count as well.
enum CellText {
  static let bar: Set<Character> = ["|", "\u{FF5C}"]
  static let semicolon: Set<Character> = [";", "\u{FF1B}"]
  static let equals: Set<Character> = ["=", "\u{FF1D}"]
  static let comma: Set<Character> = [",", "\u{FF0C}"]
  static let arrow: Set<Character> = [">", "\u{FF1E}", "\u{2192}"]
  // Commas part nothing but short names.
  private static let marks = bar.union(semicolon).union(equals).union(arrow).union(["\\"])

  /// The lines that are not blank.
  static func lines(_ cell: String) -> [String] {
    cell.split(whereSeparator: \.isNewline).map(trimmed).filter { !$0.isEmpty }
  }

  /// The parts between marks, still escaped.
  static func parts(_ text: String, _ marks: Set<Character>) -> [String] {
    var parts = [""]
    var isEscaped = false
    for character in text {
      if !isEscaped, marks.contains(character) {
        parts.append("")
        continue
      }
      parts[parts.count - 1].append(character)
      isEscaped = !isEscaped && character == "\\"
    }
    return parts.map(trimmed)
  }

  /// Parts that are not empty.
  static func pieces(_ text: String, _ marks: Set<Character>) -> [String] {
    parts(text, marks).filter { !$0.isEmpty }
  }

  static func plain(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if !isEscaped, character == "\\" {
        isEscaped = true
        continue
      }
      result.append(character)
      isEscaped = false
    }
    return result
  }

  static func optional(_ text: String) -> String? { text.isEmpty ? nil : plain(text) }

  static func escaped(_ text: String?) -> String {
    var result = ""
    for character in text ?? "" {
      if marks.contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  /// One entry; empty parts at its end are left out.
  static func line(_ parts: [String]) -> String {
    var parts = parts
    while parts.count > 1, parts.last?.isEmpty ?? false { parts.removeLast() }
    return parts.joined(separator: "|")
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}
