public import ServiceHall

/// `/h/{hall}/kiosk`: choosing a line. 取号
public struct KioskPage: LivePage {
  public static let template = "Queue/kiosk"
  public static let fragment = "Queue/kiosk-lines"

  public var frame: Frame
  /// Idempotency key; each line's form carries it with the line's letter: `KEY.A`.
  public var key: String
  public var lines: [LineStatus]
  /// Chosen before; goes into every line's form.
  public var priority: PriorityReason?
  public var ratio: PriorityRatio
  /// Whether slips cannot be printed now.
  public var isPaperOut: Bool = false
  public var lastEvent: Int64

  public init(
    frame: Frame, key: String, lines: [LineStatus], priority: PriorityReason? = nil,
    ratio: PriorityRatio, isPaperOut: Bool = false, lastEvent: Int64
  ) {
    self.frame = frame
    self.key = key
    self.lines = lines
    self.priority = priority
    self.ratio = ratio
    self.isPaperOut = isPaperOut
    self.lastEvent = lastEvent
  }
}
