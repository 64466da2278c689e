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

/// Days off for the whole hall as an administrator types them.
public struct ClosureForm: Sendable {
  public var from: String
  /// Empty for one day.
  public var through: String
  public var reason: String

  public init(from: String = "", through: String = "", reason: String = "") {
    self.from = from
    self.through = through
    self.reason = reason
  }
}

/// `/h/{hall}/admin/settings`: how the hall runs its queue, and when it is closed. 排队规则
public struct AdminSettingsPage: Page {
  public static let template = "Queue/admin-settings"

  public var frame: Frame
  public var form: SettingsForm
  /// Those that are not over, by their first days.
  public var closures: [Closure] = []
  public var closureForm: ClosureForm = ClosureForm()

  public init(frame: Frame, form: SettingsForm) {
    self.frame = frame
    self.form = form
  }
}
