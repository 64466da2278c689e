public import ServiceHall

/// Opens the cells of the lockers beside kiosks; `Station` knows how.
public struct LockerOffice: Sendable {
  /// Opens a cell.
  ///
  /// - Throws: `LockerFailure`, which says whether the door may have opened all the same.
  public let open: @Sendable (Locker, Int) async throws(LockerFailure) -> Void
  /// How a cell is now.
  public let state: @Sendable (Locker, Int) async throws(LockerFailure) -> CellState
  /// How long between two looks at a door.
  public let pace: Duration

  public init(
    open: @escaping @Sendable (Locker, Int) async throws(LockerFailure) -> Void,
    state: @escaping @Sendable (Locker, Int) async throws(LockerFailure) -> CellState,
    pace: Duration = .milliseconds(500)
  ) {
    self.open = open
    self.state = state
    self.pace = pace
  }

  /// Of a machine without lockers.
  public init() {
    self.init(
      open: { _, _ throws(LockerFailure) in throw .unreachable },
      state: { _, _ throws(LockerFailure) in throw .unreachable })
  }
}
