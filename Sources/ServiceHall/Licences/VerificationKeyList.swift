/// The keys of halls and what became of their documents, for those who verify elsewhere. 验证密钥清单
///
/// Its JSON is described in `Appliance/verification.md`.
public struct VerificationKeyList: Sendable, Equatable, Codable {
  public static let format = "yizhan-verification-keys-1"
  /// The largest file that is taken, in bytes.
  public static let largest = 32 << 20

  public struct Key: Sendable, Equatable, Codable {
    public let id: SealKey.ID
    /// `ed25519` or `sm2`
    public let suite: String
    /// Base64, padded.
    public let publicKey: String
    public let validFrom: CivilDate
    public let retiredOn: CivilDate?
    public let revokedFrom: CivilDate?

    public init(
      id: SealKey.ID, suite: String, publicKey: String, validFrom: CivilDate, retiredOn: CivilDate?,
      revokedFrom: CivilDate?
    ) {
      self.id = id
      self.suite = suite
      self.publicKey = publicKey
      self.validFrom = validFrom
      self.retiredOn = retiredOn
      self.revokedFrom = revokedFrom
    }
  }

  /// A document of which some version is in force no more.
  public struct Document: Sendable, Equatable, Codable {
    public enum State: String, Sendable, Codable { case superseded, revoked }

    public let number: LicenceNumber
    public let state: State
    /// What is in force, for a superseded one: lower versions are not.
    public let version: Int?
    public let on: CivilDate

    public init(number: LicenceNumber, state: State, version: Int?, on: CivilDate) {
      self.number = number
      self.state = state
      self.version = version
      self.on = on
    }

    /// What it says of one version of the document.
    public func standing(of version: Int) -> DocumentStanding {
      switch state {
      case .revoked: .revoked(on: on)
      case .superseded: version < self.version ?? .max ? .superseded(on: on) : .current
      }
    }
  }

  public struct HallKeys: Sendable, Equatable, Codable {
    public let division: DivisionCode
    public let shortCode: Hall.ShortCode
    public let name: String
    public let keys: [Key]
    public let documents: [Document]

    public init(
      division: DivisionCode, shortCode: Hall.ShortCode, name: String, keys: [Key], documents: [Document]
    ) {
      self.division = division
      self.shortCode = shortCode
      self.name = name
      self.keys = keys
      self.documents = documents
    }
  }

  public let format: String
  /// The day on which it was made, by the journals.
  public let date: CivilDate
  /// Whose machine made it.
  public let source: String
  public let halls: [HallKeys]

  public init(date: CivilDate, source: String, halls: [HallKeys]) {
    format = Self.format
    self.date = date
    self.source = source
    self.halls = halls
  }
}
