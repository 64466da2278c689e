internal import ServiceHall

extension Strings {
  /// - Parameter group: `catalogue`, or another group with `columns` and `words`.
  static func tableWords(_ group: String, _ texts: [String: String]) -> CatalogueWords {
    var headings: [String: String] = [:]
    var words: [String: [String: String]] = [:]
    for (key, text) in texts {
      let parts = key.split(separator: ".").map(String.init)
      guard parts.count > 2, parts[0] == group else { continue }
      if parts[1] == "columns" { headings[parts.dropFirst(2).joined(separator: ".")] = text }
      if parts[1] == "words", parts.count == 4 { words[parts[2], default: [:]][parts[3]] = text }
    }
    return CatalogueWords(headings: headings, words: words)
  }

  /// `20个工作日`
  func limit(_ limit: TimeLimit) -> String {
    String(limit.days) + catalogueWords.word("unit", limit.unit.rawValue)
  }

  /// `原件 1 份、复印件 1 份`
  func count(of material: Material) -> String {
    list(
      [("guide.originals", material.originals), ("guide.copies", material.copies)]
        .filter { $0.1 > 0 }.map { text($0.0, ["n": String($0.1)]) })
  }
}
