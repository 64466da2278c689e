extension QRMatrix {
  /// The symbol as a PNG file: one bit of grey per dot (PNG 1.2 §§ 3, 4.1).
  ///
  /// - Parameters:
  ///   - scale: dots per module, 1 to 64.
  ///   - quietZone: light modules on each side, up to 64; the standard asks for 4.
  public func png(scale: Int = 8, quietZone: Int = 4) -> [UInt8] {
    let raster = raster(scale: scale, quietZone: quietZone)
    var scanlines: [UInt8] = []
    scanlines.reserveCapacity(raster.rows.count + raster.height)
    for start in stride(from: 0, to: raster.rows.count, by: raster.bytesPerRow) {
      scanlines.append(0)  // No filter: rows of runs compress best as they are.
      scanlines += raster.rows[start..<start + raster.bytesPerRow].map { ~$0 }  // 0 is black.
    }
    let bitDepth: UInt8 = 1
    let greyscale: UInt8 = 0
    let header =
      bigEndian(UInt32(raster.width)) + bigEndian(UInt32(raster.height))
      + [bitDepth, greyscale, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", header) + chunk("IDAT", Zlib.compress(scanlines)) + chunk("IEND", [])
  }

  private func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let checked = Array(type.utf8) + content
    return bigEndian(UInt32(content.count)) + checked + bigEndian(Zlib.checksum(checked))
  }

  private func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
