import Foundation
import HallLedger
import ServiceHall
import TicketPrinting

/// What the command line asks for; each call is one command.
public struct Commands: Sendable {
  public let strings: StationStrings
  let output: @Sendable (String) -> Void

  public init(strings: StationStrings) {
    // Unbuffered: what is piped into a file is there when somebody waits for it.
    self.init(strings: strings) { FileHandle.standardOutput.write(Data("\($0)\n".utf8)) }
  }

  init(strings: StationStrings, output: @escaping @Sendable (String) -> Void) {
    self.strings = strings
    self.output = output
  }

  /// `yizhan serve`
  public func serve(_ folder: DataFolder, _ flags: Settings.Flags) async throws {
    let settings = try await Settings.read(flags, in: folder)
    let signals = await StopSignals()
    let station = try await Station.start(folder, settings)
    await run(station, until: signals)
  }

  /// `yizhan demo`
  ///
  /// - Parameters:
  ///   - readyFile: written when the first request can be answered.
  ///   - trial: enrols the demo's first hall with a receiver.
  public func demo(
    _ folder: DataFolder, _ flags: Settings.Flags, readyFile: String?, trial: ChannelTrial? = nil
  ) async throws {
    let settings = try await Settings.read(flags, in: folder)
    let lock = try folder.lock()
    try folder.makeFolders()
    let county =
      folder.hasCounty
      ? try Ledger<County>.open(folder: folder.county, surroundings: Surroundings.ledger)
      : try await Ledger<County>.create(
        County(name: strings.text("demo.county")), folder: folder.county,
        surroundings: Surroundings.ledger)
    let shelf = HallShelf(
      folder: folder.halls, county: county.facts.county, surroundings: Surroundings.ledger)
    var ready = try await DemoCounty(folder: folder, strings: strings).prepare(county, shelf)
    try await trial?.prepare(folder, settings, county, shelf)
    await shelf.close()
    // Before the ready file says that the server may be stopped.
    let signals = await StopSignals()
    let station = try await Station.start(folder, settings, county: county, lock: lock)
    ready.url = station.url
    if let readyFile {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try encoder.encode(ready).write(to: URL(fileURLWithPath: readyFile), options: .atomic)
      // It holds passwords and tokens.
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: readyFile)
    }
    output(
      strings.text(
        "done.demo-accounts",
        [
          "password": ready.accounts.first?.password ?? "",
          "accounts": ready.accounts.prefix(8).map(\.account).joined(separator: " "),
        ]))
    let feed = Task { try await trial?.feed(station.shelf, county) }
    await run(station, until: signals)
    feed.cancel()
  }

  /// What this machine lacks, so that something works less well than it could.
  func warnings(hasGBK: Bool = PrinterText.hasGBK) -> [String] {
    hasGBK ? [] : [strings.text("warnings.no-gbk")]
  }

  private func run(_ station: Station, until signals: StopSignals) async {
    output(strings.text("done.listening", ["url": station.url]))
    for warning in warnings() { output(warning) }
    await station.run(until: signals) { output(strings.text("done.stopping")) }
  }
}
