import Foundation
public import ServiceHall
import Synchronization

/// The halls' ledgers of one machine: opened on first use, closed when idle. 账本架
///
/// Invariants, cited by number in `HallShelfTests`:
/// 1. A hall's ledger is open at most once at a time.
/// 2. A ledger that is in use is never closed under its user.
/// 3. At most `capacity` idle ledgers stay open, and none that was idle for long (`closeIdle`).
/// 4. A hall whose file is damaged or newer than the program fails alone.
public final class HallShelf: Sendable {
  private struct Slot {
    let ledger: Ledger<Hall>
    var users = 0
    var lastUse: Duration
  }

  private struct State {
    var slots: [Hall.ID: Slot] = [:]
    /// Halls whose ledger is being opened or closed, with those who wait for the end of it.
    var changing: [Hall.ID: [CheckedContinuation<Void, Never>]] = [:]
    var isClosed = false

    /// Counts one more user of a ledger that is open.
    mutating func take(_ hall: Hall.ID, at now: Duration) -> Ledger<Hall>? {
      slots[hall]?.users += 1
      slots[hall]?.lastUse = now
      return slots[hall]?.ledger
    }

    /// Takes ledgers off the shelf; their halls are marked as changing until they are closed.
    mutating func remove(
      _ idle: some Sequence<(key: Hall.ID, value: Slot)>
    ) -> [(hall: Hall.ID, ledger: Ledger<Hall>)] {
      idle.map { hall, slot in
        slots[hall] = nil
        changing[hall] = []
        return (hall, slot.ledger)
      }
    }
  }

  /// A hundred halls of a county fit; each costs about half a megabyte.
  public static let standardCapacity = 96

  private let folder: String
  let surroundings: LedgerSurroundings
  private let offset: UTCOffset
  private let digest: JournalDigestName
  private let capacity: Int
  private let state = Mutex(State())
  private let didOpen: @Sendable (Hall.ID, Ledger<Hall>) -> Void

  /// - Parameters:
  ///   - folder: holds one folder a hall.
  ///   - didOpen: is told of every ledger that was opened, before its first use.
  public init(
    folder: String, county: County, surroundings: LedgerSurroundings,
    capacity: Int = HallShelf.standardCapacity,
    didOpen: @escaping @Sendable (Hall.ID, Ledger<Hall>) -> Void = { _, _ in }
  ) {
    self.folder = folder
    self.surroundings = surroundings
    self.capacity = capacity
    offset = county.offset
    digest = county.digest
    self.didOpen = didOpen
  }

  /// The folder of one hall: all that it is.
  public func folder(of hall: Hall.ID) -> String { folder + "/" + hall.rawValue }

  /// Makes the folder and the ledger of a new hall.
  public func create(_ hall: Hall.ID) async throws {
    let ledger = try Ledger.create(
      folder: folder(of: hall), digest: digest, projection: .hall(offset: offset),
      surroundings: surroundings)
    await ledger.close()
  }

  /// Lends a hall's ledger for the length of `body`.
  public func with<Value: Sendable>(
    _ hall: Hall.ID, _ body: (Ledger<Hall>) async throws -> Value
  ) async throws -> Value {
    let ledger = try await borrow(hall)
    do {
      let value = try await body(ledger)
      await giveBack(hall)
      return value
    } catch {
      await giveBack(hall)
      throw error
    }
  }

  /// A hall's ledger if it is open; for readers that need not open it.
  public func opened(_ hall: Hall.ID) -> Ledger<Hall>? {
    state.withLock { $0.slots[hall]?.ledger }
  }

  /// Closes the ledgers that nobody has used for so long.
  public func closeIdle(for duration: Duration) async {
    let now = surroundings.clock.elapsed()
    await close(
      state.withLock { state in
        state.remove(state.slots.filter { $0.value.users == 0 && now - $0.value.lastUse >= duration })
      })
  }

  public var openCount: Int { state.withLock { $0.slots.count } }

  /// Closes every ledger; later uses fail.
  public func close() async {
    let (ledgers, changing) = state.withLock { state in
      state.isClosed = true
      defer { state.slots = [:] }
      return (state.slots.values.map(\.ledger), Array(state.changing.keys))
    }
    for ledger in ledgers { await ledger.close() }
    for hall in changing { await settle(hall) }
  }

  private func borrow(_ hall: Hall.ID) async throws -> Ledger<Hall> {
    while true {
      let now = surroundings.clock.elapsed()
      let (ledger, mayOpen) = try state.withLock { state in
        if state.isClosed { throw LedgerFault.closed }
        let ledger = state.take(hall, at: now)
        let mayOpen = ledger == nil && state.changing[hall] == nil
        if mayOpen { state.changing[hall] = [] }
        return (ledger, mayOpen)
      }
      if let ledger { return ledger }
      if mayOpen { return try await open(hall) }
      await settle(hall)
    }
  }

  /// Opens the ledger of a hall that is marked as changing; whoever comes meanwhile waits.
  private func open(_ hall: Hall.ID) async throws -> Ledger<Hall> {
    defer { endChange(of: hall) }
    let ledger = try Ledger.open(
      folder: folder(of: hall), projection: .hall(offset: offset), surroundings: surroundings)
    didOpen(hall, ledger)
    let now = surroundings.clock.elapsed()
    let isLent = state.withLock { state in
      if state.isClosed { return false }
      state.slots[hall] = Slot(ledger: ledger, lastUse: now)
      return state.take(hall, at: now) != nil
    }
    if isLent { return ledger }
    await ledger.close()
    throw LedgerFault.closed
  }

  private func giveBack(_ hall: Hall.ID) async {
    await close(
      state.withLock { state in
        state.slots[hall]?.users -= 1
        guard state.slots.count > capacity else { return [] }
        let idle = state.slots.filter { $0.value.users == 0 }
          .sorted { $0.value.lastUse < $1.value.lastUse }
        return state.remove(idle.prefix(state.slots.count - capacity))
      })
  }

  /// Closes ledgers that were taken off the shelf; whoever wants one of them meanwhile waits.
  private func close(_ removed: [(hall: Hall.ID, ledger: Ledger<Hall>)]) async {
    for (hall, ledger) in removed {
      await ledger.close()
      endChange(of: hall)
    }
  }

  /// Waits until a hall's ledger is neither being opened nor being closed.
  private func settle(_ hall: Hall.ID) async {
    await withCheckedContinuation { continuation in
      let isSettled = state.withLock { state in
        state.changing[hall]?.append(continuation)
        return state.changing[hall] == nil
      }
      if isSettled { continuation.resume() }
    }
  }

  private func endChange(of hall: Hall.ID) {
    for waiting in state.withLock({ $0.changing.removeValue(forKey: hall) }) ?? [] {
      waiting.resume()
    }
  }
}
