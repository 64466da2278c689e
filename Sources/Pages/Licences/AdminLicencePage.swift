public import ServiceHall

/// `/h/{hall}/admin/licences/{licence}`: one licence, its versions, and what can be done with it. 证照
public struct AdminLicencePage: Page {
  public static let template = "Licences/admin-licence"

  public struct Version: Sendable {
    public var version: Int
    /// `issued`, `changed` or `renewed`.
    public var act: String
    public var reason: String?
    /// `2026-11-20 09:41`
    public var at: String
    public var actor: String
    public var expiresOn: CivilDate?
    public var supersededOn: CivilDate?

    public init(
      version: Int, act: String, reason: String?, at: String, actor: String, expiresOn: CivilDate?,
      supersededOn: CivilDate?
    ) {
      self.version = version
      self.act = act
      self.reason = reason
      self.at = at
      self.actor = actor
      self.expiresOn = expiresOn
      self.supersededOn = supersededOn
    }
  }

  public struct Revocation: Sendable {
    public var on: CivilDate
    public var reason: String

    public init(on: CivilDate, reason: String) {
      self.on = on
      self.reason = reason
    }
  }

  public var frame: Frame
  public var number: String
  public var id: String
  public var version: Int
  public var content: LicenceContent
  public var state: LicenceState
  /// The latest first.
  public var versions: [Version]
  public var revocation: Revocation?
  /// Whether the holder is shown in full; somebody gave a reason then.
  public var isRevealed: Bool = false
  /// What was typed into the forms.
  public var renewOn: String = ""
  public var renewReason: String = ""
  public var revokeReason: String = ""

  public init(
    frame: Frame, number: String, id: String, version: Int, content: LicenceContent, state: LicenceState,
    versions: [Version], revocation: Revocation? = nil
  ) {
    self.frame = frame
    self.number = number
    self.id = id
    self.version = version
    self.content = content
    self.state = state
    self.versions = versions
    self.revocation = revocation
  }
}
