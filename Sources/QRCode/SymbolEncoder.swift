import CQREncode

/// libqrencode, over Swift values.
enum SymbolEncoder {
  /// The smallest symbol that holds the text: its side in modules and, row by row, whether each
  /// module is dark. Nil when no symbol holds it.
  ///
  /// libqrencode splits the text into numeric, alphanumeric and byte segments; Chinese stays UTF-8,
  /// because scanners that type like a keyboard pass an encoding mark (ECI) on as text.
  static func encode(
    _ text: String, correction: QRMatrix.ErrorCorrection
  ) -> (side: Int, modules: [Bool])? {
    let bytes = Array(text.utf8)
    guard bytes.count <= largestByteCount,
      let symbol = unsafe symbol(of: text, bytes: bytes, level: correction.level)
    else { return nil }
    defer { unsafe QRcode_free(symbol) }
    let side = unsafe Int(symbol.pointee.width)
    let modules = unsafe UnsafeBufferPointer(start: symbol.pointee.data, count: side * side)
    return (side, unsafe modules.map { $0 & 1 == 1 })
  }

  /// The digits that version 40-L holds (ISO/IEC 18004, table 7): no text of more bytes fits.
  private static let largestByteCount = 7089

  private static func symbol(
    of text: String, bytes: [UInt8], level: QRecLevel
  ) -> UnsafeMutablePointer<QRcode>? {
    // A C string ends at its first NUL; such a text goes in as plain bytes, without segments.
    if bytes.contains(0) {
      return unsafe QRcode_encodeData(Int32(bytes.count), bytes, 0, level)
    }
    return unsafe QRcode_encodeString(text, 0, level, QR_MODE_8, 1)
  }
}

extension QRMatrix.ErrorCorrection {
  fileprivate var level: QRecLevel {
    switch self {
    case .low: QR_ECLEVEL_L
    case .medium: QR_ECLEVEL_M
    case .quartile: QR_ECLEVEL_Q
    case .high: QR_ECLEVEL_H
    }
  }
}
