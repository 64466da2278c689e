import GRDB
import ServiceHall

/// Applies one event to the licences' tables.
struct LicenceProjection {
  let database: Database
  let entry: JournalEntry

  func apply(_ event: LicenceEvent) throws {
    switch event {
    case .keyMade(let id, let made): try add(id, made)
    case .keyRevoked(let id, let revoked):
      try database.run(
        "UPDATE seal_key SET revoked_from = ?, revoked_reason = ? WHERE id = ?",
        [revoked.from.description, revoked.reason, id.rawValue])
    case .issued(let number, let licence):
      try database.run(
        """
        INSERT INTO licence(seq, number, version, kind_name, holder_name, holder_number, expires_on, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          entry.seq, number.rawValue, licence.version, licence.content.kind.name,
          licence.content.holder.name, licence.content.holder.idNumber,
          licence.content.expiresOn?.description, entry.at.milliseconds,
        ])
      try add(licence, act: .issued, reason: nil)
    case .changed(let number, let changed): try change(number, changed, act: .changed)
    case .renewed(let number, let changed): try change(number, changed, act: .renewed)
    case .revoked(let number, let revoked):
      try database.run(
        "UPDATE licence SET revoked_on = ?, revoked_reason = ?, changed_at = ? WHERE number = ?",
        [revoked.on.description, revoked.reason, entry.at.milliseconds, number.rawValue])
    case .revealed: return
    }
  }

  /// The one before it retires, unless it has.
  private func add(_ id: SealKey.ID, _ made: LicenceEvent.KeyMade) throws {
    try database.run(
      "UPDATE seal_key SET retired_on = ? WHERE retired_on IS NULL", [made.from.description])
    try database.run(
      "INSERT INTO seal_key(id, suite, public_key, valid_from, seq) VALUES (?, ?, ?, ?, ?)",
      [id.rawValue, made.suite, made.publicKey, made.from.description, entry.seq])
  }

  private func change(
    _ number: LicenceNumber, _ changed: LicenceEvent.Changed, act: LicenceAct
  ) throws {
    let licence = changed.licence
    try database.run(
      "UPDATE licence_version SET superseded_on = ? WHERE number = ? AND superseded_on IS NULL",
      [changed.on.description, number.rawValue])
    try database.run(
      """
      UPDATE licence
      SET version = ?, kind_name = ?, holder_name = ?, holder_number = ?, expires_on = ?, changed_at = ?
      WHERE number = ?
      """,
      [
        licence.version, licence.content.kind.name, licence.content.holder.name,
        licence.content.holder.idNumber, licence.content.expiresOn?.description, entry.at.milliseconds,
        number.rawValue,
      ])
    try add(licence, act: act, reason: changed.reason)
  }

  private func add(_ licence: LicenceVersion, act: LicenceAct, reason: String?) throws {
    try database.run(
      """
      INSERT INTO licence_version(number, version, seq, at, actor, act, reason, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        licence.number.rawValue, licence.version, entry.seq, entry.at.milliseconds, entry.actor,
        act.rawValue, reason, try CanonicalJSON.text(licence),
      ])
  }
}
