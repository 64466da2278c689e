/// `/h/{hall}/admin/licences/new` and `/{licence}/change`: what a licence is to say. 核发、变更
public struct AdminLicenceFormPage: Page {
  public static let template = "Licences/admin-licence-form"

  /// The licence that gets a new version.
  public struct Known: Sendable {
    public var number: String
    public var kind: String
    public var version: Int
    /// Masked.
    public var holder: String

    public init(number: String, kind: String, version: Int, holder: String) {
      self.number = number
      self.kind = kind
      self.version = version
      self.holder = holder
    }
  }

  public var frame: Frame
  public var form: LicenceForm
  /// Nil issues a licence.
  public var known: Known?

  public init(frame: Frame, form: LicenceForm, known: Known? = nil) {
    self.frame = frame
    self.form = form
    self.known = known
  }
}
