/// Reads a year's notice from the lines of a table: a date and 放假 or 上班 in each. 放假通知表
public enum CalendarNotice {
  /// - Parameters:
  ///   - rows: the cells of each line, an optional heading included; further cells are remarks.
  ///   - dayOff: the word for a day off, as the table writes it.
  ///   - workingDay: the word for a working weekend.
  /// - Throws: `InputRefusal` naming each cell as `row 3 date` or `row 3 kind`, counted from 1.
  public static func year(
    _ year: Int, source: String, rows: [[String]], dayOff: String, workingDay: String
  ) throws(InputRefusal) -> CalendarYear {
    var off: [CivilDate] = []
    var working: [CivilDate] = []
    var faults: [FieldFault] = []
    for (index, row) in rows.enumerated() {
      let cells = row.map { IdentifierText.normalised($0) }
      guard cells.contains(where: { !$0.isEmpty }) else { continue }
      guard let date = date(cells[0]) else {
        // The first line may be a heading.
        if index > 0 { faults.append(FieldFault("row \(index + 1) date", .format)) }
        continue
      }
      switch cells.dropFirst().first {
      case dayOff?: off.append(date)
      case workingDay?: working.append(date)
      default: faults.append(FieldFault("row \(index + 1) kind", .unknown))
      }
    }
    guard faults.isEmpty else { throw InputRefusal(faults) }
    return try CalendarYear(
      year: year, daysOff: off, workingWeekends: working, source: source
    ).checked()
  }

  /// `2027-01-01`, `2027/1/1`, `2027.1.1` or `2027年1月1日`.
  private static func date(_ text: String) -> CivilDate? {
    let parts = text.split { !$0.isNumber }.map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else {
      return nil
    }
    return CivilDate(year: year, month: month, day: day)
  }
}
