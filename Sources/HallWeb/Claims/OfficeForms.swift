import Foundation
import HTTPServing
import HallLedger
import Pages
import ServiceHall

/// What the office's pages for documents and claims share.
extension HallContext {
  /// `/h/chengguan/admin/documents/412`
  static func documentPath(_ id: FinishedDocument.ID) -> String { "/admin/documents/\(id)" }

  /// A refusal as a page tells it.
  ///
  /// Another hall's code is a conflict here: a browser may send a request again that it believes to have reached the
  /// wrong server. And who has shown no code is asked for one, not turned away.
  func told(_ refusal: ClaimRefusal) -> (flash: Flash, status: HTTPStatus) {
    let refused = Refused(refusal, county: machine.county, strings: machine.strings)
    let status: HTTPStatus =
      switch refused.status {
      case 421: .conflict
      case 403: .unprocessableContent
      default: refused.status
      }
    return (.refused(code: refused.sentence ?? refused.code, values: refused.values), status)
  }

  /// Runs a form of the office and goes on to a page, with what happened at the top.
  func officeForm(
    _ path: String, _ notice: Notice, _ body: (Form) async throws -> Void
  ) async throws -> Response {
    do {
      try await body(try form())
      return redirect(to: path, .done(notice))
    } catch let refusal as InputRefusal {
      return redirect(to: path, .faults(refusal.faults))
    } catch let refusal as ClaimRefusal {
      let (flash, status) = told(refusal)
      if status == .notFound { throw refusal }
      return redirect(to: path, flash)
    } catch RequestRefusal.staleVersion {
      return redirect(to: path, .refused(code: "stale-version"))
    }
  }

  /// The idempotency key of a form.
  func formKey(_ form: Form, _ asked: String) throws -> IdempotencyKey? {
    guard let key = form["key"], !key.isEmpty else { throw WebRefusal.idempotencyKeyMissing }
    return try idempotencyKey(key, Array(asked.utf8))
  }

  /// The documents that a form or an address names; what cannot be one is left out.
  func chosenDocuments(_ texts: [String]) -> [FinishedDocument.ID] {
    var ids: [FinishedDocument.ID] = []
    for id in texts.prefix(Delivery.Made.mostDocuments + 1).compactMap({ FinishedDocument.ID($0) })
    where !ids.contains(id) { ids.append(id) }
    return ids
  }

  /// `2026-11-20 09:31`
  func minute(_ moment: Moment) -> String {
    "\(machine.offset.date(of: moment)) \(machine.offset.clockTime(moment))"
  }

  /// Rows with their marks for claims.
  func rows(_ documents: [FinishedDocument]) async throws -> [DocumentRow] {
    let ready = documents.filter { $0.state == .ready }.map(\.id)
    let claims = try await ledger.openClaims(with: ready, now: machine.now)
    return documents.map { DocumentRow($0, hasClaim: claims[$0.id] != nil, offset: machine.offset) }
  }

  /// The name of whom a row of the journal names; nil for the machine itself.
  func who(_ entry: JournalEntry) -> String? {
    if entry.actor.hasPrefix("staff:") {
      let account = String(entry.actor.dropFirst("staff:".count))
      return Staff.ID(account).flatMap { machine.county.staff[$0]?.name } ?? account
    }
    return machine.county.devices(of: hall.id).first { $0.id.rawValue == entry.device }?.name
  }
}

extension DocumentRow {
  init(_ document: FinishedDocument, hasClaim: Bool, offset: UTCOffset) {
    let holder = document.details.holder.masked
    self.init(
      id: document.id.description, kind: document.details.kind, number: document.details.number,
      title: document.details.title, issuer: document.details.issuer, holder: holder.name,
      holderNumber: holder.idNumber, place: document.place, state: document.state,
      since: offset.date(of: document.changedAt).description, hasClaim: hasClaim)
  }
}

/// A signature as a pad's canvas gives it. 签名
enum DrawnSignature {
  /// In bytes.
  static let largest = 1 << 20

  /// - Parameter text: `data:image/png;base64,…`
  /// - Throws: `InputRefusal` naming `signature`.
  static func image(_ text: String) throws(InputRefusal) -> [UInt8] {
    let prefix = "data:image/png;base64,"
    guard text.hasPrefix(prefix), text.utf8.count <= 2 * largest,
      let data = Data(base64Encoded: String(text.dropFirst(prefix.count))),
      BlobKind([UInt8](data)) == .png, data.count <= largest
    else { throw InputRefusal("signature", .format) }
    return [UInt8](data)
  }
}
