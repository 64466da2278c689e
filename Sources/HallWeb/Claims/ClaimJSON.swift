import Foundation
import HTTPServing
import HallLedger
import Pages
import ServiceHall

/// Documents, claims and deliveries as the programming interface writes them: personal data is masked.
extension JSONText {
  /// - Parameter isRevealed: whether the reason for it stands in the journal.
  init(_ document: FinishedDocument, offset: UTCOffset, isRevealed: Bool = false) {
    self.init()
    let details = document.details
    func party(_ party: Party) -> JSONText {
      isRevealed ? JSONText(revealed: party) : JSONText(party.masked)
    }
    add("document", document.id.description)
    add("state", document.state.rawValue)
    add("kind", details.kind.rawValue)
    add("number", details.number)
    add("title", details.title)
    add("holder", object: party(details.holder))
    add("proxies", objects: details.proxies.map(party))
    add("issuer", details.issuer)
    add("issuedOn", details.issuedOn.description)
    add("expiresOn", details.expiresOn?.description)
    add("caseNumber", details.caseNumber)
    add("item", details.item?.rawValue)
    add("form", details.form.rawValue)
    add("place", document.place)
    add("registeredAt", offset.timestamp(document.registeredAt))
    add("changedAt", offset.timestamp(document.changedAt))
    add("reason", document.reason)
    add("version", document.version)
  }

  init(_ party: Party.Masked) {
    self.init()
    add("name", party.name)
    add("idType", party.idType)
    add("idNumber", party.idNumber)
    add("phone", party.phone)
  }

  private init(revealed party: Party) {
    self.init()
    add("name", party.name)
    add("idType", party.idType)
    add("idNumber", party.idNumber)
    add("phone", party.phone)
  }

  /// - Parameter showsPlace: for those who fetch it from the shelf.
  init(_ document: PresentedDocument, showsPlace: Bool) {
    self.init()
    add("document", document.id.description)
    add("kind", document.kind.rawValue)
    add("number", document.number)
    add("title", document.title)
    if showsPlace { add("place", document.place) }
  }

  init(_ cell: LockerCell) {
    self.init()
    add("device", cell.device.rawValue)
    add("number", cell.number)
  }

  /// The only answer that tells a code and a PIN.
  init(_ issued: IssuedClaim, context: HallContext) {
    self.init()
    let surroundings = context.machine.site.surroundings
    let code = issued.code.rawValue
    let title = context.machine.strings.text("claims.code-title")
    add("claim", issued.name.description)
    add("code", code)
    add("pin", issued.pin.rawValue)
    add("expiresAt", context.expiry(of: issued.claim))
    var qr = JSONText()
    qr.add("svg", String(decoding: surroundings.qrSVG(code, title), as: UTF8.self))
    qr.add("png", Data(surroundings.qrPNG(code)).base64EncodedString())
    add("qr", object: qr)
    add("holderMasked", object: JSONText(issued.holder))
    add("documents", objects: issued.documents.map { JSONText($0, showsPlace: true) })
  }

  /// A claim without what opens it.
  init(_ claim: Claim, context: HallContext) {
    self.init()
    add("claim", claim.id.description)
    switch claim.state {
    case .open: add("state", claim.isExpired(on: context.businessDay) ? "expired" : "open")
    case .collected: add("state", "collected")
    case .revoked: add("state", "revoked")
    }
    add("documents", strings: claim.documents.map(\.description))
    add("madeAt", context.offset.timestamp(claim.madeAt))
    add("expiresAt", context.expiry(of: claim))
    add("locked", claim.isLocked)
    add("reason", claim.reason)
    if case .collected(let collection) = claim.state {
      add("receipt", collection.receipt.rawValue)
      add("collectedAt", context.offset.timestamp(collection.at))
      add("window", collection.window?.rawValue)
    }
  }

  /// What a code opens, before anybody has shown who they are.
  init(_ presentation: Presentation, context: HallContext) {
    self.init()
    let showsPlace = context.machine.device == nil
    add("claim", presentation.name.description)
    add("documents", objects: presentation.documents.map { JSONText($0, showsPlace: showsPlace) })
    add("holderMasked", object: JSONText(presentation.holder))
    add("isBody", presentation.isBody)
    add("proxies", objects: presentation.proxies.map { JSONText($0) })
    add("cell", object: presentation.cell.map { JSONText($0) })
    add("needs", strings: presentation.needs)
    add("expiresAt", context.expiry(of: presentation.claim))
    add("clockSuspect", presentation.isClockSuspect)
  }

  init(_ task: ClaimTask, context: HallContext) {
    self.init()
    add("kind", task.kind.rawValue)
    add("claim", task.claim.id.description)
    add("holderMasked", object: JSONText(task.holder))
    add("documents", objects: task.documents.map { JSONText($0, showsPlace: true) })
    add("since", context.offset.timestamp(task.since))
    add("expiresAt", context.expiry(of: task.claim))
    add("cell", object: task.cell.map { JSONText($0) })
  }

  /// One row of the journal about a document: who did what when, and why.
  init(trace entry: JournalEntry, offset: UTCOffset) {
    self.init()
    let body = try? JSONDecoder().decode(TraceBody.self, from: Data(entry.body.utf8))
    add("event", entry.seq)
    add("at", offset.timestamp(entry.at))
    add("kind", entry.kind)
    add("actor", entry.actor)
    add("device", entry.device.isEmpty ? nil : entry.device)
    if entry.kind.hasPrefix("claim.") { add("claim", entry.subject) }
    if entry.kind.hasPrefix("delivery.") { add("receipt", entry.subject) }
    add("reason", body?.reason)
    add("place", body?.place)
    add("method", body?.method)
    add("window", body?.window)
  }

  init(_ settings: ClaimSettings) {
    self.init()
    add("validDays", settings.validDays)
    add("reminderDays", settings.reminderDays)
    add("lockerHours", settings.lockerHours)
  }
}

/// What of an event's body is told; the rest may be personal.
private struct TraceBody: Decodable {
  let reason: String?
  let place: String?
  let method: String?
  let window: String?
}

extension Presentation {
  /// What is still to be shown; a person who was named beforehand needs no letter.
  fileprivate var needs: [String] {
    ["identity"] + (isBody && proxies.isEmpty ? ["authorisation"] : [])
  }
}

extension HallContext {
  var businessDay: CivilDate { ledger.facts.businessDay(at: machine.now) }

  /// The end of a claim's last day.
  func expiry(of claim: Claim) -> String {
    machine.offset.timestamp(machine.offset.start(of: claim.expiresOn.adding(days: 1)))
  }

  /// The key that a creating request must carry.
  func requiredKey() throws -> IdempotencyKey? {
    guard let key = machine.request.headers["idempotency-key"] else {
      throw WebRefusal.idempotencyKeyMissing
    }
    return try idempotencyKey(key, try machine.request.body.bytes())
  }
}
