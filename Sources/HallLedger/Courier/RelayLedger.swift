import Courier
import Foundation
import GRDB
public import ServiceHall

/// The file of what a machine passes on for one hall that reports to it. 接转
///
/// It has the tables of a hall's outbox and no journal: all that happens in it follows from the streams that
/// came, and can be made again from them.
public final class RelayLedger: Sendable {
  public let hall: Hall.ID
  private let file: StoreFile
  let clock: HallClock

  /// Opens the file, or makes it.
  ///
  /// - Throws: `LedgerFault`.
  public init(_ hall: Hall.ID, path: String, clock: HallClock) throws {
    self.hall = hall
    self.clock = clock
    file = try StoreFile(
      path,
      migrations: [
        CourierSchema.migration, OutboxBlob.migration, CourierSchema.rows, RelaySchema.migration,
      ])
  }

  public func close() { file.close() }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value { try await file.write(body) }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value { try await file.read(body) }

  /// Begins to pass on; a second enrolment changes address and keys and goes on where the first one stood.
  public func enrol(_ upstream: Upstream) async throws {
    let now = clock.now()
    try await write { database in
      let open = try OutboxLane.open(.normal, in: database)
      let name = open?.epoch.rawValue ?? Ledger<Hall>.mintEpoch()
      guard let epoch = Epoch(name) else { throw LedgerFault.damaged(name) }
      let upstream = upstream.under(epoch: name)
      try database.run(
        "INSERT OR REPLACE INTO upstream(id, body) VALUES (1, ?)",
        [try CanonicalJSON.text(upstream)])
      try OutboxWriter(upstream, database).renew(epoch, at: now)
    }
  }

  /// Nil before the enrolment.
  public func upstream() async throws -> Upstream? {
    try await read { try CourierProjection.upstream(in: $0) }
  }

  /// How passing on stands; nil before the enrolment.
  public func state() async throws -> RelayState? {
    try await read { database in
      guard let reader = try OutboxReader(database) else { return nil }
      let heard: Int64? = try database.row("SELECT heard_at FROM receiver_state")?["heard_at"]
      return RelayState(
        url: reader.upstream.url,
        taken: Int(try database.integer("SELECT coalesce(sum(seq), 0) FROM relayed_stream") ?? 0),
        waiting: try reader.lanes().reduce(0) { $0 + $1.waiting },
        parked: Int(try database.integer("SELECT count(*) FROM outbox_parked") ?? 0),
        heardAt: heard.map { Moment(milliseconds: $0) })
    }
  }
}

/// How passing on one hall's records stands, for the people of the machine.
public struct RelayState: Sendable, Equatable {
  public let url: String
  /// Records that were read of what came.
  public let taken: Int
  /// Records that were taken over and that the upstream has not acknowledged.
  public let waiting: Int
  /// Records that cannot be written as the upstream wants them.
  public let parked: Int
  /// When the upstream was last heard.
  public let heardAt: Moment?

  public init(url: String, taken: Int, waiting: Int, parked: Int, heardAt: Moment?) {
    self.url = url
    self.taken = taken
    self.waiting = waiting
    self.parked = parked
    self.heardAt = heardAt
  }
}
