import Courier
import Seal
import ServiceHall

/// A receiver as somebody may write it, with a flaw or without.
actor FlawedReceiver {
  struct Rows {
    var lines: [[UInt8]] = []
    var heads: [[UInt8]]
  }

  static let limits = Batch.Limits(body: 200_000, inflated: 1_000_000, records: 2000)

  let key = SigningKey.make(.ed25519)
  let incarnation = "0123456789abcdef"
  private let other = SigningKey.make(.ed25519)
  private let packer: Packer
  private let flaw: Flaw?
  private(set) var keys: [Hall.ID: [PublicKey]] = [:]
  private var streams: [StreamID: Rows] = [:]
  private var count = 0
  /// The last change of each stream: over which connection it came, and what was held before.
  private var changes: [StreamID: (connection: Int, former: Rows)] = [:]

  init(_ flaw: Flaw?, packer: Packer) {
    self.flaw = flaw
    self.packer = packer
  }

  func enrol(_ hall: Hall.ID, _ key: PublicKey) {
    if flaw == .knowsOneMachine, keys[hall] != nil { return }
    keys[hall, default: []].append(key)
  }

  func lines(of stream: StreamID) -> Rows? { streams[stream] }

  // MARK: Batches

  /// - Returns: nil where it fell over.
  func receive(_ bytes: [UInt8], on connection: Int) -> (status: Int, body: [UInt8])? {
    var body: [UInt8] = []
    var isAccepting = true
    var rest = bytes[...]
    repeat {
      let limits = flaw == .takesAnySize ? Batch.Limits() : Self.limits
      let code: Acknowledgement.Code
      var stream: StreamID?
      do throws(EnvelopeFault) {
        let (batch, length) = try Batch.read(rest, limits: limits)
        rest = rest.dropFirst(length)
        stream = place(of: batch)
        guard let taken = take(batch, on: connection) else { return nil }
        code = taken
      } catch {
        if flaw == .fallsOverGarbage { return nil }
        rest = []
        code = error == .tooLong ? .tooLarge : .badEnvelope
      }
      body += word(code, stream)
      if !code.isAccepting { isAccepting = false }
      if flaw == .answersOnce { break }
      if flaw == .stopsAtFirstRefusal, !isAccepting { break }
    } while !rest.isEmpty
    return (isAccepting ? 200 : 409, body)
  }

  /// Under which name the stream is kept.
  private func place(of batch: Batch) -> StreamID {
    let id = batch.header.stream
    switch flaw {
    case .mixesLanes: return StreamID(hall: id.hall, epoch: id.epoch, lane: .normal)
    case .knowsOneEpoch:
      let known = streams.keys.first { $0.hall == id.hall && $0.lane == id.lane }
      return known ?? id
    default: return id
    }
  }

  private func take(_ batch: Batch, on connection: Int) -> Acknowledgement.Code? {
    let header = batch.header
    let place = place(of: batch)
    guard let own = keys[header.stream.hall] ?? (flaw == .takesAnyHall ? [] : nil) else {
      return .unknownHall
    }
    if flaw == .refusesLaterHeaders, !header.later.isEmpty { return .badEnvelope }
    guard isTrusted(batch, own) else { return .badEnvelope }
    guard let lines = lines(batch) else { return flaw == .fallsOverBombs ? nil : .badBody }
    if flaw == .refusesNewStreams, streams[place] == nil, header.isHello { return .unknownHall }
    var rows = streams[place] ?? Rows(heads: [header.chain.start(of: place)])
    // Two servers before one store, each of which learns too late what the other wrote.
    if flaw == .races, let change = changes[place], change.connection != connection {
      rows = change.former
    }
    guard let fresh = fresh(batch, lines, rows) else { return .fork }
    switch fresh {
    case .failure(let refusal): return refusal.code
    case .success(let fresh):
      if !fresh.isEmpty { changes[place] = (connection, rows) }
      for line in fresh {
        rows.heads.append(header.chain.head(after: rows.heads[rows.lines.count], line: line))
        rows.lines.append(line)
      }
      streams[place] = rows
      return header.isHello ? .hello : .ok
    }
  }

  private func isTrusted(_ batch: Batch, _ own: [PublicKey]) -> Bool {
    switch flaw {
    case .verifiesAfterwards: own.contains { $0.id == batch.header.key }
    case .trustsAnyKey: !own.contains { $0.id == batch.header.key } || verifies(batch, own)
    case .trustsEveryHall: verifies(batch, keys.values.flatMap(\.self))
    case .takesAnyHall where own.isEmpty: true
    case .signsOnlyKnownHeaders where !batch.header.later.isEmpty: true
    default: verifies(batch, own)
    }
  }

  private func verifies(_ batch: Batch, _ keys: [PublicKey]) -> Bool {
    keys.contains {
      $0.id == batch.header.key && $0.verifies(batch.signature, of: batch.signed)
    }
  }

  /// Nil where the body does not hold.
  private func lines(_ batch: Batch) -> [[UInt8]]? {
    let header = batch.header
    if flaw != .ignoresDigest, header.chain.digest.hash(batch.body) != header.digest { return nil }
    var plain = batch.body
    if header.compression == .deflate {
      if flaw == .knowsNoDeflate { return nil }
      let inflated = packer.inflate(batch.body, Self.limits.inflated)
      guard let inflated = inflated ?? (flaw == .takesUnpacked ? batch.body : nil) else { return nil }
      plain = inflated
    }
    var lines = plain.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    switch flaw {
    case .takesFewer where lines.count < header.count: return lines
    case .takesMore where lines.count > header.count: return lines
    default: return lines.count == header.count ? lines : nil
    }
  }

  private struct Refused: Error { let code: Acknowledgement.Code }

  /// Nil where the histories differ.
  private func fresh(
    _ batch: Batch, _ lines: [[UInt8]], _ rows: Rows
  ) -> Result<[[UInt8]], Refused>? {
    let header = batch.header
    let held = rows.lines.count
    if flaw == .takesGaps, header.from > held + 1 { return .success(lines) }
    guard header.from <= held + 1 else { return .failure(Refused(code: .gap)) }
    if flaw == .refusesDuplicates, !header.isHello, header.to <= held {
      return .failure(Refused(code: .badBody))
    }
    let known = min(lines.count, held - header.from + 1)
    if flaw == .comparesNumbers { return .success(Array(lines.dropFirst(known))) }
    guard flaw == .forgetsHistory || header.prev == rows.heads[header.from - 1] else { return nil }
    let isSame = rows.lines[(header.from - 1)...].starts(with: lines.prefix(known))
    guard isSame || (flaw == .comparesLastNumber && header.to > held) else { return nil }
    let head = header.chain.head(after: header.prev, lines: lines)
    guard flaw == .ignoresHead || head == header.head else {
      return .failure(Refused(code: .badBody))
    }
    return .success(Array(lines.dropFirst(known)))
  }

  // MARK: Words

  private func word(_ code: Acknowledgement.Code, _ stream: StreamID?) -> [UInt8] {
    count += 1
    let rows = stream.flatMap { streams[$0] }
    let held = (rows?.lines.count ?? 0) + (flaw == .moreThanWasSent ? 1 : 0)
    let start = stream.map { Chain(.sha256).start(of: $0) }
    let statement = Acknowledgement.Statement(
      code: code, stream: stream,
      held: Held(highWater: held, chain: rows?.heads.last ?? start ?? []),
      safe: flaw == .promisesTooMuch ? held + 1 : held,
      incarnation: flaw == .changesIncarnation && count > 9 ? "fedcba9876543210" : incarnation,
      time: flaw == .plainTime ? "20261120093105" : "2026-11-20T09:31:05+08:00")
    let signer = flaw == .signsWithOtherKey ? other : key
    let bytes = statement.signed(by: signer)
    guard flaw == .swapsHeaders else { return bytes }
    let text = String(decoding: bytes, as: UTF8.self)
    return Array(
      text.replacing(#/(hw=\d+\n)(chain=[0-9a-f]*\n)/#) { "\($0.output.2)\($0.output.1)" }.utf8)
  }
}
