import Foundation
import GRDB
import ServiceHall

/// Rows of documents.
enum FinishedDocumentTable {
  static func find(_ id: FinishedDocument.ID, in database: Database) throws -> FinishedDocument? {
    try database.row("SELECT * FROM finished_document WHERE id = ?", [id.seq]).map(document)
  }

  /// - Throws: `ClaimRefusal.unknownDocument`.
  static func require(_ id: FinishedDocument.ID, in database: Database) throws -> FinishedDocument {
    guard let document = try find(id, in: database) else { throw ClaimRefusal.unknownDocument }
    return document
  }

  /// (3 of `FinishedDocument`) The same document, where the hall has it already.
  static func present(
    _ details: FinishedDocument.Details, in database: Database
  ) throws -> FinishedDocument.ID? {
    try database.integer(
      """
      SELECT id FROM finished_document WHERE plain_number = ? AND kind = ? AND issuer = ?
        AND state IN ('registered', 'ready', 'collected') LIMIT 1
      """, [DocumentNumber.normalised(details.number), details.kind.rawValue, details.issuer]
    ).map(FinishedDocument.ID.init(seq:))
  }

  static func document(_ row: Row) throws -> FinishedDocument {
    let state: String = row["state"]
    guard let state = FinishedDocument.State(rawValue: state) else {
      throw LedgerFault.damaged("document \(state)")
    }
    return FinishedDocument(
      id: FinishedDocument.ID(seq: row["id"]),
      details: try CanonicalJSON.value(FinishedDocument.Details.self, from: row["details"]),
      place: row["place"], state: state, registeredAt: Moment(milliseconds: row["registered_at"]),
      changedAt: Moment(milliseconds: row["changed_at"]), version: row["version"],
      reason: row["reason"])
  }

  /// The documents of a claim, in the order in which they were registered.
  static func of(_ claim: Claim.ID, in database: Database) throws -> [FinishedDocument] {
    try database.rows(
      """
      SELECT d.* FROM claim_document c JOIN finished_document d ON d.id = c.document
      WHERE c.claim = ? ORDER BY d.id
      """, [claim.seq]
    ).map(document)
  }
}

/// Rows of claims.
enum ClaimTable {
  static func find(_ id: Claim.ID, in database: Database) throws -> Claim? {
    try database.row("SELECT * FROM claim WHERE id = ?", [id.seq]).map { try claim($0, database) }
  }

  /// - Throws: `ClaimRefusal.unknownClaim`.
  static func require(_ id: Claim.ID, in database: Database) throws -> Claim {
    guard let claim = try find(id, in: database) else { throw ClaimRefusal.unknownClaim }
    return claim
  }

  static func find(code digest: [UInt8], in database: Database) throws -> Claim? {
    try database.row("SELECT * FROM claim WHERE code = ?", [Data(digest)]).map {
      try claim($0, database)
    }
  }

  static func claim(_ row: Row, _ database: Database) throws -> Claim {
    let id = Claim.ID(seq: row["id"])
    let expires: String = row["expires"]
    guard let expiresOn = CivilDate(expires) else { throw LedgerFault.damaged("claim \(expires)") }
    let documents: [Int64] = try database.all(
      "SELECT document FROM claim_document WHERE claim = ? ORDER BY document", [id.seq]
    ) { $0[0] }
    return Claim(
      id: id, documents: documents.map(FinishedDocument.ID.init(seq:)),
      madeAt: Moment(milliseconds: row["made_at"]), expiresOn: expiresOn, state: try state(row),
      failures: row["failures"], reason: row["reason"])
  }

  private static func state(_ row: Row) throws -> Claim.State {
    let state: String = row["state"]
    switch state {
    case "open": return .open
    case "revoked": return .revoked
    case "collected":
      let receipt: String = row["receipt"] ?? ""
      guard let receipt = try? ReceiptNumber(receipt) else {
        throw LedgerFault.damaged("claim \(receipt)")
      }
      return .collected(
        Claim.Collection(
          receipt: receipt, at: Moment(milliseconds: row["ended_at"] ?? 0),
          window: row.optionalIdentifier(Window.ID.self, "window")))
    default: throw LedgerFault.damaged("claim \(state)")
    }
  }

  /// (2) The claim in which a document waits, if it still can be used.
  static func open(
    with document: FinishedDocument.ID, on day: CivilDate, in database: Database
  ) throws -> Claim? {
    try database.row(
      """
      SELECT k.* FROM claim_document c JOIN claim k ON k.id = c.claim
      WHERE c.document = ? AND k.state = 'open' AND k.expires >= ? ORDER BY k.id DESC LIMIT 1
      """, [document.seq, day.description]
    ).map { try claim($0, database) }
  }

  static func settings(in database: Database) throws -> ClaimSettings {
    try database.row("SELECT body FROM claim_settings").map {
      try CanonicalJSON.value(ClaimSettings.self, from: $0["body"])
    } ?? ClaimSettings()
  }

  /// The cell in which a claim's documents lie.
  static func cell(of id: Claim.ID, in database: Database) throws -> (cell: LockerCell, since: Moment)? {
    let row = try database.row(
      "SELECT cell_device, cell_number, cell_at FROM claim WHERE id = ? AND cell_number IS NOT NULL",
      [id.seq])
    guard let row else { return nil }
    return (
      LockerCell(device: try row.identifier(Device.ID.self, "cell_device"), number: row["cell_number"]),
      Moment(milliseconds: row["cell_at"])
    )
  }
}

/// Rows of deliveries.
enum DeliveryTable {
  static func find(_ number: ReceiptNumber, in database: Database) throws -> Delivery? {
    try database.row("SELECT * FROM delivery WHERE number = ?", [number.rawValue]).map(delivery)
  }

  static func delivery(_ row: Row) throws -> Delivery {
    let (number, state): (String, String) = (row["number"], row["state"])
    guard let number = try? ReceiptNumber(number), let state = Delivery.State(rawValue: state) else {
      throw LedgerFault.damaged("delivery \(number)")
    }
    var delivery = Delivery(
      number: number, made: try CanonicalJSON.value(Delivery.Made.self, from: row["made"]),
      at: Moment(milliseconds: row["at"]))
    let ended: Int64? = row["ended_at"]
    let receivedOn: String? = row["received_on"]
    delivery.state = state
    delivery.endedAt = ended.map { Moment(milliseconds: $0) }
    delivery.receivedOn = receivedOn.flatMap(CivilDate.init)
    delivery.reason = row["reason"]
    return delivery
  }

  /// Whether a document is on its way.
  static func isUnderWay(_ document: FinishedDocument.ID, in database: Database) throws -> Bool {
    try database.integer(
      """
      SELECT 1 FROM delivery_document l JOIN delivery d ON d.number = l.delivery
      WHERE l.document = ? AND d.state = 'under-way'
      """, [document.seq]) != nil
  }
}
