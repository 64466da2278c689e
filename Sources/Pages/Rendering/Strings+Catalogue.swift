public import ServiceHall

extension Strings {
  /// The headings and words of the catalogue's tables, from `catalogue` in the strings.
  public var catalogueWords: CatalogueWords {
    var headings: [String: String] = [:]
    var words: [String: [String: String]] = [:]
    for key in keys {
      let parts = key.split(separator: ".").map(String.init)
      guard parts.count > 2, parts[0] == "catalogue" else { continue }
      if parts[1] == "columns" { headings[parts.dropFirst(2).joined(separator: ".")] = text(key) }
      if parts[1] == "words", parts.count == 4 { words[parts[2], default: [:]][parts[3]] = text(key) }
    }
    return CatalogueWords(headings: headings, words: words)
  }
}
