/// What became of one rule at one receiver.
public struct ConformanceFinding: Sendable {
  public enum Verdict: Sendable, Equatable {
    case passed
    case failed(ConformanceBreach)
    case untried(ConformanceObstacle)
  }

  public let rule: ConformanceRule
  public let verdict: Verdict
  /// What was said last before the rule failed, at most two exchanges; empty otherwise.
  public let exchanges: [ConformanceExchange]

  public init(rule: ConformanceRule, verdict: Verdict, exchanges: [ConformanceExchange]) {
    self.rule = rule
    self.verdict = verdict
    self.exchanges = exchanges
  }

  public var isFailed: Bool {
    if case .failed = verdict { true } else { false }
  }
}

/// How a receiver broke a rule.
public enum ConformanceBreach: Sendable, Equatable {
  /// Nothing came back.
  case silent
  case status(expected: String)
  /// There is no acknowledgement in the reply.
  case unsigned
  /// A header of an acknowledgement or batch is missing, out of order or not of its form.
  case header(String)
  /// So many acknowledgements should have come.
  case count(expected: Int)
  /// The signature is not of the key that the receiver named at the enrolment.
  case signature
  case code(expected: String)
  /// What had to be refused was acknowledged.
  case accepted
  /// The acknowledgement names another stream.
  case stream
  case highWater(expected: Int)
  /// It is not the digest of what was sent.
  case chain
  /// A member of the enrolment's reply is missing or not of its form.
  case member(String)
  /// What is read back is not what was sent, or does not hold together.
  case content
  /// The connection was not kept.
  case connection
  /// Not RFC 3339.
  case time
  case incarnation
  /// More is called safe than is held.
  case safe
  /// Two batches that contradict each other were both acknowledged.
  case both
}

/// Why a rule could not be tried.
public enum ConformanceObstacle: String, Sendable, Equatable {
  /// The receiver does not have the call, which is not asked of it.
  case notOffered = "not-offered"
  /// The receiver is more generous than it has to be, which is its own affair.
  case notAsked = "not-asked"
  /// One more enrolment code is needed.
  case code
  /// What the rule rests on failed already.
  case foundation
  /// The wire cannot tell.
  case unseen
  /// It would take more than is reasonable to send.
  case costly
}

/// Ends the trial of one rule.
enum ConformanceStop: Error {
  case breach(ConformanceBreach)
  case untried(ConformanceObstacle)
}
