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

  public init(url: String, code: String, profile: String, syntheticCases: Int) {
    self.url = url
    self.code = code
    self.profile = profile
    self.syntheticCases = syntheticCases
  }

  func prepare(
    _ folder: DataFolder, _ settings: Settings, _ county: Ledger<County>, _ shelf: HallShelf
  ) async throws {
    guard let id = Hall.ID(Self.hall), let hall = county.facts.halls[id],
      try await shelf.with(id, { $0.facts.upstream == nil })
    else { return }
    let office = EnrolmentOffice(url: url, profile: profile, settings: settings.channel)
    try await office.enrol(
      hall, code: code, key: try folder.channelKey(of: id).readOrMake(), on: shelf)
    let words = EmbeddedFiles.all()["strings/synthetic.json"] ?? []
    var cases = SyntheticCases(
      seed: 1, hall: id, division: hall.division,
      mark: try await shelf.with(id) { try await $0.epochMark() },
      start: Surroundings.clock.now() + .hours(-24 * 30),
      words: try SyntheticWords(json: String(decoding: words, as: UTF8.self)))
    var made = 0
    while made < syntheticCases {
      var entries: [SyntheticCases.Entry] = []
      for _ in 0..<min(Self.group, syntheticCases - made) { entries += try cases.next() }
      made += min(Self.group, syntheticCases - made)
      let group = entries
      try await shelf.with(id) { try await $0.reportSynthetic(group) }
    }
  }
}
