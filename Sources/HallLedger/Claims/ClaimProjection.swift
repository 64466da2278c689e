import Foundation
import GRDB
import Seal
import ServiceHall

/// Applies one event to the tables of documents, claims and deliveries.
struct ClaimProjection {
  let database: Database
  let entry: JournalEntry

  private var at: Int64 { entry.at.milliseconds }

  func apply(_ event: ClaimEvent) throws {
    try change(event)
    for document in try documents(of: event) {
      try database.run(
        "INSERT INTO document_event(document, seq) VALUES (?, ?)", [document.seq, entry.seq])
    }
  }

  /// Whose trace an event belongs to.
  private func documents(of event: ClaimEvent) throws -> [FinishedDocument.ID] {
    switch event {
    case .documentRegistered(let id, _), .documentReadied(let id), .documentMoved(let id, _),
      .documentReturned(let id, _), .documentRevoked(let id, _), .documentRevealed(let id, _):
      [id]
    case .claimMade(let id, _), .pinFailed(let id), .claimUnlocked(let id, _),
      .claimRevoked(let id, _), .holderReminded(let id, _), .cellFilled(let id, _),
      .cellCleared(let id):
      try ClaimTable.require(id, in: database).documents
    case .delivered(_, let made): made.documents
    case .deliveryEnded(let number, _):
      try DeliveryTable.find(number, in: database)?.made.documents ?? []
    case .settingsSaved: []
    }
  }

  private func change(_ event: ClaimEvent) throws {
    switch event {
    case .documentRegistered(let id, let registered): try register(id, registered)
    case .documentReadied(let id): try move(id, to: .ready, nil)
    case .documentMoved(let id, let moved):
      try database.run(
        "UPDATE finished_document SET place = ?, version = version + 1 WHERE id = ?",
        [moved.place, id.seq])
    case .documentReturned(let id, let why): try move(id, to: .returned, why.reason)
    case .documentRevoked(let id, let why): try move(id, to: .revoked, why.reason)
    case .documentRevealed: return
    case .claimMade(let id, let made): try make(id, made)
    case .pinFailed(let id):
      try database.run("UPDATE claim SET failures = failures + 1 WHERE id = ?", [id.seq])
    case .claimUnlocked(let id, _):
      try database.run("UPDATE claim SET failures = 0 WHERE id = ?", [id.seq])
    case .claimRevoked(let id, let why):
      try database.run(
        "UPDATE claim SET state = 'revoked', ended_at = ?, reason = ? WHERE id = ?",
        [at, why.reason, id.seq])
    case .holderReminded(let id, _):
      try database.run("UPDATE claim SET reminded_at = ? WHERE id = ?", [at, id.seq])
    case .cellFilled(let id, let cell):
      try database.run(
        "UPDATE claim SET cell_device = ?, cell_number = ?, cell_at = ? WHERE id = ?",
        [cell.device.rawValue, cell.number, at, id.seq])
    case .cellCleared(let id): try clear(id)
    case .delivered(let number, let made): try deliver(number, made)
    case .deliveryEnded(let number, let ended): try end(number, ended)
    case .settingsSaved(let settings):
      try database.run(
        "INSERT OR REPLACE INTO claim_settings(id, body) VALUES (1, ?)",
        [try CanonicalJSON.text(settings)])
    }
  }

  private func register(_ id: FinishedDocument.ID, _ registered: ClaimEvent.DocumentRegistered) throws {
    let details = registered.details
    let state: FinishedDocument.State = registered.isReady ? .ready : .registered
    try database.run(
      """
      INSERT INTO finished_document(id, details, kind, number, plain_number, title, issuer,
        case_number, holder_name, holder_number, place, state, registered_at, changed_at, version)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
      """,
      [
        id.seq, try CanonicalJSON.text(details), details.kind.rawValue, details.number,
        DocumentNumber.normalised(details.number), details.title, details.issuer,
        details.caseNumber, details.holder.name, details.holder.idNumber, registered.place,
        state.rawValue, at, at,
      ])
  }

  private func move(
    _ id: FinishedDocument.ID, to state: FinishedDocument.State, _ reason: String?
  ) throws {
    try database.run(
      """
      UPDATE finished_document SET state = ?, reason = ?, changed_at = ?, version = version + 1
      WHERE id = ?
      """, [state.rawValue, reason, at, id.seq])
  }

  private func make(_ id: Claim.ID, _ made: ClaimEvent.ClaimMade) throws {
    guard let code = Hex.decode(made.code), let pin = Hex.decode(made.pin) else {
      throw LedgerFault.damaged("claim \(id)")
    }
    try database.run(
      """
      INSERT INTO claim(id, code, pin, pin_key, made_at, expires, state)
      VALUES (?, ?, ?, ?, ?, ?, 'open')
      """, [id.seq, Data(code), Data(pin), made.pinKey, at, made.expiresOn.description])
    for document in made.documents {
      try database.run(
        "INSERT INTO claim_document(claim, document) VALUES (?, ?)", [id.seq, document.seq])
    }
    if let former = made.former { try takeOverCell(of: former, by: id) }
  }

  /// What lies in a cell stays there when its claim is issued again.
  private func takeOverCell(of former: Claim.ID, by id: Claim.ID) throws {
    guard let (cell, since) = try ClaimTable.cell(of: former, in: database) else { return }
    try clear(former)
    try database.run(
      "UPDATE claim SET cell_device = ?, cell_number = ?, cell_at = ? WHERE id = ?",
      [cell.device.rawValue, cell.number, since.milliseconds, id.seq])
  }

  private func clear(_ id: Claim.ID) throws {
    try database.run(
      "UPDATE claim SET cell_device = NULL, cell_number = NULL, cell_at = NULL WHERE id = ?", [id.seq])
  }

  private func deliver(_ number: ReceiptNumber, _ made: Delivery.Made) throws {
    let delivery = Delivery(number: number, made: made, at: entry.at)
    try database.run(
      "INSERT INTO delivery(number, made, at, state, ended_at) VALUES (?, ?, ?, ?, ?)",
      [
        number.rawValue, try CanonicalJSON.text(made), at, delivery.state.rawValue,
        delivery.endedAt?.milliseconds,
      ])
    for document in made.documents {
      try database.run(
        "INSERT INTO delivery_document(document, delivery) VALUES (?, ?)",
        [document.seq, number.rawValue])
      if delivery.state == .delivered { try move(document, to: .collected, nil) }
    }
    guard let claim = made.claim else { return }
    try database.run(
      """
      UPDATE claim SET state = 'collected', ended_at = ?, receipt = ?, "window" = ? WHERE id = ?
      """, [at, number.rawValue, made.window?.rawValue, claim.seq])
  }

  private func end(_ number: ReceiptNumber, _ ended: ClaimEvent.DeliveryEnded) throws {
    guard let delivery = try DeliveryTable.find(number, in: database) else {
      throw LedgerFault.damaged("delivery \(number.rawValue)")
    }
    try database.run(
      "UPDATE delivery SET state = ?, ended_at = ?, received_on = ?, reason = ? WHERE number = ?",
      [
        ended.state.rawValue, at, ended.receivedOn?.description, ended.reason, number.rawValue,
      ])
    for document in delivery.made.documents where ended.state == .delivered {
      try move(document, to: .collected, nil)
    }
    guard let claim = delivery.made.claim else { return }
    if ended.state == .delivered { return try clear(claim) }
    // What did not leave its cell can be collected with the same code.
    try database.run(
      """
      UPDATE claim SET state = 'open', ended_at = NULL, receipt = NULL, "window" = NULL
      WHERE id = ? AND receipt = ?
      """, [claim.seq, number.rawValue])
  }
}
