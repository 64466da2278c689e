/// Reads a year's notice from the lines of a table: a date and 放假 or 上班 in each. 放假通知表
public enum CalendarNotice {
  /// - Parameters:
  ///   - encoding: a line for each day, an optional heading included; further cells are remarks.
  ///   - dayOff: the word for a day off, as the table writes it.
  ///   - workingDay: the word for a working weekend.
  /// - Throws: `InputRefusal` naming `file`, or each cell as `row 3 date` or `row 3 kind`, counted from 1.
  public static func year(
    _ year: Int, source: String, table encoding: FileEncoding, dayOff: String, workingDay: String
  ) throws(InputRefusal) -> CalendarYear {
    var off: [CivilDate] = []
    var working: [CivilDate] = []
    var faults: [FieldFault] = []
    for (row, record) in try rows(of: encoding.text) {
      let cells = record.map { IdentifierText.normalised($0) }
      guard cells.contains(where: { !$0.isEmpty }) else { continue }
      guard let date = date(cells[0]) else {
        // The first line may be a heading, which has no number.
        if row > 1 || cells[0].contains(where: \.isNumber) {
          faults.append(FieldFault("row \(row) date", .format))
        }
        continue
      }
      switch cells.dropFirst().first {
      case dayOff?: off.append(date)
      case workingDay?: working.append(date)
      default: faults.append(FieldFault("row \(row) kind", .unknown))
      }
    }
    if encoding.isGuess, off.isEmpty { throw InputRefusal("file", .encoding) }
    guard faults.isEmpty else { throw InputRefusal(faults) }
    return try CalendarYear(
      year: year, daysOff: off, workingWeekends: working, source: source
    ).checked()
  }

  /// The cells of each record with its number. Spreadsheets part them by what the machine's language does, and
  /// people by full-width marks.
  private static func rows(of text: [UInt8]) throws(InputRefusal) -> [(Int, [String])] {
    // Tables are also typed by hand, and then the last line may have no end.
    var reader = CSVReader(text + [0x0A], separators: Set(",;\t".utf8))
    var rows: [(Int, [String])] = []
    do throws(CSVReader.Unclosed) {
      while let record = try reader.next() {
        let isWhole = record.count == 1
        rows.append(
          (
            reader.row,
            isWhole ? record[0].split { "\u{FF0C}\u{FF1B}".contains($0) }.map(String.init) : record
          ))
      }
    } catch {
      throw InputRefusal("file", .unclosed)
    }
    return rows
  }

  /// `2027-01-01`, `2027/1/1`, `2027.1.1` or `2027年1月1日`.
  private static func date(_ text: String) -> CivilDate? {
    let parts = text.split { !$0.isNumber }.map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      year > 999
    else {
      return nil
    }
    return CivilDate(year: year, month: month, day: day)
  }
}
