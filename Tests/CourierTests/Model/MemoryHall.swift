import Courier
import Seal
import ServiceHall
import Synchronization

/// A hall whose ledger is a value, so that it can be copied, lost and put back.
final class MemoryHall: Outbox, Sendable {
  struct Stream {
    var lines: [[UInt8]] = []
    var chains: [[UInt8]]
    var acknowledged = 0
    var safe = 0
    var pruned = 0
  }

  /// Everything that a backup would hold.
  struct Ledger {
    var epoch: Epoch
    var streams: [StreamID: Stream] = [:]
    var incarnations = Incarnations()
    var versions: [String: Int] = [:]

    /// The messages that can still be read, those of closed epochs included.
    var messages: Set<String> {
      var found: Set<String> = []
      for stream in streams.values {
        for line in stream.lines.dropFirst(stream.pruned) {
          if let line = RecordLine(bytes: line) { found.insert(line.message) }
        }
      }
      return found
    }
  }

  static let id: Hall.ID = .named("chengguan")
  static let chain = Chain(.sha256)

  let ledger: Mutex<Ledger>
  private let mint: @Sendable () -> Epoch

  init(mint: @escaping @Sendable () -> Epoch) {
    self.mint = mint
    ledger = Mutex(Ledger(epoch: mint()))
    ledger.withLock { Self.open(&$0) }
  }

  private static func open(_ ledger: inout Ledger) {
    for lane in [Lane.urgent, .normal] {
      let id = StreamID(hall: Self.id, epoch: ledger.epoch, lane: lane)
      ledger.streams[id] = Stream(chains: [chain.start(of: id)])
    }
  }

  private static func append(_ line: [UInt8], to id: StreamID, _ ledger: inout Ledger) {
    guard var stream = ledger.streams[id], let last = stream.chains.last else { return }
    stream.lines.append(line)
    stream.chains.append(chain.head(after: last, line: line))
    ledger.streams[id] = stream
  }

  /// One business change; returns the frozen line.
  func record(_ message: String, about entity: String, lane: Lane) -> [UInt8] {
    ledger.withLock { ledger in
      let version = ledger.versions[entity, default: 0] + 1
      ledger.versions[entity] = version
      guard let line = RecordLine(message: message, entity: entity, version: version, json: "{}")
      else { return [] }
      Self.append(
        line.bytes, to: StreamID(hall: Self.id, epoch: ledger.epoch, lane: lane), &ledger)
      return line.bytes
    }
  }

  /// Closes the epoch and issues again what the receiver could still lose.
  static func renew(_ ledger: inout Ledger, _ epoch: Epoch) {
    let former = ledger.epoch
    ledger.epoch = epoch
    open(&ledger)
    for lane in [Lane.urgent, .normal] {
      guard let old = ledger.streams[StreamID(hall: id, epoch: former, lane: lane)] else { continue }
      for line in old.lines.dropFirst(old.safe) {
        append(line, to: StreamID(hall: id, epoch: epoch, lane: lane), &ledger)
      }
    }
  }

  func renew() { ledger.withLock { Self.renew(&$0, mint()) } }

  // MARK: Outbox

  func lanes() async throws -> [LaneState] { state(of: [.urgent, .normal]) }

  private func state(of lanes: [Lane]) -> [LaneState] {
    ledger.withLock { ledger in
      lanes.compactMap { lane in
        let id = StreamID(hall: Self.id, epoch: ledger.epoch, lane: lane)
        return ledger.streams[id].map { Self.state(id, $0) }
      }
    }
  }

  private static func state(_ id: StreamID, _ stream: Stream) -> LaneState {
    LaneState(
      stream: id, last: stream.lines.count, head: stream.chains[stream.lines.count],
      acknowledged: stream.acknowledged, safe: stream.safe)
  }

  func piece(
    _ stream: StreamID, after seq: Int, records: Int, bytes: Int
  ) async throws -> OutboxPiece {
    ledger.withLock { ledger in
      guard let own = ledger.streams[stream] else {
        return OutboxPiece(from: 1, prev: Self.chain.start(of: stream), lines: [])
      }
      return OutboxPiece(
        from: seq + 1, prev: own.chains[seq], lines: Array(own.lines.dropFirst(seq).prefix(records)))
    }
  }

  func settle(
    _ word: Acknowledgement, _ arrival: SenderRule.Arrival
  ) async throws -> SenderRule.Decision {
    ledger.withLock { ledger in
      guard let id = word.stream, var stream = ledger.streams[id] else { return .nothing }
      let decision = SenderRule.decide(
        word, lane: Self.state(id, stream), isOpen: id.epoch == ledger.epoch,
        incarnations: ledger.incarnations, arrival: arrival
      ) { stream.chains.indices.contains($0) ? stream.chains[$0] : nil }
      switch decision {
      case .custody(let highWater, let safe), .rewind(let highWater, let safe):
        stream.acknowledged = highWater
        stream.safe = safe
        // Pruned as soon as it is allowed.
        stream.pruned = safe
        ledger.incarnations.follow(word.incarnation)
        ledger.streams[id] = stream
      case .rolledBack: Self.renew(&ledger, mint())
      case .refused, .nothing: break
      }
      return decision
    }
  }
}

extension Identifier {
  static func named(_ text: String) -> Self {
    guard let identifier = Self(rawValue: text) else { preconditionFailure("not a name: \(text)") }
    return identifier
  }
}
