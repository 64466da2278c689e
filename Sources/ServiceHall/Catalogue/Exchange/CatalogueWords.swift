/// The words of the catalogue's tables, from the strings: headings of columns and the names of fixed values.
public struct CatalogueWords: Sendable {
  private let headings: [String: String]
  private let keys: [String: String]
  private let words: [String: [String: String]]

  /// - Parameters:
  ///   - headings: by column: `codes.implementation` → 实施编码.
  ///   - words: by group and value: `kind` → `01` → 行政许可.
  public init(headings: [String: String], words: [String: [String: String]]) {
    self.headings = headings
    self.words = words
    keys = Dictionary(headings.map { ($0.value, $0.key) }) { first, _ in first }
  }

  public func heading(_ column: String) -> String { headings[column] ?? column }
  func column(of heading: String) -> String? { keys[heading] }

  /// The word for a value of a group.
  public func word(_ group: String, _ value: String) -> String { words[group]?[value] ?? value }

  /// The value that a word, or the value itself, stands for.
  func value(_ group: String, of word: String) -> String? {
    guard let words = words[group] else { return nil }
    if words[word] != nil { return word }
    return words.first { $0.value == word }?.key
  }

  /// A field's path with its column's heading, and places counted from 1: 申请材料.3
  public func named(_ field: String) -> String {
    var parts = field.split(separator: ".").map(String.init)
    var rest: [String] = []
    while !parts.isEmpty {
      if let heading = headings[parts.joined(separator: ".")] {
        let places = rest.reversed().prefix(1).compactMap { Int($0) }.map { String($0 + 1) }
        return ([heading] + places).joined(separator: ".")
      }
      rest.append(parts.removeLast())
    }
    return field
  }
}
