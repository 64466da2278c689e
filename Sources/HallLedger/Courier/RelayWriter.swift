import Courier
import Foundation
import GRDB
import ServiceHall

/// Takes over what came from a hall, inside a transaction of its relay.
struct RelayWriter {
  private let writer: OutboxWriter
  private let database: Database
  private let profiles: @Sendable (String) -> Profile?
  private let now: Moment

  init(
    _ upstream: Upstream, _ profiles: @escaping @Sendable (String) -> Profile?, at now: Moment,
    in database: Database
  ) throws {
    writer = try OutboxWriter(upstream, database)
    self.database = database
    self.profiles = profiles
    self.now = now
  }

  /// Puts a record into the lane by which it came; a message that went on before is passed over.
  func take(_ line: RecordLine, by lane: Lane) throws {
    try RelayPosition.reach(line, in: database)
    try database.run("INSERT OR IGNORE INTO relayed(message) VALUES (?)", [line.message])
    guard database.changesCount == 1 else { return }
    // The hall's next key is for this machine alone; to the upstream a relay signs with its own.
    if line.entity == KeyRotation.entity(of: writer.upstream.hall) { return }
    let takesJournal = writer.upstream.profile == Profile.own
    if line.entity == RecordLine.journal {
      if takesJournal { try writer.append(line.bytes, to: lane, about: nil, at: now) }
      return
    }
    let author = Profile.author(of: line.json) ?? ""
    if author == writer.upstream.profile { return try writer.freeze(line, in: lane, at: now) }
    try restate(line, by: author, in: lane)
  }

  /// The upstream counts what it is told of an entity, and that alone.
  private func restate(_ line: RecordLine, by author: String, in lane: Lane) throws {
    let version = try writer.version(of: line.entity) + 1
    let text: Result<String, Parked>
    if let former = profiles(author), let profile = profiles(writer.upstream.profile) {
      text = profile.restate(line.json, by: former, version: version)
    } else {
      text = .failure(.unreadable(profile: author))
    }
    switch text {
    case .failure(.notCovered): return
    case .failure(let parked): try writer.park(line.entity, author, parked, now)
    case .success(let json):
      guard
        let told = RecordLine(
          message: line.message, entity: line.entity, version: version, json: json)
      else { return try writer.park(line.entity, author, nil, now) }
      try writer.freeze(told, in: lane, at: now)
      guard version != line.version else { return }
      try database.run(
        "UPDATE relayed SET entity = ?, came = ?, went = ? WHERE message = ?",
        [line.entity, line.version, version, line.message])
    }
  }

  /// The number by which the hall knows what the upstream calls by its own.
  static func numberAtHall(
    _ version: Int, of entity: String, in database: Database
  ) throws -> Int? {
    try database.integer(
      "SELECT came FROM relayed WHERE entity = ? AND went = ?", [entity, version]
    ).map { Int($0) }
  }
}

extension RecordLine {
  /// Of rows of a hall's journal.
  static let journal = "journal"
}

/// How far what came was read.
enum RelayPosition {
  static func seq(of stream: StreamID, in database: Database) throws -> Int {
    Int(
      try database.integer(
        "SELECT seq FROM relayed_stream WHERE epoch = ? AND lane = ?",
        [stream.epoch.rawValue, stream.lane.rawValue]) ?? 0)
  }

  static func move(_ stream: StreamID, to seq: Int, in database: Database) throws {
    try database.run(
      """
      INSERT INTO relayed_stream(epoch, lane, seq) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET seq = excluded.seq
      """, [stream.epoch.rawValue, stream.lane.rawValue, seq])
  }

  static func version(of entity: String, in database: Database) throws -> Int {
    Int(
      try database.integer("SELECT version FROM relayed_entity WHERE entity = ?", [entity]) ?? 0)
  }

  static func reach(_ line: RecordLine, in database: Database) throws {
    try database.run(
      """
      INSERT INTO relayed_entity(entity, version) VALUES (?, ?)
      ON CONFLICT DO UPDATE SET version = max(version, excluded.version)
      """, [line.entity, line.version])
  }
}
