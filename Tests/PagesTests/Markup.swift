/// A strict reader of the small part of HTML that the templates use.
struct Markup {
  struct Tag {
    let name: String
    let attributes: [String: String]
    let isClosing: Bool
  }

  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  private static let void: Set<String> = [
    "meta", "link", "img", "input", "br", "hr", "!doctype",
  ]

  let tags: [Tag]
  /// Texts of `title` and `h1`.
  let titles: [String]
  let headings: [String]

  /// - Throws: where a tag is not closed, closed twice, or malformed.
  init(_ html: String) throws {
    var tags: [Tag] = []
    var open: [String] = []
    var titles: [String] = []
    var headings: [String] = []
    var rest = Substring(html)
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      guard let tag = try Self.tag(&rest) else { throw Fault(description: "a tag without its end") }
      tags.append(tag)
      if tag.isClosing {
        guard open.popLast() == tag.name else {
          throw Fault(description: "</\(tag.name)> closes nothing; open: \(open)")
        }
      } else if !Self.void.contains(tag.name) {
        open.append(tag.name)
        let text = rest.prefix { $0 != "<" }
        if tag.name == "title" { titles.append(String(text)) }
        if tag.name == "h1" { headings.append(String(text)) }
      }
    }
    guard open.isEmpty else { throw Fault(description: "never closed: \(open)") }
    self.tags = tags
    self.titles = titles
    self.headings = headings
  }

  func all(_ name: String) -> [Tag] { tags.filter { $0.name == name && !$0.isClosing } }

  private static func tag(_ rest: inout Substring) throws -> Tag? {
    let isClosing = rest.first == "/"
    if isClosing { rest = rest.dropFirst() }
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "!" }
    guard !name.isEmpty else { throw Fault(description: "< without a name: \(rest.prefix(20))") }
    rest = rest.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      guard let next = rest.first else { return nil }
      if next == ">" {
        rest = rest.dropFirst()
        return Tag(name: name.lowercased(), attributes: attributes, isClosing: isClosing)
      }
      let key = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      guard !key.isEmpty else { throw Fault(description: "bad attribute: \(rest.prefix(20))") }
      rest = rest.dropFirst(key.count)
      guard attributes[String(key)] == nil else { throw Fault(description: "\(key) stands twice") }
      guard rest.first == "=" else {
        attributes[String(key)] = ""
        continue
      }
      guard rest.dropFirst().first == "\"" else { throw Fault(description: "\(key) is unquoted") }
      rest = rest.dropFirst(2)
      let value = rest.prefix { $0 != "\"" }
      attributes[String(key)] = String(value)
      rest = rest.dropFirst(value.count + 1)
    }
  }
}
