/// How a printer said it is when it was last asked. 打印机状态
public struct PrinterCondition: Sendable, Equatable {
  /// Why it cannot print now; nil when it can.
  public let failure: PrintFailure?
  /// Whether the roll is near its end.
  public let isPaperLow: Bool
  /// Whether it says how it is at all; many cheap ones do not.
  public let answers: Bool

  public init(failure: PrintFailure?, isPaperLow: Bool = false, answers: Bool) {
    self.failure = failure
    self.isPaperLow = isPaperLow
    self.answers = answers
  }

  /// Whether a person has to go there.
  public var needsAttention: Bool { failure != nil || isPaperLow }

  public static let ready = PrinterCondition(failure: nil, answers: true)
  /// It takes bytes and says nothing.
  public static let silent = PrinterCondition(failure: nil, answers: false)
}
