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
        receiverKeys: upstream.keys, incarnation: welcome.inc)
      var bar = ProgressBar(label: hall.name)
      defer { bar.finish() }
      let whole = streams.reduce(0) { $0 + $1.hw }
      var done = 0
      for (number, stream) in streams.enumerated() {
        guard let epoch = Epoch(stream.epoch) else { continue }
        let name = StreamID(hall: id, epoch: epoch, lane: .normal)
        try await reader.read(name, through: stream.hw) { lines in
          try image.take(lines, stream: number)
          done += lines.count
          bar.show(done, of: whole)
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

/// Reads streams back from a receiver.
struct StreamReader {
  let link: any UpstreamLink
  let key: SigningKey
  let receiverKeys: [PublicKey]
  let incarnation: String

  /// Gives each batch's lines, once its signature and its place in the chain hold.
  func read(
    _ stream: StreamID, through last: Int, _ body: ([[UInt8]]) throws -> Void
  ) async throws {
    var held: Held?
    while (held?.highWater ?? 0) < last {
      let after = held?.highWater ?? 0
      let path = "/channel/v1/streams/\(stream)?after=\(after)"
      let proof = SignedRequest.value(for: path, incarnation: incarnation, by: key)
      guard
        let reply = try? await link.get(path, headers: [SignedRequest.field: proof]),
        reply.status == 200, let (batch, _) = try? Batch.read(reply.body[...]),
        batch.header.stream == stream, batch.isSigned(by: receiverKeys),
        batch.header.from == after + 1, !batch.header.isHello,
        batch.header.prev == held?.chain ?? batch.header.chain.start(of: stream),
        let lines = try? batch.lines(.zlib),
        batch.header.chain.head(after: batch.header.prev, lines: lines) == batch.header.head
      else { throw StationFault.streamUnreadable("\(stream)") }
      try body(lines)
      held = Held(highWater: batch.header.to, chain: batch.header.head)
    }
  }
}
