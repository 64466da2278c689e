public import ServiceHall

/// `/h/{hall}/admin/windows`: the hall's windows. 窗口
public struct AdminWindowsPage: Page {
  public static let template = "Queue/admin-windows"

  public struct Row: Sendable {
    public var window: String
    public var name: String
    public var state: Window.StateName
    public var clerk: String?
    /// Names of the lines it serves, the preferred first.
    public var serves: [String]

    public init(
      window: String, name: String, state: Window.StateName, clerk: String? = nil, serves: [String]
    ) {
      self.window = window
      self.name = name
      self.state = state
      self.clerk = clerk
      self.serves = serves
    }
  }

  public var frame: Frame
  public var windows: [Row]

  public init(frame: Frame, windows: [Row]) {
    self.frame = frame
    self.windows = windows
  }
}
