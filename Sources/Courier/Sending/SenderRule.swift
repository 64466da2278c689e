/// Decides what a signed acknowledgement means to the hall that sent; it writes nothing.
///
/// Invariants, cited by number in `SenderRuleTests`:
/// 1. Custody moves only to what the receiver says it holds, and only if it holds the same bytes.
/// 2. What a former incarnation of the receiver said counts for nothing.
/// 3. A word about a closed epoch moves that epoch's custody alone.
/// 4. A receiver that holds more than the hall, or other bytes, means that the hall was rolled back.
public enum SenderRule {
  /// How the acknowledgement came.
  public enum Arrival: Sendable, Equatable {
    /// As the answer to what was just sent.
    case answer
    /// On a stick or late: others may have come since.
    case stray
  }

  public enum Rollback: Sendable, Equatable {
    /// The receiver holds numbers that this ledger has not given yet.
    case behind(by: Int)
    /// The same numbers with other bytes.
    case otherHistory
  }

  public enum Refusal: Sendable, Equatable {
    case badBody, badEnvelope, tooLarge, unknownHall
  }

  public enum Decision: Sendable, Equatable {
    /// The receiver holds everything up to `highWater`; up to `safe` it may be pruned.
    case custody(highWater: Int, safe: Int)
    /// The receiver was restored and holds less than it did: send again from `highWater + 1`.
    case rewind(highWater: Int, safe: Int)
    /// Close the epoch, mint another and issue again what is not in custody.
    case rolledBack(Rollback)
    /// The batch was refused; nothing is known of what is held.
    case refused(Refusal)
    case nothing
  }

  /// - Parameters:
  ///   - lane: the stream that the acknowledgement names.
  ///   - isOpen: whether its epoch is the open one.
  ///   - chain: h(n) of this ledger, nil beyond its head or where it was pruned.
  public static func decide(
    _ word: Acknowledgement, lane: LaneState, isOpen: Bool, incarnations: Incarnations,
    arrival: Arrival, chain: (Int) throws -> [UInt8]?
  ) rethrows -> Decision {
    guard word.stream == lane.stream, !incarnations.former.contains(word.incarnation) else {
      return .nothing
    }
    switch word.code {
    case .badBody: return .refused(.badBody)
    case .badEnvelope: return .refused(.badEnvelope)
    case .tooLarge: return .refused(.tooLarge)
    case .unknownHall: return .refused(.unknownHall)
    case .fork: return isOpen ? .rolledBack(.otherHistory) : .nothing
    case .ok, .hello, .gap: break
    }
    guard word.highWater <= lane.last else {
      return isOpen ? .rolledBack(.behind(by: word.highWater - lane.last)) : .nothing
    }
    let own = try chain(word.highWater)
    // What was pruned was acknowledged and safe; the receiver cannot hold less, unless it lost it.
    guard own == nil || own == word.chain else {
      return isOpen ? .rolledBack(.otherHistory) : .nothing
    }
    let safe = max(lane.safe, min(word.safe, word.highWater))
    if word.highWater >= lane.acknowledged {
      return .custody(highWater: word.highWater, safe: safe)
    }
    let isRestored = word.incarnation != incarnations.current
    guard isRestored || arrival == .answer else { return .nothing }
    return .rewind(highWater: max(word.highWater, lane.safe), safe: lane.safe)
  }
}
