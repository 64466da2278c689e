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
  /// - Parameters:
  ///   - source: the notice's title; a JSON document's own stands when this is blank.
  ///   - decodeGB18030: gives UTF-8, or nil when the bytes are not of that encoding.
  /// - Throws: `InputRefusal` naming `file`, `year`, or the cell as `row 3 date`.
  public static func read(
    _ bytes: [UInt8], year: Int, source: String, words: Words,
    decodeGB18030: ([UInt8]) -> [UInt8]? = { _ in nil }
  ) throws(InputRefusal) -> CalendarYear {
    guard let encoding = FileEncoding(bytes, decodeGB18030: decodeGB18030) else {
      throw InputRefusal("file", .encoding)
    }
    let text = String(decoding: encoding.text, as: UTF8.self)
    guard text.first(where: { !$0.isWhitespace }) == "{" else {
      return try CalendarNotice.year(
        year, source: source, table: encoding, dayOff: words.dayOff, workingDay: words.workingDay)
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
}
