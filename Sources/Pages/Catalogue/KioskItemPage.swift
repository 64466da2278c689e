public import ServiceHall

/// `/h/{hall}/kiosk?step=item&item=…`: what one item needs, before a number is taken for its line.
///
/// One question at a time; then the materials and the number.
public struct KioskItemPage: Page {
  public static let template = "Catalogue/kiosk-item"

  public var frame: Frame
  /// Idempotency key, as on the first page.
  public var key: String
  public var item: ServiceItem
  /// The line of this hall that takes the item; nil when none does.
  public var line: LineStatus?
  public var answers: [SituationQuestion.ID: SituationQuestion.ID]
  /// What was looked for, to go back to.
  public var query: String
  public var priority: PriorityReason?
  public var lastEvent: Int64

  public init(
    frame: Frame, key: String, item: ServiceItem, line: LineStatus?,
    answers: [SituationQuestion.ID: SituationQuestion.ID] = [:], query: String = "",
    priority: PriorityReason? = nil, lastEvent: Int64
  ) {
    self.frame = frame
    self.key = key
    self.item = item
    self.line = line
    self.answers = answers
    self.query = query
    self.priority = priority
    self.lastEvent = lastEvent
  }
}
