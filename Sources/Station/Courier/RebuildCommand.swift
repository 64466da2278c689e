import Courier
import Foundation
import HallLedger
import Seal
import ServiceHall

extension Commands {
  /// `yizhan upstream rebuild`: a machine that replaces another makes a hall's ledger again from what the
  /// receiver holds.
  ///
  /// The hall has been added and has done nothing yet.
  public func rebuildHall(
    _ folder: DataFolder, _ flags: Settings.Flags, url: String, code: String, hall: String,
    suite: ChannelSuite
  ) async throws {
    let settings = try await Settings.read(flags, in: folder)
    try await withCounty(folder) { county, shelf in
      guard let id = Hall.ID(hall), let hall = county.facts.halls[id] else {
        throw StationFault.unknownHall(hall)
      }
      guard try await shelf.with(id, { $0.position == 0 }) else {
        throw StationFault.hallInUse(hall.name)
      }
      let office = EnrolmentOffice(url: url, profile: Profile.own, settings: settings.channel)
      let keys = ChannelKeys.make(suite)
      let (welcome, upstream) = try await office.ask(hall, code: code, keys: keys)
      let streams = (welcome.streams ?? []).filter { $0.lane == Lane.normal.rawValue }
      guard !streams.isEmpty else { throw StationFault.nothingHeld(hall.name) }
      let image = try LedgerImage(
        of: id, on: shelf, county: county.facts.county, surroundings: Surroundings.ledger)
      let reader = StreamReader(
        link: HTTPUpstream(url, pin: upstream.pin, settings.channel), key: keys.signing,
        receiverKeys: upstream.keys, incarnation: welcome.inc, packer: .zlib)
      var bar = ProgressBar(label: hall.name)
      defer { bar.finish() }
      let whole = streams.reduce(0) { $0 + $1.hw }
      var done = 0
      for (number, stream) in streams.enumerated() {
        guard let epoch = Epoch(stream.epoch) else { continue }
        let name = StreamID(hall: id, epoch: epoch, lane: .normal)
        do {
          try await reader.read(name, through: stream.hw) { lines, _ in
            try image.take(lines, stream: number)
            done += lines.count
            bar.show(done, of: whole)
          }
        } catch is StreamFault {
          throw StationFault.streamUnreadable("\(name)")
        }
      }
      // The empty ledger gives way; nothing of it was ever used.
      await shelf.closeIdle(for: .zero)
      let last = try await image.restore()
      try folder.channelKeys(of: id).write(keys)
      try await office.confirm(upstream, on: shelf)
      output(
        strings.text("done.rebuilt", ["name": hall.name, "rows": String(last + 1)]))
    }
  }
}
