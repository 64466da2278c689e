import Courier
import Foundation
import GRDB
import ServiceHall

/// Records of what happened, written as the receiver's profile wants them.
extension OutboxWriter {
  /// Where one record comes from.
  struct Source {
    let at: Moment
    /// The chain at the entry.
    let link: [UInt8]
    /// Which of the entry's records it is.
    let index: Int
  }

  /// Writes a record into its lane; what the profile cannot express is parked and stops nothing else.
  ///
  /// - Parameter row: names the row in the platform's table; by default one for each entity and kind.
  func express(
    _ record: Record, from source: Source, by profile: Profile, row: String? = nil
  ) throws {
    let version = try version(of: record.entity) + 1
    let at = source.at
    let text: String
    switch profile.express(record, as: try stamp(record, version, row, at)) {
    case .success(let json): text = json
    case .failure(.notCovered): return
    case .failure(let parked): return try park(record.entity, record.kind.rawValue, parked, at)
    }
    let message = RecordLine.message(
      from: chain.head(after: source.link, line: Array(String(source.index).utf8)))
    guard
      let line = RecordLine(message: message, entity: record.entity, version: version, json: text)
    else { return try park(record.entity, record.kind.rawValue, nil, at) }
    try freeze(line, in: record.isUrgent ? .urgent : .normal, at: at)
    if profile.carriesFiles(of: record.kind) {
      for manifest in record.manifests {
        try OutboxBlob.add(manifest, message: message, at: at, in: database)
      }
    }
  }

  /// The last version of an entity that was reported; 0 for none.
  func version(of entity: String) throws -> Int {
    Int(
      try database.integer("SELECT version FROM outbox_entity WHERE entity = ?", [entity]) ?? 0)
  }

  /// Puts the next version of an entity into its lane.
  func freeze(_ line: RecordLine, in lane: Lane, at moment: Moment) throws {
    let urgent =
      try database.integer("SELECT urgent FROM outbox_entity WHERE entity = ?", [line.entity]) ?? 0
    if lane == .urgent { try carry(line.entity, after: Int(urgent), at: moment) }
    try append(line.bytes, to: lane, about: line.entity, at: moment)
    try database.run(
      """
      INSERT INTO outbox_entity(entity, version, urgent) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET version = excluded.version, urgent = excluded.urgent
      """, [line.entity, line.version, lane == .urgent ? Int64(line.version) : urgent])
  }

  private func stamp(
    _ record: Record, _ version: Int, _ row: String?, _ at: Moment
  ) throws -> RowStamp {
    // A later version of the same row corrects it.
    let name = "\(upstream.hall)|\(record.entity)|\(record.kind.rawValue)"
    let guid = RecordLine.message(from: chain.digest(of: Array(name.utf8)))
    let batch = try OutboxLane.open(.normal, in: database)?.epoch.rawValue ?? ""
    return RowStamp(
      rowGUID: row ?? guid.replacing("-", with: ""), version: version,
      operation: version == 1 ? .insert : .update, batch: batch, writtenAt: at)
  }

  /// An urgent record takes along what its entity still has in the slow lane: a result must not come before
  /// the case.
  private func carry(_ entity: String, after version: Int, at moment: Moment) throws {
    guard let slow = try OutboxLane.open(.normal, in: database) else { return }
    let lines = try database.all(
      """
      SELECT line FROM outbox WHERE entity = ? AND stream = ? AND seq > ? ORDER BY seq
      """, [entity, slow.id, slow.acknowledged]
    ) { row -> [UInt8] in
      let line: Data = row[0]
      return [UInt8](line)
    }
    for bytes in lines {
      guard let line = RecordLine(bytes: bytes), line.version > version else { continue }
      try append(bytes, to: .urgent, about: entity, at: moment)
    }
  }

  /// Keeps what cannot be written, with the reason; nil for what does not fit into a line.
  func park(_ entity: String, _ kind: String, _ why: Parked?, _ at: Moment) throws {
    try database.run(
      "INSERT INTO outbox_parked(entity, kind, code, details, at) VALUES (?, ?, ?, ?, ?)",
      [
        entity, kind, why?.code ?? "line",
        try CanonicalJSON.text(why?.details ?? [:]), at.milliseconds,
      ])
  }
}
