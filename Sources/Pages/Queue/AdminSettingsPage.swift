public import ServiceHall

/// The hall's rules as an administrator types them.
public struct SettingsForm: Sendable {
  public var priority: String
  public var normal: String
  public var returnAfter: String
  public var voidAtMiss: String
  public var notice: String

  public init(
    priority: String, normal: String, returnAfter: String, voidAtMiss: String, notice: String
  ) {
    self.priority = priority
    self.normal = normal
    self.returnAfter = returnAfter
    self.voidAtMiss = voidAtMiss
    self.notice = notice
  }

  public init(_ settings: QueueSettings) {
    self.init(
      priority: String(settings.ratio.priority), normal: String(settings.ratio.normal),
      returnAfter: String(settings.returnAfter), voidAtMiss: String(settings.voidAtMiss),
      notice: settings.notice ?? "")
  }
}

/// `/h/{hall}/admin/settings`: how the hall runs its queue. 排队规则
public struct AdminSettingsPage: Page {
  public static let template = "Queue/admin-settings"

  public var frame: Frame
  public var form: SettingsForm

  public init(frame: Frame, form: SettingsForm) {
    self.frame = frame
    self.form = form
  }
}
