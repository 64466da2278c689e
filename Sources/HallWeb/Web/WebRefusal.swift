import HTTPServing
import HallLedger
import Pages
import ServiceHall

/// Refusals that concern the request itself.
enum WebRefusal: Error, Equatable {
  case malformed
  case unsupportedMediaType
  case notFound
  case methodNotAllowed([HTTPMethod])
  /// A ticket's page after its business day.
  case expired
  case notSignedIn
  case notAllowed
  case wrongCSRF
  case idempotencyKeyMissing
  case tooManyRequests(seconds: Int)
}

/// A refusal as it goes out: its status, its code and what its sentence needs.
struct Refused {
  var status: HTTPStatus
  var code: String
  /// The name of its sentence, where another feature's refusal has the same code.
  var sentence: String?
  var values: [String: String] = [:]
  var faults: [FieldFault] = []
  var headers: [(String, String)] = []
  /// Set when something is wrong with the machine rather than with the request.
  var isIncident = false
  /// When and where documents were collected.
  var collected: (at: Moment, window: Window.ID?)?

  init(
    _ status: HTTPStatus, _ code: String, _ values: [String: String] = [:],
    faults: [FieldFault] = [], headers: [(String, String)] = [], sentence: String? = nil,
    isIncident: Bool = false
  ) {
    self.status = status
    self.code = code
    self.sentence = sentence
    self.values = values
    self.faults = faults
    self.headers = headers
    self.isIncident = isIncident
  }

  /// The one place where errors become statuses. Anything that is not a refusal is an incident.
  init(_ error: any Error, county: CountyFacts, strings: Strings) {
    switch error {
    case let refusal as QueueRefusal: self.init(refusal, county: county, strings: strings)
    case let refusal as StaffRefusal: self.init(refusal)
    case let refusal as RatingRefusal: self.init(409, refusal.code)
    case let refusal as ScanRefusal: self.init(refusal, county: county)
    case let refusal as ClaimRefusal: self.init(refusal, county: county, strings: strings)
    case let refusal as WorkingCalendar.Refusal:
      switch refusal {
      case .yearNotLoaded(let year): self.init(409, "year-not-loaded", ["year": String(year)])
      case .limitOutOfRange: self.init(422, "limit-out-of-range")
      }
    case let refusal as CatalogueRefusal: self.init(refusal)
    case let refusal as InputRefusal: self.init(422, "invalid", faults: refusal.faults)
    case let refusal as WebRefusal: self.init(refusal)
    case let refusal as RequestRefusal:
      switch refusal {
      case .idempotencyKeyReused: self.init(422, "idempotency-key-reused")
      case .staleVersion: self.init(412, "stale-version")
      }
    case is PathParameterMismatch: self.init(404, "not-found")
    case let malformed as MalformedRequest:
      self.init(
        malformed.reason == .mediaType ? 415 : 400,
        malformed.reason == .mediaType ? "unsupported-media-type" : "malformed")
    case AttachmentRefusal.noRoom: self.init(503, "storage-full", isIncident: true)
    case AttachmentRefusal.unfit: self.init(415, "unsupported-media-type")
    case let fault as LedgerFault: self.init(fault)
    default: self.init(500, "internal", isIncident: true)
    }
  }

  private init(_ refusal: WebRefusal) {
    switch refusal {
    case .malformed: self.init(400, "malformed")
    case .unsupportedMediaType: self.init(415, "unsupported-media-type")
    case .notFound: self.init(404, "not-found")
    case .methodNotAllowed(let allowed):
      let names = allowed.map(\.rawValue).joined(separator: ", ")
      self.init(405, "method-not-allowed", headers: [("Allow", names)])
    case .notSignedIn:
      self.init(401, "not-signed-in", headers: [("WWW-Authenticate", "Bearer")])
    case .expired: self.init(410, "gone")
    case .notAllowed: self.init(403, "not-allowed")
    case .wrongCSRF: self.init(403, "csrf")
    case .idempotencyKeyMissing: self.init(428, "idempotency-key-missing")
    case .tooManyRequests(let seconds):
      self.init(
        429, "too-many-requests", ["seconds": String(seconds)],
        headers: [("Retry-After", String(seconds))])
    }
  }

  private init(_ refusal: StaffRefusal) {
    switch refusal {
    case .wrongCredentials: self.init(401, refusal.code, headers: [("WWW-Authenticate", "Bearer")])
    case .locked: self.init(423, refusal.code)
    case .accountTaken, .hallTaken, .shortCodeTaken, .lastAdministrator, .pairingCodeTaken,
      .deviceAway:
      self.init(409, refusal.code)
    case .unknownAccount, .unknownHall, .unknownDevice: self.init(404, refusal.code)
    case .wrongPairingCode: self.init(422, refusal.code)
    }
  }

  private init(_ refusal: CatalogueRefusal) {
    switch refusal {
    case .unknownItem, .unknownVersion, .unknownDuty, .unknownList, .unknownFile:
      self.init(404, refusal.code)
    case .notPublished, .alreadyPublished: self.init(409, refusal.code)
    }
  }

  private init(_ refusal: QueueRefusal, county: CountyFacts, strings: Strings) {
    let code = refusal.code
    switch refusal {
    case .unknownLine, .unknownWindow, .unknownTicket, .unknownPaperBlock, .unknownClosure:
      self.init(404, code)
    case .lineClosed(let reason):
      self.init(409, code, reason.map { ["reason": $0] } ?? [:])
    case .hallClosed(let reason, let opens):
      self.init(
        409, code, ["reason": strings.closedHall(ClosedHall(reason: reason, opens: opens))])
    case .dailyLimit(let limit), .personLimit(let limit):
      self.init(409, code, ["n": String(limit)])
    case .windowTaken(let clerk, let since):
      self.init(
        409, code,
        [
          "clerk": county.staff[clerk]?.name ?? clerk.rawValue,
          "since": county.county.offset.clockTime(since),
        ])
    case .clerkHoldsWindow(let window): self.init(409, code, ["window": window.rawValue])
    case .windowNotYours: self.init(403, code)
    case .ticketState(let state):
      self.init(409, code, ["state": strings.text("states.\(state.rawValue)")])
    case .undoTooLate:
      self.init(409, code, ["seconds": String(Undo.limit.wholeSeconds)])
    case .windowClosed, .windowPaused, .windowNotPaused, .windowIdle, .windowBusy,
      .nothingToUndo, .undoOvertaken, .numberNotReserved, .numberTaken, .lineInUse:
      self.init(409, code)
    }
  }

  private init(_ refusal: ScanRefusal, county: CountyFacts) {
    switch refusal {
    case .unreadable: self.init(422, refusal.code)
    case .unknown: self.init(404, refusal.code)
    case .otherHall(let hall):
      self.init(409, refusal.code, ["hall": county.halls[hall]?.name ?? hall.rawValue])
    case .otherDay(let number, let day):
      self.init(409, refusal.code, ["number": number.description, "day": day.description])
    case .cancelled(let number), .void(let number):
      self.init(409, refusal.code, ["number": number.description])
    }
  }

  private init(_ refusal: ClaimRefusal, county: CountyFacts, strings: Strings) {
    let code = refusal.code
    switch refusal {
    case .unknownDocument, .unknownClaim, .unknownReceipt: self.init(404, code)
    case .unknown: self.init(404, code, sentence: "unknown-claim-code")
    case .documentExists(let id): self.init(409, code, ["document": id.description])
    case .documentState(let state):
      self.init(409, code, ["state": strings.text("document-states.\(state.rawValue)")])
    case .notReady, .alreadyClaimed, .underWay, .notLocked, .deliveryEnded: self.init(409, code)
    case .holdersDiffer, .identityMismatch, .authorisationMissing, .relationUnfit, .consentMissing:
      self.init(422, code)
    case .unreadable: self.init(422, code, sentence: "unreadable-claim")
    case .otherHall(let hall):
      let name = county.halls[hall]?.name ?? hall.rawValue
      self.init(421, code, ["hall": name], sentence: "claim-other-hall")
    case .otherCounty: self.init(404, code)
    case .alreadyCollected(let at, let window):
      self.init(409, code, ["time": strings.collected(at, window, county.county.offset)])
      collected = (at, window)
    case .expired(let day): self.init(410, code, ["day": day.description])
    case .revoked: self.init(410, code)
    case .locked, .pinElsewhere: self.init(423, code, sentence: "claim-\(code)")
    case .notPresented: self.init(403, code)
    }
  }

  private init(_ fault: LedgerFault) {
    switch fault {
    case .storageFull: self.init(503, "storage-full", isIncident: true)
    case .damaged, .missing, .newerDatabase: self.init(503, "hall-damaged", isIncident: true)
    case .closed: self.init(503, "unavailable", headers: [("Retry-After", "2")], isIncident: true)
    case .exists, .brokenTransfer: self.init(500, "internal", isIncident: true)
    }
  }
}
