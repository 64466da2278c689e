/// A field value of the shape `name; parameter=value` (RFC 9110 §5.6.6): content type and
/// content disposition.
struct MediaType: Sendable {
  /// In lower case.
  let name: String
  /// Names in lower case; the first of each counts.
  let parameters: [String: String]

  init(_ text: String) {
    let pieces = Self.pieces(of: text)
    name = pieces.first.map { $0.withoutOuterSpace.lowercased() } ?? ""
    var parameters: [String: String] = [:]
    for piece in pieces.dropFirst() {
      guard let equals = piece.firstIndex(of: "=") else { continue }
      let key = piece[..<equals].withoutOuterSpace.lowercased()
      let value = Self.unquoted(piece[piece.index(after: equals)...].withoutOuterSpace)
      if parameters[key] == nil { parameters[key] = value }
    }
    self.parameters = parameters
  }

  /// Split at the semicolons that are not inside quotes.
  private static func pieces(of text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var isQuoted = false
    var isEscaped = false
    for index in text.unicodeScalars.indices {
      let scalar = text.unicodeScalars[index]
      if isEscaped {
        isEscaped = false
      } else if isQuoted && scalar == "\\" {
        isEscaped = true
      } else if scalar == "\"" {
        isQuoted.toggle()
      } else if scalar == ";" && !isQuoted {
        pieces.append(text[start..<index])
        start = text.unicodeScalars.index(after: index)
      }
    }
    pieces.append(text[start...])
    return pieces
  }

  /// Browsers escape only the quote (as `\"` or `%22`); a backslash before anything else is
  /// meant, as in a Windows path.
  private static func unquoted(_ text: Substring) -> String {
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
    var output = String.UnicodeScalarView()
    var pending = false
    for scalar in text.dropFirst().dropLast().unicodeScalars {
      if pending {
        if scalar != "\"" { output.append("\\") }
        pending = false
        if scalar == "\\" {
          pending = true
          continue
        }
        output.append(scalar)
      } else if scalar == "\\" {
        pending = true
      } else {
        output.append(scalar)
      }
    }
    if pending { output.append("\\") }
    return String(output)
  }
}
