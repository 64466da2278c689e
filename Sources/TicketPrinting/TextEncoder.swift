import Glibc

/// Turns text into what a printer in Chinese mode prints: GBK, and pictures for what GBK lacks.
///
/// Nothing else comes out of it: no control byte, so that no text can command the printer.
@safe final class TextEncoder {
  /// What takes one place in a line.
  enum Cell: Equatable {
    /// 12 dots wide.
    case narrow(UInt8)
    /// 24 dots wide.
    case wide(UInt8, UInt8)
    /// 24 dots wide and high, in columns.
    case picture([UInt8])

    /// In narrow places.
    var width: Int { if case .narrow = self { 1 } else { 2 } }
  }

  /// Stands for a character that neither GBK nor the table has: 〓, the printer's old sign for a missing type.
  static let missing = Cell.wide(0xA1, 0xFE)

  private let glyphs: GlyphTable
  private let converter: iconv_t?

  init(glyphs: GlyphTable) {
    self.glyphs = glyphs
    let opened = unsafe iconv_open("GBK", "UTF-8")
    // The library says -1 for a failure.
    unsafe converter = Int(bitPattern: opened) == -1 ? nil : opened
  }

  deinit { if let converter = unsafe converter { unsafe iconv_close(converter) } }

  func cells(of text: String) -> [Cell] { text.unicodeScalars.compactMap(cell) }

  /// - Returns: nil for what takes no place: controls, variation selectors, joiners.
  private func cell(of scalar: Unicode.Scalar) -> Cell? {
    switch scalar.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator,
      .surrogate:
      return nil
    default: break
    }
    if scalar.value < 0x7F { return .narrow(UInt8(scalar.value)) }
    if let bytes = gbk(scalar) { return .wide(bytes.0, bytes.1) }
    return glyphs.columns(of: scalar).map { .picture($0) } ?? Self.missing
  }

  private func gbk(_ scalar: Unicode.Scalar) -> (UInt8, UInt8)? {
    guard let converter = unsafe converter else { return nil }
    var input = Array(String(scalar).utf8).map { CChar(bitPattern: $0) }
    var output: [CChar] = [0, 0, 0, 0]
    let left = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        var (from, to) = (input.baseAddress, output.baseAddress)
        var (length, space) = (input.count, output.count)
        let result = unsafe iconv(converter, &from, &length, &to, &space)
        return result == 0 ? space : -1
      }
    }
    let bytes = output.map { UInt8(bitPattern: $0) }
    guard left == 2, bytes[0] >= 0x81, bytes[1] >= 0x40 else { return nil }
    return (bytes[0], bytes[1])
  }
}
