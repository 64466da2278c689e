internal import Foundation

/// A template's text, made ready for the parser.
///
/// `{{s:kiosk.choose}}` stands for a sentence and `{{asset:app.css}}` for a file's address; both are
/// settled here once, so that a sentence that is missing stops the start and not a person.
struct TemplateSource {
  enum Fault: Error, Equatable {
    case unknownText(String, template: String)
    /// A sentence with placeholders needs values, which only Swift can give it.
    case placeholder(String, template: String)
    case unescaped(template: String)
  }

  let name: String
  let text: String

  /// - Returns: the text with sentences and addresses in place, every line without its indentation.
  func prepared(strings: Strings, assetAddress: (String) -> String) throws -> String {
    guard !text.contains("{{{"), !text.contains("{{&") else {
      throw Fault.unescaped(template: name)
    }
    var result = "{{%CONTENT_TYPE: \(HTMLEscaping.name)}}"
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    for line in lines {
      let line = line.drop { $0 == " " }
      guard !line.isEmpty else { continue }
      result += try settled(line, strings: strings, assetAddress: assetAddress)
      result += "\n"
    }
    return result
  }

  private func settled(
    _ line: Substring, strings: Strings, assetAddress: (String) -> String
  ) throws -> String {
    var result = ""
    var rest = line
    while let open = rest.range(of: "{{"), let close = rest[open.upperBound...].range(of: "}}") {
      let tag = rest[open.upperBound..<close.lowerBound]
      result += rest[..<open.lowerBound]
      if tag.hasPrefix("s:") {
        result += HTMLEscaping.escaped(try sentence(String(tag.dropFirst(2)), strings))
      } else if tag.hasPrefix("asset:") {
        result += HTMLEscaping.escaped(assetAddress(String(tag.dropFirst(6))))
      } else {
        result += "{{\(tag)}}"
      }
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  private func sentence(_ key: String, _ strings: Strings) throws -> String {
    guard let sentence = strings.optional(key) else {
      throw Fault.unknownText(key, template: name)
    }
    guard !sentence.contains("{") else { throw Fault.placeholder(key, template: name) }
    return sentence
  }
}
