public import Courier
public import ServiceHall

/// The receiving end's store in PostgreSQL 15 or later, for a city with many halls. 接收端
///
/// Invariants, cited by number in `PostgresStoreTests` and by the trials that every store passes; those of
/// the channel that are kept here in brackets:
/// 1. A stream is an unbroken run from 1, each row chained to the one before (C3).
/// 2. A message makes one item of work, by whatever stream and however often it comes (C2).
/// 3. What is answered is on disk (C4); what cannot be written changes nothing (C10).
/// 4. A batch that contradicts what is held is kept (C5).
/// 5. Whoever writes to a stream holds the lock of its row; whoever writes items of work of a hall holds the
///    lock of that hall's work. They are always taken in this order.
/// 6. A connection that ends fails the call that used it and no other; the next call connects again.
public final class PostgresStore: ReceiverDesk, Sendable {
  public struct Settings: Sendable {
    /// `host=/run/postgresql dbname=city user=yizhan`, or a URL; a password better stands in its own file.
    ///
    /// Prepared statements and locks belong to a session: a pooler between must work by session.
    public var address: String
    public var connections: Int
    /// How many calls may wait for a connection; more are refused, and their senders try again.
    public var waiting: Int

    public init(address: String, connections: Int = 8, waiting: Int = 256) {
      self.address = address
      self.connections = connections
      self.waiting = waiting
    }
  }

  private let workers: Workers
  let clock: HallClock
  let identity: StoreIdentity

  /// Connects, brings the tables up to date and finds out whether the database was restored.
  ///
  /// A restored one gets another incarnation and epoch, and what goes down is numbered anew under these.
  ///
  /// - Parameters:
  ///   - chain: of what goes down.
  ///   - mint: that many random hex digits.
  /// - Throws: `StoreFault`.
  public init(
    _ settings: Settings, clock: HallClock, chain: Chain, mint: (Int) -> String
  ) async throws {
    guard let epoch = Epoch(mint(32)) else { throw StoreFault.damaged("epoch") }
    let fresh = StoreIdentity(incarnation: mint(16), epoch: epoch)
    let address = settings.address
    let opening = try Workers(count: 1, longest: 1) {
      Session { try Connection.durable(address) }
    }
    defer { opening.close() }
    let identity = try await opening.run { session in
      try session.write { connection in
        // Many rows may have to be changed.
        try connection.command("SET LOCAL statement_timeout = 0")
        try Schema.migrate(connection)
        return try StoreIdentity.settle(fresh, chain: chain, connection)
      }
    }
    self.identity = identity
    self.clock = clock
    workers = try Workers(count: max(1, settings.connections), longest: max(1, settings.waiting)) {
      Session {
        let connection = try Connection.durable(address)
        try identity.check(connection)
        return connection
      }
    }
  }

  deinit { workers.close() }

  public var incarnation: String { get async throws { identity.incarnation } }

  /// What was taken on is finished; whoever comes later is refused.
  public func close() { workers.close() }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Connection) throws -> Value
  ) async throws -> Value {
    try await workers.run { session in try session.write(body) }
  }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Connection) throws -> Value
  ) async throws -> Value {
    try await workers.run { session in try session.read(body) }
  }
}

extension Connection {
  /// Connects so that a commit is on disk when it returns, and nothing hangs for ever.
  ///
  /// - Throws: `StoreFault.notDurable` where the server does not sync.
  static func durable(_ address: String) throws -> Connection {
    let connection = try Connection(address)
    try connection.command(
      """
      SET search_path = yizhan;
      SET synchronous_commit = on;
      SET lock_timeout = '20s';
      SET statement_timeout = '60s';
      SET idle_in_transaction_session_timeout = '60s';
      """)
    let row = try connection.run(
      "SELECT current_setting('fsync'), current_setting('full_page_writes'), pg_is_in_recovery()::int"
    ).first
    guard let row, try row.text(0) == "on" else { throw StoreFault.notDurable("fsync is off") }
    guard try row.text(1) == "on" else { throw StoreFault.notDurable("full_page_writes is off") }
    guard try row.integer(2) == 0 else { throw StoreFault.unreachable("the server is a standby") }
    return connection
  }
}
