import Foundation
import HallLedger
import ServiceHall

extension Commands {
  /// `yizhan calendar import`
  public func importCalendar(
    _ folder: DataFolder, from path: String, year: Int, source: String
  ) async throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LedgerFault.missing(path)
    }
    let notice = try CalendarFile.read(
      [UInt8](data), year: year, source: source, words: ShippedCalendar.words(strings),
      decodeGB18030: { GB18030.decode($0) })
    try await withCounty(folder) { county, _ in
      let changed = try await county.saveCalendar(notice, by: .system)
      output(
        strings.text(
          "done.calendar-imported", ["year": String(year), "n": String(changed.count)]))
    }
  }
}
