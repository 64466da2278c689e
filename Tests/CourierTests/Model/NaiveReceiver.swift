import Courier
import Seal
import Synchronization

/// What many a platform would write first: it compares numbers and nothing else.
struct NaiveReceiver: Sendable {
  let store: MemoryStore
  let key: SigningKey

  func receive(_ bytes: [UInt8]) throws -> [UInt8] {
    let (batch, _) = try Batch.read(bytes[...])
    let header = batch.header
    let lines = try batch.lines(.plain)
    let (held, incarnation) = try store.state.withLock { state in
      if store.isFull.withLock({ $0 }) { throw MemoryStore.WriteFailed() }
      var rows =
        state.streams[header.stream]
        ?? MemoryStore.Rows(chains: [header.chain.start(of: header.stream)])
      for (index, line) in lines.enumerated() where header.from + index == rows.lines.count + 1 {
        rows.chains.append(header.chain.head(after: rows.chains[rows.lines.count], line: line))
        rows.lines.append(line)
        if let line = RecordLine(bytes: line) { state.work[line.message, default: 0] += 1 }
      }
      state.streams[header.stream] = rows
      return (rows.lines.count, state.incarnation)
    }
    // Its word about the bytes is the sender's own.
    return Acknowledgement.Statement(
      code: .ok, stream: header.stream,
      held: Held(highWater: max(held, header.to), chain: header.head), safe: held,
      incarnation: incarnation, time: "2026-11-20T09:31:05+08:00"
    ).signed(by: key)
  }
}
