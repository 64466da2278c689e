/// What can happen to documents that are to be handed over; each becomes one row of the hall's journal.
///
/// Bodies are frozen once they stand in a journal: fields may be added as optional ones, never renamed.
public enum ClaimEvent: Sendable, Equatable {
  case documentRegistered(FinishedDocument.ID, DocumentRegistered)
  case documentReadied(FinishedDocument.ID)
  case documentMoved(FinishedDocument.ID, DocumentMoved)
  case documentReturned(FinishedDocument.ID, Reason)
  case documentRevoked(FinishedDocument.ID, Reason)
  /// Somebody read the holder's data in full.
  case documentRevealed(FinishedDocument.ID, Reason)
  case claimMade(Claim.ID, ClaimMade)
  case pinFailed(Claim.ID)
  case claimUnlocked(Claim.ID, Reason)
  case claimRevoked(Claim.ID, Reason)
  /// The holder was told again. 催领
  case holderReminded(Claim.ID, Reason)
  /// The documents of a claim were laid into a cell.
  case cellFilled(Claim.ID, LockerCell)
  /// The documents of a claim were taken out of their cell and lie at the counter again.
  case cellCleared(Claim.ID)
  case delivered(ReceiptNumber, Delivery.Made)
  case deliveryEnded(ReceiptNumber, DeliveryEnded)
  case settingsSaved(ClaimSettings)

  public struct Reason: Sendable, Equatable, Codable {
    public let reason: String
    public init(_ reason: String) { self.reason = reason }
  }

  public struct DocumentRegistered: Sendable, Equatable, Codable {
    public let details: FinishedDocument.Details
    public let place: String?
    /// Whether it is in the hall's hands already.
    public let isReady: Bool
    public init(details: FinishedDocument.Details, place: String?, isReady: Bool) {
      self.details = details
      self.place = place
      self.isReady = isReady
    }
  }

  public struct DocumentMoved: Sendable, Equatable, Codable {
    public let place: String?
    public init(place: String?) { self.place = place }
  }

  public struct ClaimMade: Sendable, Equatable, Codable {
    public let documents: [FinishedDocument.ID]
    /// SHA-256 of the code, in hex.
    public let code: String
    /// A keyed digest of the PIN, in hex.
    public let pin: String
    /// Names the key of that digest, which never leaves the machine.
    public let pinKey: String
    public let expiresOn: CivilDate
    /// The claim in whose place it stands.
    public let former: Claim.ID?
    public init(
      documents: [FinishedDocument.ID], code: String, pin: String, pinKey: String,
      expiresOn: CivilDate, former: Claim.ID?
    ) {
      self.documents = documents
      self.code = code
      self.pin = pin
      self.pinKey = pinKey
      self.expiresOn = expiresOn
      self.former = former
    }
  }

  public struct DeliveryEnded: Sendable, Equatable, Codable {
    public let state: Delivery.State
    public let receivedOn: CivilDate?
    public let reason: String?
    public init(state: Delivery.State, receivedOn: CivilDate?, reason: String?) {
      self.state = state
      self.receivedOn = receivedOn
      self.reason = reason
    }
  }
}
