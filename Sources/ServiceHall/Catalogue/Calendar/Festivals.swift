/// The days that are off by law, whatever the year's notice adds. 法定节假日
///
/// Source: 全国年节及纪念日放假办法 (2024), Art. 2, in force since 2025-01-01: thirteen days.
enum Festivals {
  /// 春节, 端午 and 中秋 of a year as month and day; lunar calendar of GB/T 33661.
  private static let lunar: [Int: [(Int, Int)]] = [
    2025: [(1, 29), (5, 31), (10, 6)], 2026: [(2, 17), (6, 19), (9, 25)],
    2027: [(2, 6), (6, 9), (9, 15)], 2028: [(1, 26), (5, 28), (10, 3)],
    2029: [(2, 13), (6, 16), (9, 22)], 2030: [(2, 3), (6, 5), (9, 12)],
    2031: [(1, 23), (6, 24), (10, 1)], 2032: [(2, 11), (6, 12), (9, 19)],
    2033: [(1, 31), (6, 1), (9, 8)], 2034: [(2, 19), (6, 20), (9, 27)],
    2035: [(2, 8), (6, 10), (9, 16)], 2036: [(1, 28), (5, 30), (10, 4)],
    2037: [(2, 15), (6, 18), (9, 24)], 2038: [(2, 4), (6, 7), (9, 13)],
    2039: [(1, 24), (5, 27), (10, 2)], 2040: [(2, 12), (6, 14), (9, 20)],
    2041: [(2, 1), (6, 3), (9, 10)], 2042: [(1, 22), (6, 22), (9, 28)],
    2043: [(2, 10), (6, 11), (9, 17)], 2044: [(1, 30), (5, 31), (10, 5)],
    2045: [(2, 17), (6, 19), (9, 25)], 2046: [(2, 6), (6, 8), (9, 15)],
    2047: [(1, 26), (5, 29), (10, 4)], 2048: [(2, 14), (6, 15), (9, 22)],
    2049: [(2, 2), (6, 4), (9, 11)], 2050: [(1, 23), (6, 23), (9, 30)],
  ]

  /// - Returns: nil for a year of which the lunar festivals are not known here, or to which another rule
  ///   applied.
  static func all(in year: Int) -> [CivilDate]? {
    guard let moon = lunar[year] else { return nil }
    func day(_ month: Int, _ day: Int) -> CivilDate? { CivilDate(year: year, month: month, day: day) }
    guard let spring = day(moon[0].0, moon[0].1) else { return nil }
    let fixed = [
      day(1, 1), day(4, clearBrightness(year)), day(5, 1), day(5, 2), day(moon[1].0, moon[1].1),
      day(moon[2].0, moon[2].1), day(10, 1), day(10, 2), day(10, 3),
    ]
    // 除夕 and the first three days of the year.
    return fixed.compactMap { $0 } + (-1...2).map { spring.adding(days: $0) }
  }

  /// The day in April of 清明, by the usual approximation for this century.
  private static func clearBrightness(_ year: Int) -> Int {
    let inCentury = year - 2000
    return (inCentury * 2422 + 48_100) / 10_000 - inCentury / 4
  }
}
