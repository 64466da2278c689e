public import ServiceHall

/// A new hall as an administrator types it.
public struct HallForm: Sendable {
  public var code: String = ""
  public var name: String = ""
  public var division: String = ""
  public var shortCode: String = ""
  public var level: Hall.Level = .township
  public var parent: String = ""

  public init(
    code: String = "", name: String = "", division: String = "", shortCode: String = "",
    level: Hall.Level = .township, parent: String = ""
  ) {
    self.code = code
    self.name = name
    self.division = division
    self.shortCode = shortCode
    self.level = level
    self.parent = parent
  }
}

/// `/county`: every hall of the county at a glance. 全县概况
public struct CountyPage: Page {
  public static let template = "County/county"

  public struct Row: Sendable {
    public var code: String
    public var name: String
    public var level: Hall.Level
    public var division: String
    public var waiting: Int
    public var openWindows: Int
    public var issued: Int
    public var served: Int
    /// Whole seconds by which these figures lag behind the hall.
    public var lagSeconds: Int
    /// Whether the hall can be read now; its figures mean nothing otherwise.
    public var isReadable: Bool = true

    public init(
      code: String, name: String, level: Hall.Level, division: String, waiting: Int,
      openWindows: Int, issued: Int, served: Int, lagSeconds: Int, isReadable: Bool = true
    ) {
      self.code = code
      self.name = name
      self.level = level
      self.division = division
      self.waiting = waiting
      self.openWindows = openWindows
      self.issued = issued
      self.served = served
      self.lagSeconds = lagSeconds
      self.isReadable = isReadable
    }
  }

  public var frame: Frame
  public var countyName: String
  public var halls: [Row]
  public var form: HallForm = HallForm()
  /// Whether the person may add halls.
  public var mayAdd: Bool
  /// Whether other machines' halls report here, and the person may see how.
  public var showsReceiver: Bool
  public var key: String

  public init(
    frame: Frame, countyName: String, halls: [Row], form: HallForm = HallForm(), mayAdd: Bool,
    showsReceiver: Bool = false, key: String
  ) {
    self.frame = frame
    self.countyName = countyName
    self.halls = halls
    self.form = form
    self.mayAdd = mayAdd
    self.showsReceiver = showsReceiver
    self.key = key
  }
}
