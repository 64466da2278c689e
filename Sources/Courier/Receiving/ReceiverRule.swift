/// What a receiver holds of a stream: the unbroken run 1 … `highWater` and its digest.
public struct Held: Sendable, Equatable {
  public let highWater: Int
  /// h(highWater)
  public let chain: [UInt8]

  public init(highWater: Int, chain: [UInt8]) {
    self.highWater = highWater
    self.chain = chain
  }
}

/// Decides what becomes of a batch whose signature holds; it writes nothing.
///
/// Invariants, cited by number in `ReceiverRuleTests` (C3 and C5 of the channel):
/// 1. What is taken in continues what is held without a gap.
/// 2. What is already held is compared byte by byte through the chain, never merely skipped.
/// 3. A batch is taken in whole or not at all.
public enum ReceiverRule {
  /// A record that is new.
  public struct Entry: Sendable, Equatable {
    public let seq: Int
    public let line: [UInt8]
    /// h(seq)
    public let chain: [UInt8]
  }

  public enum Verdict: Sendable, Equatable {
    /// The batch holds; the entries, maybe none, are to be written, and this is held afterwards.
    case accept([Entry], Held)
    case gap
    /// The first number at which the histories differ.
    case fork(at: Int)
    case badBody
  }

  /// - Parameters:
  ///   - lines: the batch's records.
  ///   - chains: h(n) for each n of a range that is held, 0 included.
  public static func decide(
    _ header: Batch.Header, lines: [[UInt8]], held: Held,
    chains: (ClosedRange<Int>) throws -> [[UInt8]]
  ) rethrows -> Verdict {
    guard header.from <= held.highWater + 1 else { return .gap }
    let last = min(header.to, held.highWater)
    let known = try chains(header.from - 1...max(header.from - 1, last))
    guard known.first == header.prev else { return .fork(at: header.from - 1) }
    var head = header.prev
    var entries: [Entry] = []
    entries.reserveCapacity(max(0, header.to - held.highWater))
    for (index, line) in lines.enumerated() {
      let seq = header.from + index
      head = header.chain.head(after: head, line: line)
      if seq <= held.highWater {
        guard known[index + 1] == head else { return .fork(at: seq) }
      } else {
        entries.append(Entry(seq: seq, line: line, chain: head))
      }
    }
    guard head == header.head else { return .badBody }
    return .accept(
      entries, entries.isEmpty ? held : Held(highWater: header.to, chain: head))
  }
}
