/// Where a waiting ticket stands among those of its line and class; smaller is called first.
///
/// `anchor` is a sequence number of the journal: a ticket's own issue, or, for one that was put back, the
/// anchor of the ticket behind which it stands. Ties are broken by `order`, the sequence number of the
/// event that put it there; so a later return never overtakes an earlier one.
public struct Place: Sendable, Hashable, Comparable, Codable {
  public let anchor: Int64
  public let order: Int64

  public init(anchor: Int64, order: Int64 = 0) {
    self.anchor = anchor
    self.order = order
  }

  public static func < (left: Place, right: Place) -> Bool {
    (left.anchor, left.order) < (right.anchor, right.order)
  }
}

/// Since when a ticket waits: the event that made it wait, and that event's time.
public struct WaitStart: Sendable, Hashable, Codable {
  public let seq: Int64
  public let at: Moment

  public init(seq: Int64, at: Moment) {
    self.seq = seq
    self.at = at
  }
}
