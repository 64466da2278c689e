import QRCode
import Testing

@Suite("QRRaster")
struct QRRasterTests {
  @Test("(2) every dot is that of its module", arguments: [1, 2, 3, 5, 8], [0, 1, 4])
  func dots(_ scale: Int, _ quietZone: Int) throws {
    let matrix = try QRMatrix("办件 2024-0001")
    let raster = matrix.raster(scale: scale, quietZone: quietZone)
    #expect(raster.width == (matrix.side + 2 * quietZone) * scale)
    #expect(raster.height == raster.width)
    #expect(raster.rows.count == raster.height * raster.bytesPerRow)
    var wrong = 0
    for y in 0..<raster.height {
      for x in 0..<raster.bytesPerRow * 8 {
        let black = raster.rows[y * raster.bytesPerRow + x / 8] & (0x80 >> UInt8(x % 8)) != 0
        let dark = matrix[x / scale - quietZone, y / scale - quietZone]
        if black != (dark && x < raster.width) { wrong += 1 }
      }
    }
    #expect(wrong == 0)
  }

  @Test("sizes out of range are brought to the nearest")
  func limits() throws {
    let matrix = try QRMatrix("1")
    #expect(matrix.raster(scale: 0) == matrix.raster(scale: 1))
    #expect(matrix.raster(scale: .min) == matrix.raster(scale: 1))
    #expect(matrix.raster(scale: 2, quietZone: -1) == matrix.raster(scale: 2, quietZone: 0))
    #expect(matrix.raster(scale: .max, quietZone: .max).width == (21 + 128) * 64)
  }
}
