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
  /// Why slips cannot be printed now.
  public var printerFailure: PrintFailure?
  public var lastEvent: Int64
  /// Set while the whole hall is closed.
  public var closed: ClosedHall?

  public init(
    frame: Frame, key: String, lines: [LineStatus], priority: PriorityReason? = nil,
    ratio: PriorityRatio, printerFailure: PrintFailure? = nil, lastEvent: Int64
  ) {
    self.frame = frame
    self.key = key
    self.lines = lines
    self.priority = priority
    self.ratio = ratio
    self.printerFailure = printerFailure
    self.lastEvent = lastEvent
  }
}
