import HallLedger
import Pages
import Seal
import ServiceHall

/// The channel tried out with the demo county: its first township is enrolled once, and may report cases that
/// never were.
public struct ChannelTrial: Sendable {
  static let hall = "chengguan"
  /// Cases in one transaction.
  static let group = 100

  let url: String
  let code: String
  let profile: String
  let syntheticCases: Int
  /// Bytes of a file beside one more case; nil for none.
  let attachment: Int?
  /// Between one case and the next while the demo is served; nil for none.
  let pace: Duration?

  public init(
    url: String, code: String, profile: String, syntheticCases: Int, attachment: Int?, pace: Duration?
  ) {
    self.url = url
    self.code = code
    self.profile = profile
    self.syntheticCases = syntheticCases
    self.attachment = attachment
    self.pace = pace
  }

  func prepare(
    _ folder: DataFolder, _ settings: Settings, _ county: Ledger<County>, _ shelf: HallShelf
  ) async throws {
    guard let id = Hall.ID(Self.hall), let hall = county.facts.halls[id],
      try await shelf.with(id, { $0.facts.upstream == nil })
    else { return }
    let office = EnrolmentOffice(url: url, profile: profile, settings: settings.channel)
    try await office.enrol(hall, code: code, folder.channelKeys(of: id), nil, on: shelf)
    let mark = try await shelf.with(id) { try await $0.epochMark() }
    var cases = try Self.cases(of: hall, seed: 1, mark: mark, hoursAgo: 24 * 30)
    var made = 0
    while made < syntheticCases {
      var entries: [SyntheticCases.Entry] = []
      for _ in 0..<min(Self.group, syntheticCases - made) { entries += try cases.next() }
      made += min(Self.group, syntheticCases - made)
      let group = entries
      try await shelf.with(id) { try await $0.reportSynthetic(group) }
    }
    if let attachment { try await report(try cases.next(), with: attachment, to: id, on: shelf) }
  }

  /// Reports a case with a file of that many bytes beside its first material.
  private func report(
    _ entries: [SyntheticCases.Entry], with size: Int, to id: Hall.ID, on shelf: HallShelf
  ) async throws {
    let manifest = try await shelf.with(id) {
      try await $0.keepAttachment(Self.file(size), media: "text/plain")
    }
    var entries = entries
    for (place, entry) in entries.enumerated() {
      guard let carrying = entry.carrying(manifest, named: "synthetic.txt") else { continue }
      entries[place] = carrying
      break
    }
    let carrying = entries
    try await shelf.with(id) { try await $0.reportSynthetic(carrying) }
  }

  /// Numbered lines that mean nothing, cut at the size.
  static func file(_ size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 64)
    var number = 0
    while bytes.count < size {
      number += 1
      bytes += "synthetic attachment, line \(number)\n".utf8
    }
    return Array(bytes.prefix(size))
  }

  /// Reports one case after another until cancelled, as a hall at work would.
  func feed(_ shelf: HallShelf, _ county: Ledger<County>) async throws {
    guard let pace, let id = Hall.ID(Self.hall), let hall = county.facts.halls[id] else { return }
    // Other days' numbers than those of the beginning.
    let mark = try await shelf.with(id) { try await $0.epochMark() }
    var cases = try Self.cases(
      of: hall, seed: UInt64(Surroundings.clock.now().milliseconds), mark: mark, hoursAgo: 24 * 365)
    while (try? await Task.sleep(for: pace)) != nil {
      let entries = try cases.next()
      try await shelf.with(id) { try await $0.reportSynthetic(entries) }
    }
  }

  private static func cases(
    of hall: Hall, seed: UInt64, mark: EpochMark, hoursAgo: Int
  ) throws -> SyntheticCases {
    let words = EmbeddedFiles.all()["strings/synthetic.json"] ?? []
    return SyntheticCases(
      seed: seed, hall: hall.id, division: hall.division, mark: mark,
      start: Surroundings.clock.now() + .hours(-hoursAgo),
      words: try SyntheticWords(json: String(decoding: words, as: UTF8.self)))
  }
}
