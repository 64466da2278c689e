import Courier
import Synchronization

/// The witness of one sender's streams, as it was last written.
final class OutboxWitness: Sendable {
  private let keeper: WitnessKeeper
  private let state: Mutex<Witness?>

  init(_ keeper: WitnessKeeper) throws {
    self.keeper = keeper
    // What is not a whole witness tells nothing.
    state = Mutex(try keeper.read().flatMap { Witness($0) })
  }

  var last: Witness? { state.withLock { $0 } }

  /// The witness of these lanes is on disk when this returns.
  ///
  /// - Parameter makesRoom: tried once where it cannot be written.
  func remember(_ lanes: [LaneState], makesRoom: () -> Bool = { false }) throws {
    guard let epoch = lanes.first?.stream.epoch else { return }
    let now = Witness(
      epoch: epoch,
      heads: Dictionary(
        lanes.map { ($0.stream.lane, Held(highWater: $0.last, chain: $0.head)) }
      ) { first, _ in first })
    guard last != now else { return }
    do {
      try keeper.replace(now.text)
    } catch  where makesRoom() {
      try keeper.replace(now.text)
    }
    state.withLock { $0 = now }
  }
}
