/// `/h/{hall}/admin/lines/{line}` and `/new`: one line to change or add.
public struct AdminLinePage: Page {
  public static let template = "Queue/admin-line"

  public var frame: Frame
  public var form: LineForm
  public var isNew: Bool

  public init(frame: Frame, form: LineForm, isNew: Bool) {
    self.frame = frame
    self.form = form
    self.isNew = isNew
  }
}
