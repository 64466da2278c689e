import Foundation
public import ServiceHall

/// A year's notice as a file: a JSON document like the ones that come with the program, or a table saved by a
/// spreadsheet.
public enum CalendarFile {
  /// How the table names its two kinds of day.
  public struct Words: Sendable {
    public let dayOff: String
    public let workingDay: String

    public init(dayOff: String, workingDay: String) {
      self.dayOff = dayOff
      self.workingDay = workingDay
    }
  }

  /// Reads a file that is to be the notice of `year`.
  ///
  /// - Parameter source: the notice's title; a JSON document's own stands when this is blank.
  /// - Throws: `InputRefusal` naming `file`, `year`, or the cell as `row 3 date`.
  public static func read(
    _ bytes: [UInt8], year: Int, source: String, words: Words
  ) throws(InputRefusal) -> CalendarYear {
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw InputRefusal("file", .format)
    }
    if text.unicodeScalars.first?.value == 0xFEFF { text.unicodeScalars.removeFirst() }
    guard text.first(where: { !$0.isWhitespace }) == "{" else {
      return try CalendarNotice.year(
        year, source: source, rows: rows(of: text), dayOff: words.dayOff,
        workingDay: words.workingDay)
    }
    guard let notice = try? CanonicalJSON.value(CalendarYear.self, from: text) else {
      throw InputRefusal("file", .format)
    }
    guard notice.year == year else { throw InputRefusal("year", .notCombinable) }
    let isBlank = source.allSatisfy(\.isWhitespace)
    return try CalendarYear(
      year: year, daysOff: notice.daysOff, workingWeekends: notice.workingWeekends,
      source: isBlank ? notice.source : source
    ).checked()
  }

  /// Cells hold a date and a word, so a comma never stands inside one.
  private static func rows(of text: String) -> [[String]] {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { line in
      line.split(omittingEmptySubsequences: false) { ",;\t\u{FF0C}\u{FF1B}".contains($0) }.map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
      }
    }
  }
}
