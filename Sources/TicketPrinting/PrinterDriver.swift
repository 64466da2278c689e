public import ServiceHall

/// Asks a printer how it is, and has it print. Its calls block for limited times, so they belong on a thread of
/// their own.
///
/// Invariants, held by `Tests/PrintingTests` with a printer that fails in every way:
/// 1. Nothing is sent to a printer that says it cannot print.
/// 2. A slip counts as printed when the printer said so after its last byte; of one that never says anything,
///    when it took every byte.
/// 3. Whenever bytes were sent and the end stayed open, `isEndUnknown` says so.
public struct PrinterDriver: Sendable {
  /// How one slip went.
  public struct Delivery: Sendable, Equatable {
    /// nil when the slip is on paper.
    public let failure: PrintFailure?
    /// Whether a part of the slip, or all of it, may be on paper all the same.
    public let isEndUnknown: Bool
    /// What the printer said last.
    public let condition: PrinterCondition
  }

  /// More than the longest picture that may have been cut off: a printer that waits for its rest takes these as
  /// white dots, any other passes over them.
  static let filling = [UInt8](repeating: 0, count: 2048)

  public let connection: SlipPrinter.Connection
  private let limits: PrinterLimits

  public init(_ connection: SlipPrinter.Connection, limits: PrinterLimits = PrinterLimits()) {
    self.connection = connection
    self.limits = limits
  }

  /// How the printer is now.
  ///
  /// - Parameter isTalker: whether it has answered before; its silence is a failure then.
  public func condition(isTalker: Bool) -> PrinterCondition {
    do throws(PrintFailure) {
      return try condition(on: try PrinterLine.open(connection, limits: limits), isTalker: isTalker)
    } catch {
      return PrinterCondition(failure: error, answers: false)
    }
  }

  /// Prints a slip.
  ///
  /// - Parameter afterUnknownEnd: whether the slip before this one may have been cut off in the middle.
  public func print(_ slip: [UInt8], afterUnknownEnd: Bool, isTalker: Bool) -> Delivery {
    var last = PrinterCondition.silent
    var hasSent = false
    do throws(PrintFailure) {
      let line = try PrinterLine.open(connection, limits: limits)
      last = try condition(on: line, isTalker: isTalker)
      if let failure = last.failure { throw failure }
      hasSent = true
      try line.send(afterUnknownEnd ? Self.filling + slip : slip, stall: limits.stall)
      if last.answers {
        last = try awaitEnd(on: line, last)
      } else {
        try line.drain(within: limits.finish)
      }
      return Delivery(failure: nil, isEndUnknown: false, condition: last)
    } catch {
      let condition = PrinterCondition(
        failure: error, isPaperLow: last.isPaperLow, answers: last.answers)
      return Delivery(failure: error, isEndUnknown: hasSent, condition: condition)
    }
  }

  /// Waits until the printer has worked through everything: `GS r` is answered in its turn, after the slip.
  ///
  /// A printer that tells its state but does not know `GS r` is given its time; when it is well at the end, the
  /// slip is on paper.
  private func awaitEnd(
    on line: PrinterLine, _ before: PrinterCondition
  ) throws(PrintFailure) -> PrinterCondition {
    try line.send(PrinterStatus.paperInTurn, stall: limits.stall)
    let deadline = PrinterLine.now + limits.finish
    var last = before
    while PrinterLine.now < deadline {
      if let byte = try line.receive(within: limits.answer), PrinterStatus.isInTurn(byte) {
        if PrinterStatus.isPaperEnd(inTurn: byte) { throw .paperOut }
        return last
      }
      // It may have stopped in the middle; that it says at once.
      let answer = try PrinterStatus.ask(line, limits.answer, inTurn: true)
      if answer.isEnd { return last }
      if answer.isSilent { continue }
      last = answer.condition
      if let failure = last.failure { throw failure }
    }
    if last.failure == nil, try !PrinterStatus.ask(line, limits.answer, inTurn: true).isSilent {
      return last
    }
    throw .timeout
  }

  private func condition(
    on line: PrinterLine, isTalker: Bool
  ) throws(PrintFailure) -> PrinterCondition {
    let answer = try PrinterStatus.ask(line, limits.answer, inTurn: false)
    if answer.isSilent {
      if isTalker { throw .timeout }
      return .silent
    }
    return answer.condition
  }
}
