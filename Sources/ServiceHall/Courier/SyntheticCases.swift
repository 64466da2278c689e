/// Histories of cases that never were, for tests and for showing the channel at work.
///
/// Everything is drawn from the seed: the same seed, words and start make the same records. Numbers of persons have
/// the division 119999, which does not exist; telephone numbers begin with 100.
///
/// Invariants, cited by number in `SyntheticCasesTests`:
/// 1. The records of a case come in the order of `Record.Kind`; a correction comes last.
/// 2. Versions of an entity begin at 1 and grow by one.
/// 3. A row's identifier is its own, and that of its correction.
public struct SyntheticCases: Sendable {
  public struct Entry: Sendable, Equatable {
    public let record: Record
    public let stamp: RowStamp

    public init(record: Record, stamp: RowStamp) {
      self.record = record
      self.stamp = stamp
    }

    /// The entry with a file beside it; nil for a record that names none.
    public func carrying(_ manifest: BlobManifest, named name: String) -> Entry? {
      guard case .material(var material) = record.payload else { return nil }
      material.attachment = name
      material.manifests = [manifest]
      let record = Record(
        hall: record.hall, division: record.division, payload: .material(material))
      return Entry(record: record, stamp: stamp)
    }
  }

  /// Between one case and the next.
  static let spacing: Duration = .minutes(7)

  private let hall: Hall.ID
  private let division: DivisionCode
  private let mark: EpochMark
  private let words: SyntheticWords
  private let offset: UTCOffset
  private var random: SyntheticGenerator
  private var start: Moment
  private var day: CivilDate
  private var serial = 0

  /// - Parameters:
  ///   - mark: of the ledger's epoch; stands in every case number.
  ///   - start: when the first case is accepted.
  public init(
    seed: UInt64, hall: Hall.ID, division: DivisionCode, mark: EpochMark, start: Moment,
    words: SyntheticWords, offset: UTCOffset = .beijing
  ) {
    self.hall = hall
    self.division = division
    self.mark = mark
    self.words = words
    self.offset = offset
    self.start = start
    random = SyntheticGenerator(seed: seed)
    day = offset.date(of: start)
  }

  /// The records of the next case.
  ///
  /// - Throws: when a day's numbers are used up.
  public mutating func next() throws(IdentifierFault) -> [Entry] {
    let today = offset.date(of: start)
    serial = today == day ? serial + 1 : 1
    day = today
    let number = try CaseNumber(division: division, day: day, mark: mark, serial: serial)
    var history = History(
      number: number, at: start, words: words, random: random, offset: offset)
    let payloads = try history.run()
    random = history.random
    let batch = random.hexadecimal(32)
    var entries = payloads.enumerated().map { index, made in
      entry(made.payload, index + 1, .insert, random.hexadecimal(32), batch, made.at)
    }
    // Now and then a clerk corrects what was taken in.
    if random.oneIn(20), let first = entries.first, let last = entries.last,
      case .accept(var acceptance) = first.record.payload
    {
      acceptance.summary = words.returnOpinion
      entries.append(
        entry(
          .accept(acceptance), entries.count + 1, .update, first.stamp.rowGUID, batch,
          last.stamp.writtenAt + .minutes(10)))
    }
    start = start + Self.spacing
    return entries
  }

  private func entry(
    _ payload: Record.Payload, _ version: Int, _ operation: Record.Operation, _ rowGUID: String,
    _ batch: String, _ at: Moment
  ) -> Entry {
    Entry(
      record: Record(hall: hall, division: division, payload: payload),
      stamp: RowStamp(
        rowGUID: rowGUID, version: version, operation: operation, batch: batch, writtenAt: at))
  }
}

/// SplitMix64: small, and the same on every machine.
struct SyntheticGenerator: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % max(bound, 1) }
  mutating func oneIn(_ times: Int) -> Bool { below(times) == 0 }

  /// One of a list that is not empty; `SyntheticWords` sees to it.
  mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  mutating func hexadecimal(_ count: Int) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: (0..<count).map { _ in digits[below(16)] }, as: UTF8.self)
  }
}
