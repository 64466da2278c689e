import Courier
import Seal
import ServiceHall
import Synchronization

/// A receiver's store as a value, with its backup elsewhere.
final class MemoryStore: ReceiverStore, Sendable {
  struct Rows {
    var lines: [[UInt8]] = []
    var chains: [[UInt8]]
  }

  struct State {
    var incarnation: String
    var streams: [StreamID: Rows] = [:]
    /// Items of work for each message.
    var work: [String: Int] = [:]
    var quarantine: Set<[UInt8]> = []
    /// The last number of each stream that the backup elsewhere holds.
    var safe: [StreamID: Int] = [:]

    var messages: Set<String> { Set(work.keys) }
    var quarantined: Set<String> {
      var found: Set<String> = []
      for bytes in quarantine {
        guard let (batch, _) = try? Batch.read(bytes[...]), let lines = try? batch.lines(.plain)
        else { continue }
        for line in lines { RecordLine(bytes: line).map { _ = found.insert($0.message) } }
      }
      return found
    }
  }

  struct WriteFailed: Error {}

  let state: Mutex<State>
  let isFull = Mutex(false)
  private let enrolled: EnrolledHall

  init(_ enrolled: EnrolledHall, incarnation: String) {
    self.enrolled = enrolled
    state = Mutex(State(incarnation: incarnation))
  }

  func hall(_ id: Hall.ID) async throws -> EnrolledHall? { id == enrolled.hall ? enrolled : nil }

  var incarnation: String { get async throws { state.withLock { $0.incarnation } } }

  func take<Answer: Sendable>(
    _ stream: StreamID, _ body: @escaping @Sendable (any StreamHolding) throws -> Answer
  ) async throws -> Answer {
    try state.withLock { state in
      let holding = MemoryStream(stream, state, isFull: isFull.withLock { $0 })
      let answer = try body(holding)
      state = holding.state
      return answer
    }
  }
}

/// A transaction: a copy that is put in place when it ends well.
private final class MemoryStream: StreamHolding {
  private let stream: StreamID
  var state: MemoryStore.State
  private let isFull: Bool

  init(_ stream: StreamID, _ state: MemoryStore.State, isFull: Bool) {
    self.stream = stream
    self.state = state
    self.isFull = isFull
  }

  func held() -> Held? {
    state.streams[stream].map { Held(highWater: $0.lines.count, chain: $0.chains[$0.lines.count]) }
  }

  func chains(_ range: ClosedRange<Int>) -> [[UInt8]] {
    Array(state.streams[stream]?.chains[range] ?? [])
  }

  func safe() -> Int { state.safe[stream, default: 0] }

  func add(_ entries: [ReceiverRule.Entry], now: Held) throws {
    var rows = state.streams[stream] ?? MemoryStore.Rows(chains: [Chain(.sha256).start(of: stream)])
    for entry in entries {
      rows.lines.append(entry.line)
      rows.chains.append(entry.chain)
      guard let line = RecordLine(bytes: entry.line) else { continue }
      if state.work[line.message] == nil { state.work[line.message] = 1 }
    }
    state.streams[stream] = rows
    // The disk is found to be full at the worst moment: after half the work.
    if isFull { throw MemoryStore.WriteFailed() }
  }

  func quarantine(_ batch: Batch, at seq: Int) throws {
    if isFull { throw MemoryStore.WriteFailed() }
    state.quarantine.insert(batch.bytes)
  }

  func touch() {}

  func rotate(to key: PublicKey) {}
}

extension Packer {
  static let plain = Packer(deflate: { $0 }, inflate: { $0.count <= $1 ? $0 : nil })
}
