internal import Foundation
public import ServiceHall

/// The sentences that people read, from `Templates/strings`.
///
/// Keys are the path in the JSON document: `refusals.line-closed`. A sentence may hold placeholders:
/// `前面还有 {n} 人`.
public struct Strings: Sendable {
  public enum Fault: Error { case notStrings }

  private let texts: [String: String]
  /// The headings and words of the catalogue's tables, from `catalogue` in the strings.
  public let catalogueWords: CatalogueWords
  /// Those of lists of finished documents, from `document-list`.
  public let documentWords: CatalogueWords

  /// - Parameter json: nested objects of texts.
  public init(json: [UInt8]) throws {
    texts = try JSONDecoder().decode(Node.self, from: Data(json)).flattened(below: "")
    catalogueWords = Self.tableWords("catalogue", texts)
    documentWords = Self.tableWords("document-list", texts)
  }

  /// - Returns: the key itself when there is no such sentence.
  public func text(_ key: String, _ values: [String: String] = [:]) -> String {
    guard let text = texts[key] else { return key }
    return values.isEmpty ? text : Strings.filled(text, values)
  }

  /// The sentence, or nil where a key may be missing.
  public func optional(_ key: String, _ values: [String: String] = [:]) -> String? {
    texts[key] == nil ? nil : text(key, values)
  }

  public var keys: [String] { texts.keys.sorted() }

  /// One pass, so that a value that looks like a placeholder stays what it is.
  private static func filled(_ text: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      result += rest[..<open]
      result += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private enum Node: Decodable {
    case text(String)
    case group([String: Node])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .group(try container.decode([String: Node].self))
      }
    }

    func flattened(below path: String) -> [String: String] {
      switch self {
      case .text(let text): return [path: text]
      case .group(let group):
        var texts: [String: String] = [:]
        for (name, node) in group {
          let nested = node.flattened(below: path.isEmpty ? name : "\(path).\(name)")
          texts.merge(nested) { first, _ in first }
        }
        return texts
      }
    }
  }
}
