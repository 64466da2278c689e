public import ServiceHall

/// Sets a slip for a roll of paper. 小票排版
///
/// Invariants, cited by number in `SlipLayoutTests`:
/// 1. The number stands in one line, at least four times as large as plain text.
/// 2. No line is wider than the paper.
/// 3. Text is GBK; what GBK lacks is a picture, and no text can command the printer.
public struct SlipLayout: Sendable {
  /// A QR code as its modules, row by row.
  public struct Symbol: Sendable, Equatable {
    /// Modules on a side.
    public let side: Int
    private let modules: [Bool]

    /// - Returns: nil unless the modules make a square.
    public init?(side: Int, modules: [Bool]) {
      guard side > 0, modules.count == side * side else { return nil }
      self.side = side
      self.modules = modules
    }

    func isDark(_ x: Int, _ y: Int) -> Bool { modules[y * side + x] }
  }

  public let paper: SlipPrinter.Paper
  private let glyphs: GlyphTable

  public init(paper: SlipPrinter.Paper, glyphs: GlyphTable) {
    self.paper = paper
    self.glyphs = glyphs
  }

  func roll() -> PrinterRoll { PrinterRoll(dots: paper.dots, encoder: TextEncoder(glyphs: glyphs)) }

  /// The printer's bytes.
  ///
  /// - Parameter symbol: the QR code of the slip's address.
  public func bytes(of slip: Slip, symbol: Symbol?) -> [UInt8] {
    var roll = roll()
    roll.text(slip.hall, .large.bold, .tall.bold, .plain.bold)
    roll.gap(16)
    roll.rule()
    roll.gap(20)
    roll.text(slip.heading, .tall)
    roll.gap(12)
    roll.text(slip.number, roll.heroFace(for: slip.number))
    roll.gap(20)
    roll.text(slip.line, .large.bold, .tall.bold)
    roll.text(slip.windows, .large, .tall)
    if let place = slip.place { roll.text(place, .large, .tall) }
    roll.gap(16)
    roll.rule()
    roll.gap(20)
    if let ahead = slip.ahead { roll.text(ahead, .large.bold, .tall.bold) }
    if let estimate = slip.estimate {
      roll.gap(8)
      roll.text(estimate, .large, .tall)
    }
    if let priority = slip.priority {
      roll.gap(8)
      roll.text(priority, .tall.bold)
    }
    if let then = slip.then {
      roll.gap(8)
      roll.text(then, .tall)
    }
    if let symbol {
      roll.gap(32)
      roll.square(symbol, dotsPerModule: paper.dotsPerModule(of: symbol))
      roll.gap(24)
      roll.text(slip.follow, .tall)
    }
    roll.gap(8)
    roll.text(slip.code, .large.bold, .tall.bold)
    roll.gap(20)
    roll.rule()
    roll.gap(16)
    if let notice = slip.notice {
      roll.text(notice, .tall, alignment: .left)
    }
    roll.text(slip.ratio, .tall)
    roll.text(slip.keep, .tall)
    roll.text(slip.issued, .tall)
    roll.cut()
    return roll.bytes
  }
}

extension SlipPrinter.Paper {
  /// Printable dots across, at 8 dots per millimetre.
  public var dots: Int {
    switch self {
    case .narrow: 384
    case .wide: 576
    }
  }

  /// A symbol of about 30 mm, with the margin of four modules that scanners ask for; a dense one is larger, since
  /// modules below five dots are not read from a picture that is small and blurred (`Tests/ScanningTests`).
  func dotsPerModule(of symbol: SlipLayout.Symbol) -> Int {
    max(2, min(dots / (symbol.side + 8), max(260 / symbol.side, 5)))
  }
}
