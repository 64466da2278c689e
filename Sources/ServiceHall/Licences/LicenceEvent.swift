/// What can happen to a hall's licences and to the keys that seal them; one row of the hall's journal each.
///
/// Bodies are frozen once they stand in a journal: fields may be added as optional ones, never renamed.
public enum LicenceEvent: Sendable, Equatable {
  /// From here on the key seals, and the one before it no more.
  case keyMade(SealKey.ID, KeyMade)
  case keyRevoked(SealKey.ID, KeyRevoked)
  case issued(LicenceNumber, LicenceVersion)
  case changed(LicenceNumber, Changed)
  case renewed(LicenceNumber, Changed)
  case revoked(LicenceNumber, Revoked)
  /// Somebody looked at whose licence it is.
  case revealed(LicenceNumber, Revealed)

  public struct KeyMade: Sendable, Equatable, Codable {
    /// `ed25519` or `sm2`
    public let suite: String
    /// Base64, padded: 32 bytes, or 65 for SM2.
    public let publicKey: String
    public let from: CivilDate

    public init(suite: String, publicKey: String, from: CivilDate) {
      self.suite = suite
      self.publicKey = publicKey
      self.from = from
    }
  }

  public struct KeyRevoked: Sendable, Equatable, Codable {
    /// What it signed on this day or later proves nothing.
    public let from: CivilDate
    public let reason: String

    public init(from: CivilDate, reason: String) {
      self.from = from
      self.reason = reason
    }
  }

  public struct Changed: Sendable, Equatable, Codable {
    public let licence: LicenceVersion
    public let reason: String
    /// The day on which the version before it ended.
    public let on: CivilDate

    public init(licence: LicenceVersion, reason: String, on: CivilDate) {
      self.licence = licence
      self.reason = reason
      self.on = on
    }
  }

  public struct Revoked: Sendable, Equatable, Codable {
    public let reason: String
    public let on: CivilDate

    public init(reason: String, on: CivilDate) {
      self.reason = reason
      self.on = on
    }
  }

  public struct Revealed: Sendable, Equatable, Codable {
    public let reason: String

    public init(reason: String) { self.reason = reason }
  }
}

/// Why something about a licence is refused.
public enum LicenceRefusal: Error, Sendable, Equatable {
  case unknownLicence
  case revoked
  /// It holds for ever.
  case endless
  /// 999 are enough.
  case versionsUsedUp
  /// The day's numbers are used up.
  case numbersUsedUp
  case unknownSealKey
  /// The key is revoked from that day, or an earlier one.
  case keyRevoked
  /// A list of keys that is older than the one that was taken before.
  case olderList
  /// A file that is no list of keys.
  case notAList

  public var code: String {
    switch self {
    case .unknownLicence: "unknown-licence"
    case .revoked: "licence-revoked"
    case .endless: "licence-endless"
    case .versionsUsedUp: "licence-versions"
    case .numbersUsedUp: "licence-numbers"
    case .unknownSealKey: "unknown-seal-key"
    case .keyRevoked: "seal-key-revoked"
    case .olderList: "older-key-list"
    case .notAList: "not-a-key-list"
    }
  }
}
