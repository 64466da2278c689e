/// Finds texts by their words, by parts of them and by the initials of their pinyin. 检索
///
/// 社会保障 is found by 保障, by 社保, by `shbz`, by `bz`, by `sb` and by 社hbz. Every word of a query must be found; blanks and
/// punctuation part words. Case and full width make no difference.
public struct TextSearch: Sendable {
  /// A text made ready once, to be searched many times.
  public struct Entry: Sendable {
    fileprivate let signs: [Sign]
  }

  fileprivate struct Sign: Sendable, Equatable {
    let scalar: UInt32
    let letters: PinyinInitials.Letters
  }

  private let words: [[Sign]]
  /// A query longer than this is cut: nobody types so much, and a search stays short.
  public static let longest = 40

  /// - Parameter query: as typed.
  public init(_ query: String) {
    words = Self.words(of: query).map { word in
      word.map { Sign(scalar: $0.value, letters: PinyinInitials.bit($0)) }
    }
  }

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { words.isEmpty }

  public static func entry(_ text: String, _ initials: PinyinInitials) -> Entry {
    let scalars = text.inHalfWidth.lowercased().unicodeScalars
    return Entry(
      signs: scalars.map { Sign(scalar: $0.value, letters: initials.letters(of: $0)) })
  }

  /// How well the texts answer the query; nil when a word is in none of them.
  ///
  /// Smaller is better: the earlier text, then a literal find before one by initials before one with signs left
  /// out between, then the earlier place. An empty query is answered by everything alike.
  public func rank(in entries: [Entry]) -> Int? {
    var total = 0
    for word in words {
      var best: Int?
      for (index, entry) in entries.enumerated() {
        guard let place = Self.place(of: word, in: entry.signs) else { continue }
        let rank = place + index * 3000
        best = min(best ?? rank, rank)
      }
      guard let best else { return nil }
      total += best
    }
    return total
  }

  /// The positions of the entries that answer, best first; those that answer alike stay in their order.
  public func matches(_ entries: [[Entry]]) -> [Int] {
    entries.enumerated().compactMap { index, texts in rank(in: texts).map { (index, $0) } }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }

  /// Where a word begins in a text; 1000 more when letters stood for characters, 2000 more when signs were left
  /// out between.
  private static func place(of word: [Sign], in text: [Sign]) -> Int? {
    guard !word.isEmpty, word.count <= text.count else { return nil }
    var byInitials: Int?
    for start in 0...(text.count - word.count) {
      var isLiteral = true
      var isFound = true
      for (offset, sign) in word.enumerated() {
        let other = text[start + offset]
        if sign.scalar == other.scalar { continue }
        isLiteral = false
        guard sign.letters & other.letters != 0 else {
          isFound = false
          break
        }
      }
      guard isFound else { continue }
      if isLiteral { return min(start, 999) }
      if byInitials == nil { byInitials = 1000 + min(start, 999) }
    }
    return byInitials ?? abbreviation(word, in: text).map { 2000 + min($0, 999) }
  }

  /// Where a word of two signs or more begins whose signs stand in order and close together: 社保 in 社会保障.
  private static func abbreviation(_ word: [Sign], in text: [Sign]) -> Int? {
    guard word.count > 1 else { return nil }
    for start in 0...(text.count - word.count) {
      var next = 0
      for sign in text[start...].prefix(word.count * 2 + 1) where next < word.count {
        if answers(sign, word[next]) { next += 1 } else if next == 0 { break }
      }
      if next == word.count { return start }
    }
    return nil
  }

  private static func answers(_ sign: Sign, _ asked: Sign) -> Bool {
    sign.scalar == asked.scalar || sign.letters & asked.letters != 0
  }

  private static func words(of query: String) -> [[Unicode.Scalar]] {
    var words: [[Unicode.Scalar]] = [[]]
    for scalar in query.unicodeScalars.prefix(longest) {
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      guard isWord else {
        words.append([])
        continue
      }
      words[words.count - 1] += String(scalar).inHalfWidth.lowercased().unicodeScalars
    }
    return words.filter { !$0.isEmpty }
  }
}
