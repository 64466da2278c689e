public import ServiceHall

/// One row of a journal.
public struct JournalEntry: Sendable, Equatable {
  public let seq: Int64
  public let at: Moment
  public let actor: String
  public let device: String
  public let kind: String
  public let subject: String
  public let body: String

  public init(
    seq: Int64, at: Moment, actor: String, device: String, kind: String, subject: String,
    body: String
  ) {
    self.seq = seq
    self.at = at
    self.actor = actor
    self.device = device
    self.kind = kind
    self.subject = subject
    self.body = body
  }

  public var stamp: Stamp { Stamp(seq: seq, at: at) }

  /// What the chain covers: `seq TAB at TAB actor TAB device TAB kind TAB subject TAB body`.
  ///
  /// `at` is whole milliseconds since 1970 in UTC. No field holds a TAB: names are identifiers and
  /// JSON escapes it.
  public var line: [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(96 + body.utf8.count)
    line.append(contentsOf: String(seq).utf8)
    line.append(9)
    line.append(contentsOf: String(at.milliseconds).utf8)
    for field in [actor, device, kind, subject, body] {
      line.append(9)
      line.append(contentsOf: field.utf8)
    }
    return line
  }
}

/// The digest that chains a journal; `Seal` provides the function, the header names it.
public struct JournalDigest: Sendable {
  public let name: JournalDigestName
  /// `H(previous ‖ line)`, 32 bytes.
  public let chain: @Sendable (_ previous: [UInt8], _ line: [UInt8]) -> [UInt8]

  public init(
    name: JournalDigestName,
    chain: @escaping @Sendable (_ previous: [UInt8], _ line: [UInt8]) -> [UInt8]
  ) {
    self.name = name
    self.chain = chain
  }
}

/// What a ledger needs from outside: time, randomness and digests.
public struct LedgerSurroundings: Sendable {
  public let clock: HallClock
  /// That many characters of digits and A–Z without 0, O, 1, I and L.
  public let randomText: @Sendable (_ length: Int) -> String
  /// That many decimal digits.
  public let randomDigits: @Sendable (_ length: Int) -> String
  public let digest: @Sendable (JournalDigestName) -> JournalDigest
  /// How records are written for an upstream, by the profile's name.
  public let profile: @Sendable (String) -> Profile?
  public var reserve = Reserve.none

  public init(
    clock: HallClock, randomText: @escaping @Sendable (_ length: Int) -> String,
    randomDigits: @escaping @Sendable (_ length: Int) -> String,
    digest: @escaping @Sendable (JournalDigestName) -> JournalDigest,
    profile: @escaping @Sendable (String) -> Profile?
  ) {
    self.clock = clock
    self.randomText = randomText
    self.randomDigits = randomDigits
    self.digest = digest
    self.profile = profile
  }
}
