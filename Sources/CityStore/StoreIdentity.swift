import Courier
import ServiceHall

/// By what names a store goes until it is restored.
struct StoreIdentity: Equatable {
  let incarnation: String
  /// Of the streams down.
  let epoch: Epoch

  /// The database cluster's own number and its timeline, which grows by one whenever a server begins from a
  /// backup or a standby takes over. A cold copy that is put back has the same and is not noticed.
  private static func life(_ connection: Connection) throws -> String {
    let row = try connection.run(
      """
      SELECT system_identifier::text || '-' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
      FROM pg_control_system()
      """
    ).first
    guard let row else { throw StoreFault.damaged("pg_control_system") }
    return try row.text(0)
  }

  private static func read(_ connection: Connection) throws -> (StoreIdentity, life: String)? {
    guard let row = try connection.run("SELECT incarnation, epoch, life FROM store").first else {
      return nil
    }
    guard let epoch = Epoch(try row.text(1)) else { throw StoreFault.damaged("store") }
    return (StoreIdentity(incarnation: try row.text(0), epoch: epoch), try row.text(2))
  }

  /// The names under which this database goes: those that it has, or the fresh ones if it is new or was
  /// restored.
  static func settle(
    _ fresh: StoreIdentity, chain: Chain, _ connection: Connection
  ) throws -> StoreIdentity {
    let life = try life(connection)
    let former = try read(connection)
    if let former, former.life == life { return former.0 }
    try connection.run(
      """
      INSERT INTO store(id, incarnation, epoch, life) VALUES (1, $1, $2, $3)
      ON CONFLICT (id) DO UPDATE
      SET incarnation = excluded.incarnation, epoch = excluded.epoch, life = excluded.life
      """, .text(fresh.incarnation), .text(fresh.epoch.rawValue), .text(life))
    if former != nil { try DownlinkLane.renumber(fresh.epoch, chain: chain, connection) }
    return fresh
  }

  /// Whether a new connection leads to the database that was opened.
  ///
  /// - Throws: `StoreFault.restored` and `.newerDatabase`.
  func check(_ connection: Connection) throws {
    let last = try connection.run("SELECT coalesce(max(number), 0) FROM migration").first
    if let number = try last?.integer(0), number > Schema.migrations.count {
      throw StoreFault.newerDatabase(number)
    }
    guard let (identity, life) = try Self.read(connection), identity == self,
      try Self.life(connection) == life
    else { throw StoreFault.restored }
  }
}
