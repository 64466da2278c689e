/// The right to collect certain documents, once, with a code. 取件凭证
///
/// Invariants, cited by number in `ClaimTests`:
/// 1. A claim's documents belong to one holder.
/// 2. A document is in one open claim at most.
/// 3. A claim is used once; what a second hand learns is when and where.
/// 4. Nothing that is kept tells the code or the PIN.
/// 5. `revoked` is final, and `collected` unless the delivery failed: then it is open again. Expiry is judged by
///    the journal's date.
public struct Claim: Sendable, Equatable {
  public struct ID: SequenceID {
    public let seq: Int64
    public init(seq: Int64) { self.seq = seq }
  }

  /// A claim as its presenter may name it: the number, and the proof that its code was shown.
  ///
  /// Written `4821-7K3M…`. Without the proof nothing is handed over: hand-over needs the code and the identity
  /// (domain.md §7, rule 2).
  public struct Name: Sendable, Hashable, LosslessStringConvertible {
    public static let proofLength = 13

    public let id: ID
    public let proof: String

    public init(id: ID, proof: String) {
      self.id = id
      self.proof = proof
    }

    public init?(_ description: String) {
      let parts = description.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, let id = ID(String(parts[0])),
        parts[1].isMade(of: ClaimCode.alphabet.contains, lengths: Self.proofLength...Self.proofLength)
      else { return nil }
      self.init(id: id, proof: String(parts[1]))
    }

    public var description: String { "\(id)-\(proof)" }
  }

  public enum State: Sendable, Equatable {
    case open
    case collected(Collection)
    case revoked
  }

  /// When and where a claim was used.
  public struct Collection: Sendable, Equatable {
    public let receipt: ReceiptNumber
    public let at: Moment
    /// Nil at a kiosk, and at a counter that is no window of the queue.
    public let window: Window.ID?

    public init(receipt: ReceiptNumber, at: Moment, window: Window.ID?) {
      self.receipt = receipt
      self.at = at
      self.window = window
    }
  }

  public let id: ID
  public let documents: [FinishedDocument.ID]
  public let madeAt: Moment
  /// The last day on which it is good.
  public let expiresOn: CivilDate
  public let state: State
  /// Wrong PINs since it was made or unlocked.
  public let failures: Int
  /// Why it was revoked.
  public let reason: String?

  public init(
    id: ID, documents: [FinishedDocument.ID], madeAt: Moment, expiresOn: CivilDate, state: State,
    failures: Int, reason: String?
  ) {
    self.id = id
    self.documents = documents
    self.madeAt = madeAt
    self.expiresOn = expiresOn
    self.state = state
    self.failures = failures
    self.reason = reason
  }

  /// Whether its PIN opens nothing until a clerk unlocks it; the code itself, which nobody guesses, still does.
  public var isLocked: Bool { failures >= ClaimPIN.mostFailures }

  public func isExpired(on day: CivilDate) -> Bool { day > expiresOn }

  /// (3) (5) Whether it can be used on a day of the journal.
  public func requireOpen(on day: CivilDate) throws(ClaimRefusal) {
    switch state {
    case .collected(let collection):
      throw .alreadyCollected(at: collection.at, window: collection.window)
    case .revoked: throw .revoked
    case .open: if isExpired(on: day) { throw .expired(on: expiresOn) }
    }
  }
}

/// How a hall hands out. 领取规则
public struct ClaimSettings: Sendable, Equatable, Codable {
  /// How many days a claim is good where its item sets nothing.
  public var validDays: Int
  /// After so many days somebody is to remind the holder.
  public var reminderDays: Int
  /// What lies in a locker longer goes back to the counter.
  public var lockerHours: Int

  public init(validDays: Int = 30, reminderDays: Int = 7, lockerHours: Int = 24) {
    self.validDays = validDays
    self.reminderDays = reminderDays
    self.lockerHours = lockerHours
  }

  /// The longest that a claim may be good, in days.
  public static let longest = 366

  public func checked() throws(InputRefusal) -> ClaimSettings {
    guard (1...Self.longest).contains(validDays) else { throw InputRefusal("validDays", .outOfRange) }
    guard (1...Self.longest).contains(reminderDays) else {
      throw InputRefusal("reminderDays", .outOfRange)
    }
    guard (1...720).contains(lockerHours) else { throw InputRefusal("lockerHours", .outOfRange) }
    return self
  }
}
