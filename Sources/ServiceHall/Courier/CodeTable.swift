/// Codes of a vocabulary and what a platform writes for them, one for one.
struct CodeTable: Sendable, Equatable {
  let name: String
  let vocabulary: Vocabulary
  private let outward: [String: String]
  private let inward: [String: String]

  /// - Parameter pairs: no code twice on either side; `ProfileReader` sees to it.
  init(name: String, vocabulary: Vocabulary, pairs: [(own: String, theirs: String)]) {
    self.name = name
    self.vocabulary = vocabulary
    outward = Dictionary(pairs.map { ($0.own, $0.theirs) }) { first, _ in first }
    inward = Dictionary(pairs.map { ($0.theirs, $0.own) }) { first, _ in first }
  }

  func code(for own: String) -> String? { outward[own] }
  func own(for code: String) -> String? { inward[code] }
}
