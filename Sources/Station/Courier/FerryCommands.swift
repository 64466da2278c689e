import Courier
import CourierLink
import Foundation
import HallLedger
import Seal
import ServiceHall

extension Commands {
  /// `yizhan ferry export`
  public func exportFerry(_ folder: DataFolder, to path: String, halls: [String]) async throws {
    try await withFerries(folder, halls) { hall, ferry in
      var bar = ProgressBar(label: hall.name)
      defer { bar.finish() }
      let report = try await ferry.export(to: FerryFolder(path: path)) { bar.show($0, of: $1) }
      return strings.text(
        "done.ferry-exported",
        ["name": hall.name, "records": String(report.records), "files": String(report.files)])
    }
  }

  /// `yizhan ferry import`
  public func importFerry(_ folder: DataFolder, from path: String, halls: [String]) async throws {
    try await withFerries(folder, halls) { hall, ferry in
      var bar = ProgressBar(label: hall.name)
      defer { bar.finish() }
      let report = try await ferry.take(from: FerryFolder(path: path)) { bar.show($0, of: $1) }
      return strings.text(
        "done.ferry-imported",
        [
          "name": hall.name, "files": String(report.files), "records": String(report.records),
          "ignored": String(report.ignored),
        ])
    }
  }

  /// `yizhan receiver ferry`: takes in batches and writes acknowledgements and what goes down.
  public func ferryAtReceiver(
    _ folder: DataFolder, store: String?, _ path: String
  ) async throws {
    let opened = try await ReceiverFolder(folder: folder, store: store).open()
    defer { opened.close() }
    let early = folder.path + "/early"
    try FileManager.default.createDirectory(atPath: early, withIntermediateDirectories: true)
    let ferry = ReceiverFerry(
      desk: opened.desk, receiver: opened.receiver, blobs: opened.blobs,
      early: FerryFolder(path: early))
    let stick = FerryFolder(path: path)
    var bar = ProgressBar(label: path)
    let report: HallFerry.Report
    var down = 0
    do {
      report = try await ferry.take(from: stick) { bar.show($0, of: $1) }
      for hall in try await opened.desk.overview() { down += try await ferry.export(to: hall.hall, stick) }
    } catch let fault as FerryFault {
      bar.finish()
      throw StationFault.ferry(path, "\(fault)")
    }
    bar.finish()
    output(
      strings.text(
        "done.ferry-received",
        [
          "files": String(report.files), "ignored": String(report.ignored), "down": String(down),
        ]))
  }

  /// Runs `body` for the halls that have an upstream.
  private func withFerries(
    _ folder: DataFolder, _ codes: [String], _ body: (Hall, HallFerry) async throws -> String
  ) async throws {
    let settings = try await Settings.read(Settings.Flags([:]), in: folder)
    try await withCounty(folder) { county, shelf in
      for code in codes where Hall.ID(code).flatMap({ county.facts.halls[$0] }) == nil {
        throw StationFault.unknownHall(code)
      }
      for hall in county.facts.orderedHalls where codes.isEmpty || codes.contains(hall.id.rawValue) {
        guard let keys = try await folder.settledKeys(of: hall.id, on: shelf),
          let upstream = try await shelf.with(hall.id, { $0.facts.upstream })
        else { continue }
        let channel = try HallChannel(
          hall.id, on: shelf, witness: settings.channel.witness(of: hall.id, in: folder))
        try await channel.checkWitness()
        do {
          output(try await body(hall, HallFerry(channel: channel, upstream: upstream, keys: keys)))
        } catch let fault as FerryFault {
          throw StationFault.ferry(hall.name, "\(fault)")
        }
      }
    }
  }
}

extension WitnessKeeper {
  static func file(_ path: String) -> WitnessKeeper {
    let file = WitnessFile(path: path)
    return WitnessKeeper(read: { try file.read() }, replace: { try file.replace(with: $0) })
  }
}
