/// How a platform writes a date or a time, in the county's own time.
///
/// Closed, because standards contradict themselves in nothing so often: GB/T 39046—2020 has three forms in one
/// annex, with `T`, without it, and with colons after a day without hyphens.
public enum MomentFormat: String, Sendable, CaseIterable {
  case day = "YYYY-MM-DD"
  case minutes = "YYYY-MM-DD hh:mm"
  case spaced = "YYYY-MM-DD hh:mm:ss"
  case lettered = "YYYY-MM-DDThh:mm:ss"
  case compactDay = "YYYYMMDD"
  case compact = "YYYYMMDDhhmmss"
  case compactLettered = "YYYYMMDDThhmmss"
  case compactColons = "YYYYMMDDhh:mm:ss"
  /// `2026-11-20T09:31:05+08:00`
  case rfc3339 = "RFC3339"

  private var pattern: String { self == .rfc3339 ? Self.lettered.rawValue : rawValue }

  func write(_ moment: Moment, _ offset: UTCOffset) -> String {
    if self == .rfc3339 { return offset.timestamp(moment) }
    let date = offset.date(of: moment)
    let (year, month, day) = date.parts
    let seconds = moment.since(offset.start(of: date)).wholeSeconds
    var text = ""
    for (letter, count) in Self.runs(of: pattern) {
      switch letter {
      case "Y": text += padded(year, 4)
      case "M": text += padded(month, 2)
      case "D": text += padded(day, 2)
      case "h": text += padded(seconds / 3600, 2)
      case "m": text += padded(seconds / 60 % 60, 2)
      case "s": text += padded(seconds % 60, 2)
      default: text += String(repeating: letter, count: count)
      }
    }
    return text
  }

  /// - Returns: nil when the text is not in this format or names no moment. What the format leaves out is zero.
  func read(_ text: String, _ offset: UTCOffset) -> Moment? {
    var rest = Substring(text)
    var numbers: [Character: Int] = [:]
    for (letter, count) in Self.runs(of: pattern) {
      let part = rest.prefix(count)
      guard part.count == count else { return nil }
      rest = rest.dropFirst(count)
      if "YMDhms".contains(letter) {
        guard part.utf8.allSatisfy(\.isDigit), let number = Int(part) else { return nil }
        numbers[letter] = number
      } else if part != String(repeating: letter, count: count) {
        return nil
      }
    }
    guard
      let date = CivilDate(
        year: numbers["Y"] ?? 0, month: numbers["M"] ?? 0, day: numbers["D"] ?? 0)
    else { return nil }
    let (hour, minute, second) = (numbers["h"] ?? 0, numbers["m"] ?? 0, numbers["s"] ?? 0)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    guard let zone = self == .rfc3339 ? Self.zone(rest) : rest.isEmpty ? offset : nil else {
      return nil
    }
    return zone.start(of: date) + .seconds(hour * 3600 + minute * 60 + second)
  }

  /// `+08:00`
  private static func zone(_ text: Substring) -> UTCOffset? {
    guard let sign = text.first, sign == "+" || sign == "-",
      let time = TimeOfDay(String(text.dropFirst()))
    else { return nil }
    return UTCOffset(minutes: sign == "-" ? -time.minutes : time.minutes)
  }

  /// `YYYY-MM` → Y four times, `-` once, M twice.
  private static func runs(of pattern: String) -> [(letter: Character, count: Int)] {
    pattern.reduce(into: []) { runs, letter in
      if let last = runs.last, last.letter == letter {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((letter, 1))
      }
    }
  }
}
