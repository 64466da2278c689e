public import ServiceHall

/// `/`: the halls that this machine carries.
public struct MachinePage: Page {
  public static let template = "County/machine"

  public struct HallRow: Sendable {
    public var code: String
    public var name: String
    public var level: Hall.Level
    /// nil when the hall cannot be read now.
    public var waiting: Int?

    public init(code: String, name: String, level: Hall.Level, waiting: Int?) {
      self.code = code
      self.name = name
      self.level = level
      self.waiting = waiting
    }
  }

  public var frame: Frame
  public var countyName: String
  public var halls: [HallRow]

  public init(frame: Frame, countyName: String, halls: [HallRow]) {
    self.frame = frame
    self.countyName = countyName
    self.halls = halls
  }
}
