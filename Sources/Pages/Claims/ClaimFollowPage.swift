public import ServiceHall

/// `/h/{hall}/c/{code}`: the holder of a code looks on a telephone whether documents wait. 取件进度
public struct ClaimFollowPage: Page {
  public static let template = "Claims/claim-follow"

  public enum State: String, Sendable, CaseIterable {
    case waiting
    case notReady = "not-ready"
    case collected
    case underWay = "under-way"
    case expired
    case revoked
  }

  public var frame: Frame
  /// Stands in the address; shown for a scanner.
  public var code: String
  public var state: State
  public var titles: [String]
  /// Masked.
  public var holder: String
  public var isBody: Bool
  public var until: CivilDate
  /// When and where they were collected, in words.
  public var collected: String?
  /// The kiosk in whose locker they lie.
  public var locker: String?

  public init(
    frame: Frame, code: String, state: State, titles: [String], holder: String,
    isBody: Bool = false, until: CivilDate, collected: String? = nil, locker: String? = nil
  ) {
    self.frame = frame
    self.code = code
    self.state = state
    self.titles = titles
    self.holder = holder
    self.isBody = isBody
    self.until = until
    self.collected = collected
    self.locker = locker
  }
}
