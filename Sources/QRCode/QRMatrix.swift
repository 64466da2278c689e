/// A QR code as a square of modules, from which every rendering is made. 二维码
///
/// The symbol is that of ISO/IEC 18004 (GB/T 18284), without its quiet zone.
///
/// Invariants, cited by number in `QRMatrixTests`:
/// 1. A scanner reads the text from every rendering, unchanged.
/// 2. All renderings show the same modules.
/// 3. A text that does not fit is refused, never cut.
public struct QRMatrix: Sendable, Equatable {
  /// How much of a symbol may be dirty or torn before it cannot be read.
  public enum ErrorCorrection: Sendable, CaseIterable {
    /// About 7 %.
    case low
    /// About 15 %; suits screens and fresh thermal paper.
    case medium
    /// About 25 %.
    case quartile
    /// About 30 %; for paper that is folded and carried about.
    case high
  }

  /// The length of a side in modules: 21 to 177.
  public let side: Int
  private let modules: [Bool]

  /// Encodes a text as UTF-8 into the smallest symbol that holds it.
  ///
  /// - Throws: `QRFault.empty`, or `tooLong`.
  public init(_ text: String, correction: ErrorCorrection = .medium) throws(QRFault) {
    guard !text.isEmpty else { throw .empty }
    guard let symbol = SymbolEncoder.encode(text, correction: correction) else { throw .tooLong }
    side = symbol.side
    modules = symbol.modules
  }

  /// Encodes a text with as much correction as fits into the symbol that medium correction needs.
  ///
  /// - Throws: `QRFault.empty`, or `tooLong`.
  public static func sturdy(_ text: String) throws(QRFault) -> QRMatrix {
    let medium = try QRMatrix(text)
    for correction in [ErrorCorrection.high, .quartile] {
      if let symbol = try? QRMatrix(text, correction: correction), symbol.side == medium.side {
        return symbol
      }
    }
    return medium
  }

  /// Whether a module is dark, counted from the top left; outside of the symbol all is light.
  public subscript(x: Int, y: Int) -> Bool {
    let inside = 0..<side
    return inside.contains(x) && inside.contains(y) && modules[y * side + x]
  }
}
