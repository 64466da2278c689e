/// Why a document is not handed over, or a claim not made.
///
/// None of them tells whose document it is.
public enum ClaimRefusal: Error, Sendable, Equatable {
  case unknownDocument
  case unknownClaim
  case unknownReceipt
  /// The same document is in the hall already.
  case documentExists(FinishedDocument.ID)
  case documentState(FinishedDocument.State)
  /// One of the documents is not, or no longer, ready.
  case notReady
  /// One of the documents is in an open claim.
  case alreadyClaimed
  /// One of the documents is on its way by post or with an agent.
  case underWay
  case holdersDiffer

  /// A text that is no code: cut short, altered, or typed by an input method.
  case unreadable
  /// A code, or a number with a PIN, that opens nothing here.
  case unknown
  case otherHall(Hall.ID)
  case otherCounty
  case alreadyCollected(at: Moment, window: Window.ID?)
  case expired(on: CivilDate)
  case revoked
  case locked
  /// Another machine made the claim; its PINs are not known here.
  case pinElsewhere
  /// The claim's PIN is not locked.
  case notLocked

  /// The code was not shown to whom wants to hand over.
  case notPresented
  case identityMismatch
  /// Neither named beforehand, nor with a letter.
  case authorisationMissing
  /// A body's document is collected by its agent, a person's by the person or a proxy.
  case relationUnfit
  case consentMissing
  /// The delivery has ended.
  case deliveryEnded

  public var code: String {
    switch self {
    case .unknownDocument: "unknown-document"
    case .unknownClaim: "unknown-claim"
    case .unknownReceipt: "unknown-receipt"
    case .documentExists: "document-exists"
    case .documentState: "document-state"
    case .notReady: "not-ready"
    case .alreadyClaimed: "already-claimed"
    case .underWay: "under-way"
    case .holdersDiffer: "holders-differ"
    case .unreadable: "unreadable-code"
    case .unknown: "unknown"
    case .otherHall: "other-hall"
    case .otherCounty: "other-county"
    case .alreadyCollected: "already-collected"
    case .expired: "expired"
    case .revoked: "revoked"
    case .locked: "locked"
    case .pinElsewhere: "pin-elsewhere"
    case .notLocked: "not-locked"
    case .notPresented: "not-presented"
    case .identityMismatch: "identity-mismatch"
    case .authorisationMissing: "authorisation-missing"
    case .relationUnfit: "relation-unfit"
    case .consentMissing: "consent-missing"
    case .deliveryEnded: "delivery-ended"
    }
  }
}
