/// `/h/{hall}/admin/lines`: the hall's lines. 业务队列
public struct AdminLinesPage: Page {
  public static let template = "Queue/admin-lines"

  public struct Row: Sendable {
    public var letter: String
    public var name: String
    public var place: String?
    /// Whether numbers are given out now.
    public var isOpen: Bool
    /// Set while it is closed by hand.
    public var closedReason: String?
    public var dailyCap: Int?
    public var personCap: Int?

    public init(
      letter: String, name: String, place: String? = nil, isOpen: Bool, closedReason: String? = nil,
      dailyCap: Int? = nil, personCap: Int? = nil
    ) {
      self.letter = letter
      self.name = name
      self.place = place
      self.isOpen = isOpen
      self.closedReason = closedReason
      self.dailyCap = dailyCap
      self.personCap = personCap
    }
  }

  public var frame: Frame
  public var lines: [Row]

  public init(frame: Frame, lines: [Row]) {
    self.frame = frame
    self.lines = lines
  }
}
