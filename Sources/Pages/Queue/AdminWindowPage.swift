public import ServiceHall

/// A window as an administrator types it.
public struct WindowForm: Sendable {
  public var window: String = ""
  public var name: String = ""
  /// Preference by line's letter, 1 to 99; blank or missing is not served.
  public var serves: [String: String] = [:]

  public init(window: String = "", name: String = "", serves: [String: String] = [:]) {
    self.window = window
    self.name = name
    self.serves = serves
  }

  public init(_ window: Window) {
    self.init(window: window.id.rawValue, name: window.name)
    for service in window.services { serves[service.line.rawValue] = String(service.preference) }
  }
}

/// `/h/{hall}/admin/windows/{window}` and `/new`: one window to change or add.
public struct AdminWindowPage: Page {
  public static let template = "Queue/admin-window"

  public var frame: Frame
  public var form: WindowForm
  /// Every line of the hall.
  public var lines: [Choice]
  public var isNew: Bool

  public init(frame: Frame, form: WindowForm, lines: [Choice], isNew: Bool) {
    self.frame = frame
    self.form = form
    self.lines = lines
    self.isNew = isNew
  }
}
