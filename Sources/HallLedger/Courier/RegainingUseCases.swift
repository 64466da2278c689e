public import Courier
import Foundation
import GRDB
public import ServiceHall

/// What came back from the receiver after the hall had lost it. 找回
public struct Regained: Sendable, Equatable {
  public let count: Int
  /// When the earliest and the latest of the rows were written.
  public let from: Moment
  public let to: Moment
  /// How many there are of each kind of event, the most frequent first.
  public let kinds: [(kind: String, count: Int)]

  public static func == (left: Regained, right: Regained) -> Bool {
    left.count == right.count && left.from == right.from && left.to == right.to
      && left.kinds.elementsEqual(right.kinds, by: ==)
  }
}

extension Ledger where Scope == Hall {
  /// Nil when nothing ever had to be taken back.
  public func regained() async throws -> Regained? {
    try await read { try Self.regained(in: $0) }
  }

  private static func regained(in database: Database) throws -> Regained? {
    let whole = try database.first("SELECT count(*), min(at), max(at) FROM regained") { row in
      (count: row[0] as Int, from: row[1] as Int64?, to: row[2] as Int64?)
    }
    guard let whole, let from = whole.from, let to = whole.to else { return nil }
    let kinds = try database.all(
      "SELECT kind, count(*) FROM regained GROUP BY kind ORDER BY count(*) DESC, kind"
    ) { row -> (kind: String, count: Int) in (row[0], row[1]) }
    return Regained(
      count: whole.count, from: Moment(milliseconds: from), to: Moment(milliseconds: to),
      kinds: kinds)
  }

  /// Rows that came back, in their old order.
  ///
  /// - Parameter seq: of the journal's row by which the last one on the page before came.
  public func regainedRows(after seq: Int64, limit: Int) async throws -> [(seq: Int64, row: RegainedRow)] {
    try await read { database in
      try database.rows(
        """
        SELECT journal.seq, journal.body FROM regained JOIN journal USING (seq)
        WHERE regained.seq > ? ORDER BY regained.seq LIMIT ?
        """, [seq, limit]
      ).map { ($0["seq"], try CanonicalJSON.value(RegainedRow.self, from: $0["body"])) }
    }
  }

  /// Whether streams of this hall were closed, and its receiver holds the journal.
  func mayHaveLost() async throws -> Bool {
    guard facts.upstream?.profile == Profile.own else { return false }
    return try await read {
      try $0.integer("SELECT 1 FROM outbox_lane WHERE is_open = 0 LIMIT 1") != nil
    }
  }

  /// Streams of other epochs with how far each is known; of its own ones, as far as they are in custody.
  func formerStreams(_ held: [Enrolment.HeldStream]?) async throws -> [FormerStream] {
    try await record(by: .system) { draft in
      let database = draft.database
      guard let upstream = try draft.facts().upstream, let chain = Chain(suite: upstream.suite) else {
        return []
      }
      let open = try EpochTable.open(in: database)
      try draft.avoidMarks(of: (held ?? []).map(\.epoch))
      let told =
        try held?.map { (epoch: $0.epoch, lane: $0.lane, last: Optional($0.hw)) }
        ?? database.all("SELECT epoch, lane FROM outbox_lane WHERE is_open = 0 ORDER BY id") { row in
          (epoch: row[0], lane: row[1], last: nil)
        }
      return try told.compactMap { stream in
        guard stream.lane == Lane.normal.rawValue, stream.epoch != open, let epoch = Epoch(stream.epoch)
        else { return nil }
        let known = try RegainingTable.known(epoch, of: upstream.hall, chain, in: database)
        if let last = stream.last, last <= known?.highWater ?? 0 { return nil }
        return FormerStream(
          stream: StreamID(hall: upstream.hall, epoch: epoch, lane: .normal), known: known,
          last: stream.last)
      }
    }
  }

  /// Takes back the rows that the journal has not; a row that had itself come back is taken for what it was.
  func takeBack(
    _ lines: [[UInt8]], of stream: StreamID, through held: Held
  ) async throws -> Int {
    try await record(by: .system) { draft in
      let database = draft.database
      var count = 0
      for line in lines {
        guard let record = RecordLine(bytes: line), record.entity == "journal",
          let row = try RegainedRow(record.json), try !RegainingTable.has(row, in: database)
        else { continue }
        try draft.append(.courier(.regained(row)))
        count += 1
      }
      draft.willWrite()
      try RegainingTable.save(held, of: stream.epoch, in: database)
      return count
    }
  }
}

extension Draft where Scope == Hall {
  /// Begins another epoch when one that only the receiver knew of bears the same mark (C14).
  fileprivate func avoidMarks(of epochs: [String]) throws {
    let known = try EpochTable.known(in: database)
    let others = epochs.filter { !known.contains($0) }
    let mark = try EpochTable.mark(in: database)
    guard others.contains(where: { EpochMark(epoch: $0) == mark }) else { return }
    try continueUnderNewEpoch(avoiding: others)
  }
}

extension RegainedRow {
  fileprivate init?(_ record: String) throws {
    let (entry, link) = try JournalEntry.read(record)
    if case .courier(.regained(let inner)) = try? HallEvent(
      kind: entry.kind, subject: entry.subject, body: entry.body)
    {
      self = inner
      return
    }
    self.init(
      seq: entry.seq, at: entry.at.milliseconds, actor: entry.actor, device: entry.device,
      kind: entry.kind, subject: entry.subject, body: entry.body,
      chain: link.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
  }
}

/// How far streams of other epochs were read.
enum RegainingTable {
  /// What was read; of the hall's own stream, what the receiver has in custody: up to there both are one.
  static func known(
    _ epoch: Epoch, of hall: Hall.ID, _ chain: Chain, in database: Database
  ) throws -> Held? {
    let read = try database.first(
      "SELECT high_water, chain FROM regaining WHERE epoch = ? AND high_water > 0", [epoch.rawValue]
    ) { row -> Held in
      let link: Data = row[1]
      return Held(highWater: row[0], chain: [UInt8](link))
    }
    if let read { return read }
    guard let lane = try OutboxLane.named(epoch, .normal, in: database), lane.acknowledged > 0,
      let own = try lane.chain(at: lane.acknowledged, of: hall, chain, in: database)
    else { return nil }
    return Held(highWater: lane.acknowledged, chain: own)
  }

  static func save(_ held: Held, of epoch: Epoch, in database: Database) throws {
    try database.run(
      "INSERT OR REPLACE INTO regaining(epoch, high_water, chain) VALUES (?, ?, ?)",
      [epoch.rawValue, held.highWater, Data(held.chain)])
  }

  /// Whether a row is the journal's own, or came back before.
  static func has(_ row: RegainedRow, in database: Database) throws -> Bool {
    let own = try database.first("SELECT hex(chain) FROM journal WHERE seq = ?", [row.seq]) {
      $0[0] as String
    }
    if let own, own.lowercased() == row.chain { return true }
    return try RegainedTable.holds(row.chain, in: database)
  }
}

extension HallChannel: Regaining {
  public func mayHaveLost() async throws -> Bool {
    try await shelf.with(hall) { try await $0.mayHaveLost() }
  }

  public func formerStreams(_ held: [Enrolment.HeldStream]?) async throws -> [FormerStream] {
    try await shelf.with(hall) { try await $0.formerStreams(held) }
  }

  public func takeBack(
    _ lines: [[UInt8]], of stream: StreamID, through held: Held
  ) async throws -> Int {
    try await shelf.with(hall) { try await $0.takeBack(lines, of: stream, through: held) }
  }
}
