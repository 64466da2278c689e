internal import ServiceHall

extension AdminFerryPage {
  private struct Words: View {
    let connected: Connected?
  }

  private struct Connected: View {
    let waiting: String
    let hasWaiting: Bool
    let place: String
    /// A class of the style sheet.
    let tone: String
    let canGo: Bool
    let last: String?
    let fault: String?
    let brought: Brought?
  }

  private struct Brought: View {
    let text: String
    let tone: String
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      connected: waiting.map { waiting in
        Connected(
          waiting: strings.records(waiting), hasWaiting: waiting > 0,
          place: strings.text("ferry-page.places.\(place)"), tone: tone,
          canGo: ferry.place == .present && !ferry.isWorking,
          last: ferry.last.flatMap { trip in
            lastAt.map {
              strings.text("ferry-page.last-trip", figures(trip, ["time": $0])) + rest(trip, strings)
            }
          }, fault: ferry.fault.map { strings.text("ferry-page.faults.\($0.rawValue)") },
          brought: brought.map { trip in
            Brought(
              text: trip.taken == 0
                ? strings.text("ferry-page.brought-nothing", figures(trip))
                : strings.text("ferry-page.brought", figures(trip)) + rest(trip, strings),
              tone: trip.ignored > 0 || trip.taken == 0 ? "attention" : "done")
          })
      }
    ).content
  }

  private func rest(_ trip: FerryTrip, _ strings: Strings) -> String {
    trip.ignored > 0 ? strings.text("ferry-page.ignored", figures(trip)) : ""
  }

  private func figures(_ trip: FerryTrip, _ more: [String: String] = [:]) -> [String: String] {
    more.merging(
      [
        "written": String(trip.written), "taken": String(trip.taken),
        "ignored": String(trip.ignored),
      ]) { first, _ in first }
  }

  private var place: String { ferry.isWorking ? "working" : ferry.place.rawValue }

  private var tone: String {
    if ferry.fault != nil || ferry.isWorking { return "attention" }
    return ferry.place == .present ? "done" : "empty"
  }
}
