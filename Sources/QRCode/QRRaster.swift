/// A QR code in dots, as label and receipt printers take it.
public struct QRRaster: Sendable, Equatable {
  /// Dots per row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// The rows from the top, each padded to whole bytes with white; the most significant bit is the
  /// leftmost dot and 1 is black, as ESC/POS `GS v 0` wants it.
  public let rows: [UInt8]

  /// Bytes per row.
  public var bytesPerRow: Int { (width + 7) / 8 }

  /// Dots per module that a rendering takes; others are brought to the nearest.
  static let scales = 1...64
  /// Modules of light margin that a rendering takes; others are brought to the nearest.
  static let quietZones = 0...64
}

extension QRMatrix {
  /// The symbol in dots.
  ///
  /// - Parameters:
  ///   - scale: dots per module, 1 to 64; at 203 dpi, 3 and more are read reliably.
  ///   - quietZone: light modules on each side, up to 64; the standard asks for 4.
  public func raster(scale: Int, quietZone: Int = 4) -> QRRaster {
    let scale = QRRaster.scales.clamp(scale)
    let margin = QRRaster.quietZones.clamp(quietZone)
    let width = (side + 2 * margin) * scale
    var rows: [UInt8] = []
    rows.reserveCapacity((width + 7) / 8 * width)
    for y in -margin..<side + margin {
      var row = [UInt8](repeating: 0, count: (width + 7) / 8)
      for x in 0..<side where self[x, y] {
        for dot in (x + margin) * scale..<(x + margin + 1) * scale {
          row[dot / 8] |= 0x80 >> UInt8(dot % 8)
        }
      }
      for _ in 0..<scale { rows += row }
    }
    return QRRaster(width: width, height: width, rows: rows)
  }
}

extension ClosedRange {
  func clamp(_ value: Bound) -> Bound { Swift.min(Swift.max(value, lowerBound), upperBound) }
}
