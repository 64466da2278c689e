public import ServiceHall

/// `/h/{hall}/admin/seal`: the keys with which the hall seals documents. 验证密钥
public struct AdminSealPage: Page {
  public static let template = "Licences/admin-seal"

  public struct Key: Sendable {
    public var key: SealKey
    public var revokedReason: String?

    public init(key: SealKey, revokedReason: String? = nil) {
      self.key = key
      self.revokedReason = revokedReason
    }
  }

  public var frame: Frame
  /// The latest first.
  public var keys: [Key]
  /// By the journal.
  public var today: CivilDate

  public init(frame: Frame, keys: [Key], today: CivilDate) {
    self.frame = frame
    self.keys = keys
    self.today = today
  }
}
