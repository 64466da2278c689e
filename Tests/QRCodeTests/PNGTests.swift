import QRCode
import Testing

@Suite("PNG")
struct PNGTests {
  @Test("(2) is one bit of grey, as large as the printer's dots")
  func header() throws {
    let matrix = try QRMatrix("1")
    let png = matrix.png(scale: 10, quietZone: 4)
    #expect(Array(png.prefix(8)) == [0x89] + Array("PNG\r\n".utf8) + [0x1A, 0x0A])
    // 290 is 0x0122; depth 1, grey, deflate, no filter method of its own, not interlaced.
    #expect(Array(png[16..<29]) == [0, 0, 1, 0x22, 0, 0, 1, 0x22, 1, 0, 0, 0, 0])
    #expect(matrix.raster(scale: 10, quietZone: 4).width == 290)
    #expect(Array(png.suffix(12)) == [0, 0, 0, 0] + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82])
  }

  @Test("(2) a code with a URL of 200 characters stays below 2 KB")
  func size() throws {
    #expect(try QRMatrix(QRMatrixTests.texts[5]).png().count < 2_000)
  }
}
