internal import ServiceHall

extension AdminLockersPage {
  private struct ContentView: View {
    let claim: String
    let titles: String
    let holder: String
    let cell: String
    let since: String
    let state: String
    /// A class of the style sheet.
    let tone: String
    let clears: Bool
    let clearAsk: String
    let name: String
  }

  private struct LockerView: View {
    let name: String
    let contents: [ContentView]
    let free: String
  }

  private struct ReleaseView: View {
    let receipt: String
    let text: String
  }

  private struct Words: View {
    let hasLockers: Bool
    let lockers: [LockerView]
    let releases: [ReleaseView]
    let waiting: [ContentView]
    let cells: [OptionView]
    let hasCells: Bool
    let fault: String?
  }

  public func content(_ strings: Strings) -> PageContent {
    let cells = lockers.flatMap { locker in
      locker.free.map { cell in
        OptionView(
          "\(locker.device) \(cell)",
          strings.text("lockers-page.cell-of", ["name": locker.name, "n": String(cell)]))
      }
    }
    return Words(
      hasLockers: !lockers.isEmpty,
      lockers: lockers.map { locker in
        LockerView(
          name: locker.name, contents: locker.contents.map { view($0, strings) },
          free: locker.free.isEmpty
            ? strings.text("lockers-page.full")
            : strings.text(
              "lockers-page.free", ["cells": strings.list(locker.free.map(String.init))]))
      },
      releases: releases.map { release in
        ReleaseView(
          receipt: release.receipt,
          text: strings.text(
            "lockers-page.release",
            [
              "name": release.place, "n": String(release.cell), "time": release.at,
              "receipt": release.receipt,
            ]))
      },
      waiting: waiting.map { view($0, strings) }, cells: cells, hasCells: !cells.isEmpty,
      fault: frame.fault("cell", strings)
    ).content
  }

  private func view(_ content: Content, _ strings: Strings) -> ContentView {
    let titles = strings.list(content.titles)
    let cell = strings.text("lockers-page.cell", ["n": String(content.cell)])
    return ContentView(
      claim: content.claim, titles: titles, holder: content.holder, cell: cell,
      since: content.since, state: strings.text("lockers-page.states.\(content.state.rawValue)"),
      tone: content.state == .waiting ? "open" : "paused", clears: content.state != .released,
      clearAsk: strings.text("lockers-page.clear-ask", ["cell": cell, "titles": titles]),
      name: strings.text("lockers-page.choose-cell", ["titles": titles]))
  }
}
