/// A cell of the locker opens, and the documents are taken out. 开柜取件
public struct KioskCellPage: LivePage {
  public static let template = "Claims/kiosk-cell"
  public static let fragment = "Claims/kiosk-cell-state"

  public enum State: String, Sendable, CaseIterable {
    case opening
    case open
    /// The door has been open for minutes.
    case openLong = "open-long"
    case taken
    /// The door was shut and the documents lie there still.
    case left
    case failed
    /// Nobody knows: somebody comes and looks.
    case uncertain

    /// Whether the page still waits for the door.
    public var isMoving: Bool { self == .opening || self == .open || self == .openLong }
  }

  public var frame: Frame
  public var cell: Int
  public var state: State
  /// The receipt's number, once the door has opened.
  public var receipt: String?
  public var lastEvent: Int64

  public init(frame: Frame, cell: Int, state: State, receipt: String? = nil, lastEvent: Int64) {
    self.frame = frame
    self.cell = cell
    self.state = state
    self.receipt = receipt
    self.lastEvent = lastEvent
  }
}
