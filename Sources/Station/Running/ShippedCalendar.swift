import HallLedger
import Pages
import ServiceHall

/// The notices that come with the program, `Templates/calendar`.
enum ShippedCalendar {
  /// Loads the years that the county does not have; what an administrator loaded stays.
  static func load(into county: Ledger<County>, _ strings: StationStrings) async throws {
    for (path, bytes) in EmbeddedFiles.all().sorted(by: { $0.key < $1.key }) {
      guard path.hasPrefix("calendar/"), let year = Int(path.dropFirst(9).prefix(4)),
        county.facts.calendar.years[year] == nil
      else { continue }
      _ = try await county.saveCalendar(
        CalendarFile.read(bytes, year: year, source: "", words: words(strings)), by: .system)
    }
  }

  static func words(_ strings: StationStrings) -> CalendarFile.Words {
    CalendarFile.Words(
      dayOff: strings.site.text("calendar.off"), workingDay: strings.site.text("calendar.work"))
  }
}
