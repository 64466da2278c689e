/// Text as it is searched: Chinese has no spaces between words, so words are found by pairs of characters.
///
/// Invariants, cited by number in `SearchTextTests`:
/// 1. Full width and capitals make no difference.
/// 2. Any word of two characters or more inside a text shares all its pairs with the text.
/// 3. A run of Latin letters or digits is one term.
public enum SearchText {
  /// Plain width, small letters, one space where something else than a word stood.
  public static func normalised(_ text: String) -> String {
    var result = ""
    for run in runs(text) {
      if !result.isEmpty { result += " " }
      result += String(String.UnicodeScalarView(run.scalars))
    }
    return result
  }

  /// Whole words as they were typed, apart by spaces or punctuation.
  public static func terms(_ text: String) -> [String] {
    var terms: [String] = []
    for part in normalised(text).split(separator: " ").map(String.init) where !terms.contains(part) {
      terms.append(part)
    }
    return terms
  }

  /// What the index holds of a text, apart by spaces: each Chinese character pair, single characters that
  /// stand alone, Latin runs.
  public static func grams(_ text: String) -> [String] {
    runs(text).flatMap { run in
      guard run.isHan, run.scalars.count > 1 else {
        return [String(String.UnicodeScalarView(run.scalars))]
      }
      return zip(run.scalars, run.scalars.dropFirst()).map { first, second in
        var pair = String.UnicodeScalarView()
        pair.append(first)
        pair.append(second)
        return String(pair)
      }
    }
  }

  /// Whether the text is letters alone, as the initials of a name typed on a keyboard.
  public static func isInitials(_ text: String) -> Bool {
    (2...20).contains(text.utf8.count) && text.utf8.allSatisfy { $0.isLower || $0.isUpper }
  }

  private struct Run {
    var isHan: Bool
    var scalars: [Unicode.Scalar]
  }

  /// Maximal runs of Chinese characters, and of letters and digits.
  private static func runs(_ text: String) -> [Run] {
    var runs: [Run] = []
    var mayGoOn = false
    for scalar in text.unicodeScalars {
      guard let (plain, isHan) = plain(scalar) else {
        mayGoOn = false
        continue
      }
      if mayGoOn, let last = runs.indices.last, runs[last].isHan == isHan {
        runs[last].scalars.append(plain)
      } else {
        runs.append(Run(isHan: isHan, scalars: [plain]))
      }
      mayGoOn = true
    }
    return runs
  }

  private static func plain(_ scalar: Unicode.Scalar) -> (Unicode.Scalar, isHan: Bool)? {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: return (scalar, false)
    case 0x41...0x5A: return Unicode.Scalar(scalar.value + 32).map { ($0, false) }
    case 0xFF10...0xFF19, 0xFF41...0xFF5A: return Unicode.Scalar(scalar.value - 0xFEE0).map { ($0, false) }
    case 0xFF21...0xFF3A: return Unicode.Scalar(scalar.value - 0xFEE0 + 32).map { ($0, false) }
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: return (scalar, true)
    default: return nil
    }
  }
}

extension String {
  /// Whether `part` stands somewhere in the text.
  func holds(_ part: String) -> Bool {
    let (text, part) = (Array(utf8), Array(part.utf8))
    guard !part.isEmpty, text.count >= part.count else { return false }
    return (0...(text.count - part.count)).contains { start in
      text[start] == part[0] && text[start..<(start + part.count)].elementsEqual(part)
    }
  }
}
