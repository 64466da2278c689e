public import Seal
public import ServiceHall

/// Tries every rule of the channel at a receiver, as a hall that is sometimes wrong on purpose.
///
/// Invariants, cited by number in `ConformanceSuiteTests`:
/// 1. A receiver that keeps the channel's rules passes every rule that could be tried.
/// 2. A receiver that breaks one fails the rule that is meant for it.
/// 3. Each rule is reported once, in order, whatever the receiver does.
public actor ConformanceSuite {
  public struct Parts: Sendable {
    public var wire: any ConformanceWire
    /// In the zlib format.
    public var packer: Packer
    public var coding: EnrolmentCoding
    /// Each enrols once: the first this hall, the second another one, the third this hall's next machine.
    public var codes: [String]
    /// As whom the check speaks.
    public var hall: Hall
    /// So many bytes that nobody can foresee.
    public var random: @Sendable (Int) -> [UInt8]

    public init(
      wire: any ConformanceWire, packer: Packer, coding: EnrolmentCoding, codes: [String],
      hall: Hall, random: @escaping @Sendable (Int) -> [UInt8]
    ) {
      self.wire = wire
      self.packer = packer
      self.coding = coding
      self.codes = codes
      self.hall = hall
      self.random = random
    }
  }

  /// What came back for batches; nothing of it is checked yet.
  struct Answer {
    let status: Int
    let words: [Acknowledgement]
    /// Where the words end that can be read; nil when all can.
    let fault: EnvelopeFault?
    let isEnvelope: Bool
    let exchange: ConformanceExchange
  }

  let parts: Parts
  let key: SigningKey
  /// Known once the hall is enrolled.
  var welcome: Enrolment.Reply?
  var receiver: PublicKey?
  /// The receiver's own stream to this hall, as it was read.
  var downlink: StreamID?
  /// Everything that was heard; the rules about acknowledgements look at it in the end.
  private(set) var heard: [Answer] = []
  /// Exchanges of the rule that is being tried.
  private var trace: [ConformanceExchange] = []

  public init(_ parts: Parts, key: SigningKey = .make(.ed25519)) {
    self.parts = parts
    self.key = key
  }

  /// Tries the rules one after another.
  ///
  /// - Parameter note: told of each finding as it is made.
  public func run(
    _ note: @Sendable (ConformanceFinding) -> Void = { _ in }
  ) async -> [ConformanceFinding] {
    var findings: [ConformanceFinding] = []
    for rule in ConformanceRule.allCases {
      trace = []
      var verdict = ConformanceFinding.Verdict.passed
      do throws(ConformanceStop) {
        try await check(rule)
      } catch {
        switch error {
        case .breach(let breach): verdict = .failed(breach)
        case .untried(let obstacle): verdict = .untried(obstacle)
        }
      }
      let finding = ConformanceFinding(
        rule: rule, verdict: verdict, exchanges: verdict == .passed ? [] : trace.suffix(2))
      note(finding)
      findings.append(finding)
    }
    return findings
  }

  // MARK: Calls

  func call(_ call: ConformanceCall) async throws(ConformanceStop) -> ConformanceReply {
    try settle(await Self.exchange(call, parts.wire, 0))
  }

  /// Sends batches, right or wrong.
  func post(_ bytes: [UInt8]) async throws(ConformanceStop) -> Answer {
    try answer(await Self.exchange(.batches(bytes), parts.wire, 0))
  }

  /// Sends two requests on two connections at once.
  func postAtOnce(
    _ first: [UInt8], _ second: [UInt8]
  ) async throws(ConformanceStop) -> [Answer] {
    let wire = parts.wire
    async let left = Self.exchange(.batches(first), wire, 0)
    async let right = Self.exchange(.batches(second), wire, 1)
    let exchanges = await [left, right]
    var answers: [Answer] = []
    for exchange in exchanges { answers.append(try answer(exchange)) }
    return answers
  }

  private static func exchange(
    _ call: ConformanceCall, _ wire: any ConformanceWire, _ connection: Int
  ) async -> ConformanceExchange {
    do {
      let reply = try await wire.send(call, on: connection)
      return ConformanceExchange(call: call, outcome: .success(reply))
    } catch {
      let silence = ConformanceExchange.Silence(reason: "\(error)")
      return ConformanceExchange(call: call, outcome: .failure(silence))
    }
  }

  private func settle(
    _ exchange: ConformanceExchange
  ) throws(ConformanceStop) -> ConformanceReply {
    trace.append(exchange)
    guard case .success(let reply) = exchange.outcome else { throw .breach(.silent) }
    return reply
  }

  private func answer(_ exchange: ConformanceExchange) throws(ConformanceStop) -> Answer {
    let reply = try settle(exchange)
    var words: [Acknowledgement] = []
    var rest = reply.body[...]
    var fault: EnvelopeFault?
    while !rest.isEmpty, fault == nil {
      do throws(EnvelopeFault) {
        let (word, length) = try Acknowledgement.read(rest)
        words.append(word)
        rest = rest.dropFirst(length)
      } catch {
        fault = error
      }
    }
    let answer = Answer(
      status: reply.status, words: words, fault: fault,
      isEnvelope: reply.body.starts(with: Array("\(Acknowledgement.magic)\n".utf8)),
      exchange: exchange)
    heard.append(answer)
    return answer
  }

  /// What led up to the rule is no part of what is shown.
  func forgetTrace() { trace = [] }

  /// The finding is about an exchange of an earlier rule.
  func show(_ exchange: ConformanceExchange) { trace = [exchange] }
}
