public import Seal
public import ServiceHall

/// The halls' keys that a receiver knows.
public struct EnrolledHall: Sendable, Equatable {
  public let hall: Hall.ID
  public let name: String
  public let division: String
  /// Keys that may sign for the hall; a later one replaces no earlier one's records.
  public var keys: [PublicKey]
  /// Former keys: they sign what is held already, and nothing new.
  public var retired: [PublicKey]
  /// For whom sticks to the hall are sealed; nil for open ones.
  public var sealing: SealingKey.Public?

  public init(
    hall: Hall.ID, name: String, division: String, keys: [PublicKey], retired: [PublicKey] = [],
    sealing: SealingKey.Public? = nil
  ) {
    self.hall = hall
    self.name = name
    self.division = division
    self.keys = keys
    self.retired = retired
    self.sealing = sealing
  }

  func key(_ id: String) -> PublicKey? { keys.first { $0.id == id } }

}

/// Where a receiver keeps what it holds.
///
/// The storage runs `body` in one transaction and commits it before it returns; whatever is thrown leaves no
/// change. A storage that must give transactions up for the sake of others may run `body` again.
public protocol ReceiverStore: Sendable {
  func hall(_ id: Hall.ID) async throws -> EnrolledHall?
  func take<Answer: Sendable>(
    _ stream: StreamID, _ body: @escaping @Sendable (any StreamHolding) throws -> Answer
  ) async throws -> Answer
  /// Sixteen hex digits that change when the store was restored.
  var incarnation: String { get async throws }
}

/// One stream inside a transaction.
public protocol StreamHolding {
  /// Number 0 and h(0) before the first record.
  func held() throws -> Held?
  /// h(n) for numbers that are held, from 1.
  func chains(_ range: ClosedRange<Int>) throws -> [[UInt8]]
  /// Highest number that is also in a backup elsewhere.
  func safe() throws -> Int
  /// Writes the rows of the stream and one item of work for each new message.
  func add(_ entries: [ReceiverRule.Entry], now: Held) throws
  /// Keeps the bytes of a batch that contradicts what is held.
  func quarantine(_ batch: Batch, at seq: Int) throws
  /// The stream was heard, whatever it said.
  func touch() throws
  /// Takes a hall's next key up, and retires the former ones; a key that is known changes nothing.
  func rotate(to key: PublicKey) throws
}

/// The receiving end: bytes in, signed acknowledgements out.
///
/// Invariants of the channel that are kept here: C4 (the acknowledgement is made after the commit from what
/// the transaction left), C5 (a fork is kept and told), C10 (a store that cannot write gives none).
public struct Receiver: Sendable {
  public let store: any ReceiverStore
  public let key: SigningKey
  /// Opens what halls sealed; nil for a receiver that takes open batches alone.
  public let opener: SealingKey?
  let packer: Packer
  let limits: Batch.Limits
  /// RFC 3339.
  let time: @Sendable () -> String

  public init(
    store: any ReceiverStore, key: SigningKey, opener: SealingKey? = nil, packer: Packer,
    limits: Batch.Limits = Batch.Limits(), time: @escaping @Sendable () -> String
  ) {
    self.store = store
    self.key = key
    self.opener = opener
    self.packer = packer
    self.limits = limits
    self.time = time
  }

  /// The answers to the batches of one request, in their order.
  public struct Answer: Sendable {
    public var bytes: [UInt8] = []
    /// Whether every batch was accepted.
    public var isAccepting = true
    /// Those of which something was accepted.
    public var halls: Set<Hall.ID> = []
  }

  /// Takes in any number of batches, one after another.
  ///
  /// - Throws: what the store throws; what was committed before is told again on the next try.
  public func receive(_ bytes: [UInt8]) async throws -> Answer {
    var answer = Answer()
    var position = 0
    repeat {
      let batch: Batch
      do throws(EnvelopeFault) {
        let length: Int
        (batch, length) = try Batch.read(bytes[position...], limits: limits)
        position += length
      } catch {
        // Where the next one would begin is not known.
        let code: Acknowledgement.Code = error == .tooLong ? .tooLarge : .badEnvelope
        answer.add(
          statement(code, nil, Held(highWater: 0, chain: []), 0, try await store.incarnation), key)
        return answer
      }
      answer.add(try await receive(batch), key)
    } while position < bytes.count
    return answer
  }

  func receive(_ batch: Batch) async throws -> Acknowledgement.Statement {
    let header = batch.header
    let incarnation = try await store.incarnation
    let nothing = Held(highWater: 0, chain: header.chain.start(of: header.stream))
    guard let hall = try await store.hall(header.stream.hall) else {
      return statement(.unknownHall, header.stream, nothing, 0, incarnation)
    }
    let isRetired = hall.key(header.key) == nil
    guard let sender = hall.key(header.key) ?? hall.retired.first(where: { $0.id == header.key }),
      sender.suite == header.suite, sender.verifies(batch.signature, of: batch.signed)
    else { return statement(.badEnvelope, header.stream, nothing, 0, incarnation) }
    let lines: Result<CheckedLines, BodyFault>
    do throws(BodyFault) {
      let whole = try batch.lines(packer, limits: limits, opener: opener)
      lines = .success(try CheckedLines(whole, of: header.stream.hall))
    } catch {
      lines = .failure(error)
    }
    let (code, held, safe) = try await store.take(header.stream) { stream in
      try Self.take(batch, lines, isRetired: isRetired, stream)
    }
    return statement(code, header.stream, held, safe, incarnation)
  }

  /// One transaction; what it returns is true once it is committed.
  private static func take(
    _ batch: Batch, _ lines: Result<CheckedLines, BodyFault>, isRetired: Bool,
    _ stream: any StreamHolding
  ) throws -> (Acknowledgement.Code, Held, safe: Int) {
    let header = batch.header
    let held =
      try stream.held() ?? Held(highWater: 0, chain: header.chain.start(of: header.stream))
    try stream.touch()
    guard case .success(let checked) = lines else { return (.badBody, held, try stream.safe()) }
    let verdict = try ReceiverRule.decide(header, lines: checked.lines, held: held) { range in
      guard range.lowerBound == 0 else { return try stream.chains(range) }
      let start = [header.chain.start(of: header.stream)]
      return range.upperBound == 0 ? start : start + (try stream.chains(1...range.upperBound))
    }
    switch verdict {
    case .accept(let entries, let now):
      guard entries.isEmpty || !isRetired else { return (.badEnvelope, held, try stream.safe()) }
      if !entries.isEmpty {
        try stream.add(entries, now: now)
        if let rotation = checked.rotation { try stream.rotate(to: rotation.key) }
      }
      return (header.isHello ? .hello : .ok, now, try stream.safe())
    case .gap: return (.gap, held, try stream.safe())
    case .fork(let seq):
      try stream.quarantine(batch, at: seq)
      return (.fork, held, try stream.safe())
    case .badBody: return (.badBody, held, try stream.safe())
    }
  }

  private func statement(
    _ code: Acknowledgement.Code, _ stream: StreamID?, _ held: Held, _ safe: Int,
    _ incarnation: String
  ) -> Acknowledgement.Statement {
    Acknowledgement.Statement(
      code: code, stream: stream, held: held, safe: safe, incarnation: incarnation, time: time())
  }
}

/// Lines of which each is a record.
private struct CheckedLines: Sendable {
  let lines: [[UInt8]]
  /// What the last of them tells; what follows a rotation is for the next key to sign.
  let rotation: KeyRotation?

  init(_ lines: [[UInt8]], of hall: Hall.ID) throws(BodyFault) {
    var rotation: KeyRotation?
    for line in lines {
      guard rotation == nil, let record = RecordLine(bytes: line) else { throw .lines }
      rotation = KeyRotation(record, of: hall)
    }
    self.lines = lines
    self.rotation = rotation
  }
}

extension Receiver.Answer {
  mutating func add(_ statement: Acknowledgement.Statement, _ key: SigningKey) {
    bytes += statement.signed(by: key)
    if !statement.code.isAccepting { isAccepting = false }
    if statement.code == .ok, let hall = statement.stream?.hall { halls.insert(hall) }
  }
}

extension Receiver {
  /// The chain of what this receiver sends itself.
  public var chain: Chain { Chain(key.publicKey.suite.digest) }

  /// h(0) of a stream that came; every suite's digest has its own.
  public func start(of stream: StreamID) -> [UInt8] { chain.start(of: stream) }

  /// Whether both ends go by one suite: a chain is made with its suite's digest.
  public func sharesSuite(with hall: EnrolledHall) -> Bool {
    hall.keys.allSatisfy { $0.suite == key.publicKey.suite }
  }

  /// What a hall is told that has just enrolled.
  public func welcome(
    _ hall: EnrolledHall, incarnation: String, streams: [Enrolment.HeldStream]
  ) -> Enrolment.Reply {
    Enrolment.Reply(
      kid: hall.keys.first?.id ?? "", receiver: Enrolment.PublicKeyText(key.publicKey),
      sealing: opener.map { Enrolment.PublicKeyText($0.publicKey) }, inc: incarnation,
      offers: Enrolment.Offers(
        comp: ["deflate", "none"], maxBytes: limits.body, lanes: [1, 2], rotation: true),
      streams: streams)
  }

  /// A piece of a stream under this receiver's signature.
  public func batch(
    _ piece: OutboxPiece, of stream: StreamID, sealedFor recipient: SealingKey.Public? = nil
  ) -> [UInt8] {
    Batch.compose(
      stream, from: piece.from, lines: piece.lines, prev: piece.prev, compression: .deflate,
      packer: packer, by: key, sealedFor: recipient
    ).bytes
  }
}
