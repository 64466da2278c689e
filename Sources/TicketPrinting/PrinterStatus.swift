import ServiceHall

/// What a printer says of itself: `DLE EOT n`, answered at once, and `GS r 1`, answered in its turn.
///
/// An answer to `DLE EOT` has bits 1 and 4 set and bits 0 and 7 clear, an answer to `GS r` has bits 4 and 7 clear:
/// the two are never mistaken for one another.
struct PrinterStatus {
  static let paperInTurn: [UInt8] = [0x1D, 0x72, 1]

  static func isInTurn(_ byte: UInt8) -> Bool { byte & 0x90 == 0 }
  static func isPaperEnd(inTurn byte: UInt8) -> Bool { byte & 0x0C != 0 }
  private static func isAnswer(_ byte: UInt8) -> Bool { byte & 0x93 == 0x12 }

  /// Answers by n: 1 printer, 2 why it is off line, 3 errors, 4 paper.
  private var answers: [UInt8: UInt8] = [:]
  /// Whether the answer in turn came meanwhile.
  private(set) var isEnd = false

  var isSilent: Bool { answers.isEmpty }

  /// - Parameters:
  ///   - milliseconds: how long each answer may take.
  ///   - inTurn: whether an answer to `GS r` is awaited too; it ends the asking.
  static func ask(
    _ line: PrinterLine, _ milliseconds: Int, inTurn: Bool
  ) throws(PrintFailure) -> PrinterStatus {
    var status = PrinterStatus()
    if !inTurn { line.discardInput() }
    for number: UInt8 in [1, 2, 3, 4] {
      try line.send([0x10, 0x04, number], stall: milliseconds)
      while let byte = try line.receive(within: milliseconds) {
        if isAnswer(byte) {
          status.answers[number] = byte
          break
        }
        if inTurn, isInTurn(byte) {
          if isPaperEnd(inTurn: byte) { throw .paperOut }
          status.isEnd = true
          return status
        }
      }
      // Who says nothing to the first question says nothing to the others.
      if status.isSilent { break }
    }
    return status
  }

  var condition: PrinterCondition {
    PrinterCondition(failure: failure, isPaperLow: has(4, 0x0C), answers: !isSilent)
  }

  /// The cause that a person can do something about comes first.
  private var failure: PrintFailure? {
    if has(2, 0x04) { return .coverOpen }
    if has(4, 0x60) || has(2, 0x20) { return .paperOut }
    if has(3, 0x28) || has(2, 0x40) { return .fault }
    return has(1, 0x08) ? .offline : nil
  }

  private func has(_ number: UInt8, _ bits: UInt8) -> Bool { (answers[number] ?? 0) & bits != 0 }
}
