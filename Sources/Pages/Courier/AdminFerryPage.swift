public import ServiceHall

/// `/h/{hall}/admin/ferry`: records that travel on a stick. 摆渡
public struct AdminFerryPage: Page {
  public static let template = "Courier/admin-ferry"

  public var frame: Frame
  /// Records that are not in custody; nil for a hall that stands alone.
  public var waiting: Int?
  public var ferry: FerryState
  /// When the last trip was, as it is to be shown: `09:31` or `2026-11-19 17:02`.
  public var lastAt: String?
  /// What a form just brought.
  public var brought: FerryTrip?

  public init(
    frame: Frame, waiting: Int?, ferry: FerryState, lastAt: String? = nil,
    brought: FerryTrip? = nil
  ) {
    self.frame = frame
    self.waiting = waiting
    self.ferry = ferry
    self.lastAt = lastAt
    self.brought = brought
  }
}
