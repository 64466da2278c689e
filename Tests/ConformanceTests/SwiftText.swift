/// A Swift file taken apart: its code without comments, and the texts of its string literals.
struct SwiftText {
  /// Literals stand as `""`, comments not at all; line breaks stay.
  private(set) var code = ""
  private(set) var literals: [String] = []

  private var rest: Substring

  init(_ text: String) {
    rest = Substring(text)
    while let character = rest.first {
      if rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        skip(to: "*/")
      } else if character == "\"" || (character == "#" && startsRawLiteral) {
        takeLiteral()
      } else {
        code.append(character)
        rest.removeFirst()
      }
    }
  }

  private var startsRawLiteral: Bool { rest.drop { $0 == "#" }.first == "\"" }

  private mutating func skip(to mark: String) {
    while !rest.isEmpty, !rest.hasPrefix(mark) {
      if let character = rest.first, character.isNewline { code.append(character) }
      rest.removeFirst()
    }
    rest = rest.dropFirst(mark.count)
  }

  /// Code inside an interpolation counts as part of the literal.
  private mutating func takeLiteral() {
    let hashes = String(rest.prefix { $0 == "#" })
    rest = rest.dropFirst(hashes.count)
    let isLong = rest.hasPrefix("\"\"\"")
    let quotes = isLong ? "\"\"\"" : "\""
    rest = rest.dropFirst(quotes.count)
    var literal = ""
    while let character = rest.first, !rest.hasPrefix(quotes + hashes) {
      if character.isNewline { code.append(character) }
      let isEscape = rest.hasPrefix("\\" + hashes)
      if isEscape, rest.dropFirst(1 + hashes.count).first == "(" {
        rest = rest.dropFirst(1 + hashes.count)
        takeInterpolation()
        continue
      }
      let length = isEscape ? 2 + hashes.count : 1
      literal += rest.prefix(length)
      rest = rest.dropFirst(length)
    }
    rest = rest.dropFirst(quotes.count + hashes.count)
    code += "\"\""
    literals.append(literal)
  }

  /// The code in the parentheses, with its own literals.
  private mutating func takeInterpolation() {
    var depth = 0
    while let character = rest.first {
      if character == "\"" || (character == "#" && startsRawLiteral) {
        takeLiteral()
        continue
      }
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      code.append(character)
      rest.removeFirst()
      if depth == 0 { return }
    }
  }
}
