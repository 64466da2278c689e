/// `/h/{hall}/admin/paper`: numbers written by hand while the machine was down. 手写号
public struct AdminPaperPage: Page {
  public static let template = "Queue/admin-paper"

  public struct Block: Sendable {
    public var id: Int64
    public var line: String
    public var lineName: String
    /// `A120`
    public var from: String
    public var to: String
    /// How many of its numbers were entered.
    public var entered: Int

    public init(id: Int64, line: String, lineName: String, from: String, to: String, entered: Int) {
      self.id = id
      self.line = line
      self.lineName = lineName
      self.from = from
      self.to = to
      self.entered = entered
    }
  }

  public var frame: Frame
  /// Every line of the hall.
  public var lines: [Choice]
  public var blocks: [Block]
  /// Idempotency key; each form carries it with its own ending.
  public var key: String

  public init(frame: Frame, lines: [Choice], blocks: [Block], key: String) {
    self.frame = frame
    self.lines = lines
    self.blocks = blocks
    self.key = key
  }
}
