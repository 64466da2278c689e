import Courier
import GRDB
public import Seal
public import ServiceHall

/// Applies what the journal says about the upstream.
enum CourierProjection {
  static func apply(_ event: CourierEvent, _ entry: JournalEntry, _ database: Database) throws {
    switch event {
    case .enrolled(let upstream): try save(upstream, database)
    case .rotated(let key):
      if let upstream = try upstream(in: database) { try save(upstream.signed(by: key), database) }
    case .synthetic: return
    case .regained(let row): try RegainedTable.add(row, entry, to: database)
    case .left: try database.run("DELETE FROM upstream")
    case .received(let downlink):
      try database.run(
        """
        INSERT INTO downlink(seq, message, entity, version, kind, json, at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          entry.seq, downlink.message, downlink.entity, downlink.version,
          downlink.kind?.rawValue ?? "", downlink.json, entry.at.milliseconds,
        ])
      // The record came by a batch that a key signed which was known before.
      if downlink.kind == .keyRotation, let rotation = KeyRotation(json: downlink.json),
        let upstream = try upstream(in: database)
      {
        try save(upstream.knowing(Upstream.Key(rotation.key)), database)
      }
    }
  }

  private static func save(_ upstream: Upstream, _ database: Database) throws {
    try database.run(
      "INSERT OR REPLACE INTO upstream(id, body) VALUES (1, ?)", [try CanonicalJSON.text(upstream)])
  }

  static func upstream(in database: Database) throws -> Upstream? {
    try database.row("SELECT body FROM upstream").map {
      try CanonicalJSON.value(Upstream.self, from: $0["body"])
    }
  }
}

extension Upstream.Key {
  public init(_ key: PublicKey) {
    self.init(
      id: key.id, suite: key.suite.rawValue, bytes: Base64.encode(key.bytes, padded: true))
  }

  /// Nil for what is no key that signs.
  public var signing: PublicKey? {
    guard let suite = SignatureSuite(rawValue: suite), let bytes = Base64.decode(bytes, padded: true)
    else { return nil }
    return PublicKey(suite, bytes: bytes)
  }
}
