/// `/h/{hall}/admin/lines/{line}` and `/new`: one line to change or add.
public struct AdminLinePage: Page {
  public static let template = "Queue/admin-line"

  public var frame: Frame
  public var form: LineForm
  /// Every window of the hall.
  public var windows: [Choice]
  public var isNew: Bool

  public init(frame: Frame, form: LineForm, windows: [Choice], isNew: Bool) {
    self.frame = frame
    self.form = form
    self.windows = windows
    self.isNew = isNew
  }
}
