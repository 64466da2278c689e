public import ServiceHall

extension SlipLayout {
  /// The printer's bytes of the slip with which documents are collected.
  ///
  /// - Parameter symbol: the QR code of the slip's code.
  public func bytes(of slip: ClaimSlip, symbol: Symbol?) -> [UInt8] {
    var roll = roll()
    roll.text(slip.hall, .large.bold, .tall.bold, .plain.bold)
    roll.gap(12)
    roll.text(slip.heading, .large.bold)
    roll.gap(12)
    roll.rule()
    roll.gap(20)
    roll.text(slip.holder, .large.bold, .tall.bold)
    for document in slip.documents {
      roll.gap(8)
      roll.text(document.title, .tall.bold, alignment: .left)
      roll.text(document.number, .tall, alignment: .left)
    }
    roll.gap(12)
    roll.text(slip.until, .tall.bold, alignment: .left)
    if let symbol {
      roll.gap(32)
      roll.square(symbol, dotsPerModule: paper.dotsPerModule(of: symbol))
      roll.gap(32)
    }
    // Somebody may have to type it: in fours, as people read long numbers.
    roll.text(Self.inFours(slip.code), .tall)
    roll.gap(8)
    roll.text(slip.use, .tall)
    roll.gap(20)
    roll.text(slip.pin, .large.bold)
    roll.text(slip.pinUse, .tall)
    roll.gap(20)
    roll.rule()
    roll.gap(12)
    for line in slip.bring { roll.text(line, .tall, alignment: .left) }
    roll.gap(12)
    roll.text(slip.keep, .tall, alignment: .left)
    roll.text(slip.issued, .tall, alignment: .left)
    roll.cut()
    return roll.bytes
  }

  static func inFours(_ code: String) -> String {
    let signs = Array(code)
    return stride(from: 0, to: signs.count, by: 4)
      .map { String(signs[$0..<min($0 + 4, signs.count)]) }.joined(separator: " ")
  }
}
