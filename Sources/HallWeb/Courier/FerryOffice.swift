public import ServiceHall

/// What the ferry's page has the machine do for a hall.
public struct FerryOffice: Sendable {
  public let state: @Sendable (Hall.ID) async -> FerryState
  /// Reads from the stick and writes to it, now.
  public let go: @Sendable (Hall.ID) async -> Void
  /// What waits, as one file; nil when nothing does.
  public let pack: @Sendable (Hall.ID) async throws -> [UInt8]?
  /// Takes in files that came from the upstream.
  public let unpack: @Sendable (Hall.ID, _ files: [[UInt8]]) async throws -> FerryTrip

  public init(
    state: @escaping @Sendable (Hall.ID) async -> FerryState,
    go: @escaping @Sendable (Hall.ID) async -> Void,
    pack: @escaping @Sendable (Hall.ID) async throws -> [UInt8]?,
    unpack: @escaping @Sendable (Hall.ID, _ files: [[UInt8]]) async throws -> FerryTrip
  ) {
    self.state = state
    self.go = go
    self.pack = pack
    self.unpack = unpack
  }

  /// A machine that carries nothing.
  public init() {
    self.init(
      state: { _ in FerryState() }, go: { _ in }, pack: { _ in nil },
      unpack: { _, files in
        FerryTrip(at: Moment(milliseconds: 0), ignored: files.count)
      })
  }
}
