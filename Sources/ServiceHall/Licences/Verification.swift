/// What comes of checking a document's QR code. 验证结果
///
/// Invariants, cited by number in `VerificationTests`:
/// 1. Only what a known key has signed, and what its hall did not disown, shows what it says.
/// 2. Only a document that is in force is valid.
public struct Verification: Sendable, Equatable {
  public enum Status: String, Sendable, CaseIterable {
    /// 有效
    case valid
    /// 变更: a later version is in force
    case superseded
    /// 注销
    case revoked
    /// 过期
    case expired
    /// 密钥未知: it may be genuine, but nothing here can tell
    case unknownKey = "unknown-key"
    /// 无效: not genuine, or damaged
    case invalid
  }

  /// Why something is invalid.
  public enum Reason: Sendable, Equatable {
    case unreadable(AttestationFault)
    /// The signature is not the key's, of these bytes.
    case signature
    /// Signed on a day from which its key is revoked.
    case keyRevoked
    /// Signed before its key was made, or after another took its place.
    case keyOutOfTime
    /// Signed by the hall's key, but the hall never issued it.
    case unregistered

    public var code: String {
      switch self {
      case .unreadable(let fault): fault.rawValue
      case .signature: "signature"
      case .keyRevoked: "key-revoked"
      case .keyOutOfTime: "key-out-of-time"
      case .unregistered: "unregistered"
      }
    }

    public static let codes: [String] =
      AttestationFault.allCases.map(\.rawValue)
      + [Reason.signature, .keyRevoked, .keyOutOfTime, .unregistered].map(\.code)
  }

  /// By what a genuine document was judged.
  public enum Basis: Sendable, Equatable {
    /// The ledger of the hall itself.
    case ledger
    /// A list of keys and revocations of that day.
    case list(CivilDate)
  }

  public let status: Status
  public let reason: Reason?
  /// What the document says; nil where nothing vouches for it.
  public let attestation: Attestation?
  /// Since when it is not in force any more.
  public let since: CivilDate?
  public let basis: Basis?
  /// The day by which it was judged.
  public let checkedOn: CivilDate

  private init(
    _ status: Status, reason: Reason? = nil, attestation: Attestation? = nil, since: CivilDate? = nil,
    basis: Basis? = nil, checkedOn: CivilDate
  ) {
    self.status = status
    self.reason = reason
    self.attestation = attestation
    self.since = since
    self.basis = basis
    self.checkedOn = checkedOn
  }

  public static func invalid(_ reason: Reason, on today: CivilDate) -> Verification {
    Verification(.invalid, reason: reason, checkedOn: today)
  }

  public static func unknownKey(on today: CivilDate) -> Verification {
    Verification(.unknownKey, checkedOn: today)
  }

  /// Judges a document whose signature is its key's.
  ///
  /// - Parameter standing: nil when the hall's own ledger does not have the document.
  public static func judge(
    _ attestation: Attestation, standing: DocumentStanding?, basis: Basis, on today: CivilDate
  ) -> Verification {
    guard let standing else { return .invalid(.unregistered, on: today) }
    let (status, since): (Status, CivilDate?) =
      switch standing {
      case .revoked(let day): (.revoked, day)
      case .superseded(let day): (.superseded, day)
      case .current:
        if let expiresOn = attestation.expiresOn, expiresOn < today {
          (.expired, expiresOn.adding(days: 1))
        } else {
          (.valid, nil)
        }
      }
    return Verification(status, attestation: attestation, since: since, basis: basis, checkedOn: today)
  }
}

/// What became of a document after it was sealed.
public enum DocumentStanding: Sendable, Equatable {
  case current
  case superseded(on: CivilDate)
  case revoked(on: CivilDate)
}
