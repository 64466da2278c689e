import Courier
import Seal
import ServiceHall
import Synchronization
import Testing

@testable import CityStore

/// Every test that needs the server; each has a database of its own in it.
@Suite("PostgreSQL as the receiver's store", .needsPostgres, WithPostgres())
struct PostgresTests {}

/// A database of its own.
struct TestDatabase {
  private static let count = Atomic<Int>(0)

  let server: PostgresServer
  let name: String

  init(on server: PostgresServer? = PostgresServer.current) throws {
    self.server = try #require(server)
    name = "trial\(Self.count.add(1, ordering: .relaxed).newValue)"
    let connection = try Connection(self.server.address())
    try connection.command("CREATE ROLE receiver_\(name) LOGIN")
    try connection.command("CREATE DATABASE \(name) OWNER receiver_\(name)")
  }

  /// Under a role that may do nothing but what the owner of a database may.
  var address: String { server.address(name, user: "receiver_\(name)") }

  func open(connections: Int = 8) async throws -> PostgresStore {
    try await PostgresStore(
      PostgresStore.Settings(address: address, connections: connections), clock: .still,
      chain: Chain(.sha256)
    ) { length in
      String(Hex.encode(SecureRandom.bytes(length)).prefix(length))
    }
  }

  /// Past the store, as the platform's programs and a city's administrators do; the first column, as text.
  @discardableResult func ask(_ sql: String, user: String = "yizhan") throws -> [String] {
    try connection(user: user).texts(sql)
  }

  func connection(user: String = "yizhan") throws -> Connection {
    let connection = try Connection(server.address(name, user: user))
    try connection.command("SET search_path = yizhan")
    return connection
  }

  /// Ends every connection of the store, as an administrator does.
  func terminate() throws {
    try ask(
      """
      SELECT count(pg_terminate_backend(pid, 5000))::text FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """)
  }
}

extension Connection {
  @discardableResult func texts(_ sql: String) throws -> [String] {
    try run(sql).map { try $0.text(0) }
  }
}

extension HallClock {
  /// 2026-11-20 09:00 in Beijing.
  static let still = HallClock(now: { Moment(seconds: 1_795_136_400) }, elapsed: { .zero })
}
