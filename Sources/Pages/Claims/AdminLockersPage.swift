/// `/h/{hall}/admin/lockers`: what lies in the lockers beside the kiosks, and what could. 自助柜
public struct AdminLockersPage: Page {
  public static let template = "Claims/admin-lockers"

  /// The documents of one claim, by their titles alone.
  public struct Content: Sendable {
    public enum State: String, Sendable, CaseIterable {
      case waiting
      /// Too long in the cell.
      case overdue
      /// Collected elsewhere, or out of force: nobody can collect it here.
      case over
      /// The door was released, and nobody knows yet how it ended.
      case released
    }

    public var claim: String
    public var titles: [String]
    /// Masked.
    public var holder: String
    public var cell: Int
    /// `2026-11-20 09:41`
    public var since: String
    public var state: State

    public init(
      claim: String, titles: [String], holder: String, cell: Int = 0, since: String = "",
      state: State = .waiting
    ) {
      self.claim = claim
      self.titles = titles
      self.holder = holder
      self.cell = cell
      self.since = since
      self.state = state
    }
  }

  public struct Locker: Sendable {
    public var device: String
    public var name: String
    public var contents: [Content]
    public var free: [Int]

    public init(device: String, name: String, contents: [Content], free: [Int]) {
      self.device = device
      self.name = name
      self.contents = contents
      self.free = free
    }
  }

  /// A door that was released and of which nobody knows how it ended.
  public struct Release: Sendable {
    public var receipt: String
    public var place: String
    public var cell: Int
    public var at: String

    public init(receipt: String, place: String, cell: Int, at: String) {
      self.receipt = receipt
      self.place = place
      self.cell = cell
      self.at = at
    }
  }

  public var frame: Frame
  public var lockers: [Locker]
  public var releases: [Release]
  /// What lies at the counter.
  public var waiting: [Content]

  public init(frame: Frame, lockers: [Locker], releases: [Release] = [], waiting: [Content]) {
    self.frame = frame
    self.lockers = lockers
    self.releases = releases
    self.waiting = waiting
  }
}
