/// How a hall's records travel where there is no line: on a stick, or through a one-way gateway. 摆渡
public struct FerryState: Sendable, Equatable {
  public enum Place: String, Sendable, CaseIterable {
    /// The machine was told of no folder.
    case unset
    /// The folder is not there: no stick is plugged in.
    case absent
    case present
  }

  /// Why the last trip ended early; what had been written is whole.
  public enum Fault: String, Sendable, CaseIterable { case full, locked, broken }

  public var place: Place
  /// Something is being written or read: the stick must stay where it is.
  public var isWorking: Bool
  public var last: FerryTrip?
  public var fault: Fault?

  public init(
    place: Place = .unset, isWorking: Bool = false, last: FerryTrip? = nil, fault: Fault? = nil
  ) {
    self.place = place
    self.isWorking = isWorking
    self.last = last
    self.fault = fault
  }
}

/// What was carried at once.
public struct FerryTrip: Sendable, Equatable {
  public let at: Moment
  /// Records that lie there for the upstream.
  public var written: Int
  /// Files from the upstream that were taken in.
  public var taken: Int
  /// Files that are not for this hall, not signed or not whole.
  public var ignored: Int

  public init(at: Moment, written: Int = 0, taken: Int = 0, ignored: Int = 0) {
    self.at = at
    self.written = written
    self.taken = taken
    self.ignored = ignored
  }
}
