import QRCode
import Testing

@Suite("QRMatrix")
struct QRMatrixTests {
  static let texts = [
    "1",
    "0123456789012345678901234567890123456789",
    "HTTPS://HALL.EXAMPLE/C/7KQ4-9XWM",
    "红桥镇便民服务中心 A012 请到 3 号窗口",
    "Mixed 混合 123456789 ~!@#$%^&*() 😀",
    "https://hall.example/claim/" + String(repeating: "7kQ4-9xWm_", count: 18).prefix(173),
  ]

  @Test("(1) a scanner reads the text from the PNG", arguments: texts)
  func scanPNG(_ text: String) throws {
    #expect(try Scanner.read(QRMatrix(text).png(), fileExtension: "png") == text)
  }

  @Test("(1) a scanner reads the text from the printer's dots", arguments: texts)
  func scanRaster(_ text: String) throws {
    let raster = try QRMatrix(text).raster(scale: 3)
    // A portable bitmap has the printer's layout after its header.
    let bitmap = Array("P4\n\(raster.width) \(raster.height)\n".utf8) + raster.rows
    #expect(try Scanner.read(bitmap, fileExtension: "pbm") == text)
  }

  @Test("(1) every correction is read", arguments: QRMatrix.ErrorCorrection.allCases)
  func corrections(_ correction: QRMatrix.ErrorCorrection) throws {
    let text = QRMatrixTests.texts[3]
    let png = try QRMatrix(text, correction: correction).png(scale: 5)
    #expect(try Scanner.read(png, fileExtension: "png") == text)
  }

  @Test("more correction takes more room")
  func room() throws {
    let text = QRMatrixTests.texts[5]
    #expect(text.count == 200)
    let sides = try QRMatrix.ErrorCorrection.allCases.map {
      try QRMatrix(text, correction: $0).side
    }
    #expect(zip(sides, sides.dropFirst()).allSatisfy { $0 < $1 })
    #expect(try QRMatrix(text) == QRMatrix(text, correction: .medium))
  }

  @Test("outside of the symbol all is light")
  func outside() throws {
    let matrix = try QRMatrix("1")
    #expect(matrix.side == 21)
    #expect(matrix[0, 0] && matrix[20, 0] && matrix[0, 20])
    for (x, y) in [(-1, 0), (0, -1), (21, 0), (0, 21), (.max, .max), (.min, .min)] {
      #expect(!matrix[x, y])
    }
  }

  @Test("(3) nothing is refused")
  func empty() {
    #expect(throws: QRFault.empty) { try QRMatrix("") }
  }

  /// Capacities of version 40: ISO/IEC 18004, table 7.
  @Test(
    "(3) a text that does not fit is refused",
    arguments: [
      ("1", QRMatrix.ErrorCorrection.low, 7_089), ("1", .high, 3_057), ("A", .medium, 3_391),
      ("a", .low, 2_953), ("a", .medium, 2_331), ("\0", .medium, 2_331),
    ])
  func capacity(
    _ character: String, _ correction: QRMatrix.ErrorCorrection, _ capacity: Int
  ) throws {
    let fitting = String(repeating: character, count: capacity)
    #expect(try QRMatrix(fitting, correction: correction).side == 177)
    #expect(throws: QRFault.tooLong) { try QRMatrix(fitting + character, correction: correction) }
    #expect(throws: QRFault.tooLong) {
      try QRMatrix(String(repeating: character, count: 1_000_000), correction: correction)
    }
  }

  @Test("(3) a text is not cut at a NUL")
  func nul() throws {
    #expect(try QRMatrix("a\0b") != QRMatrix("a"))
    #expect(try QRMatrix("a\0b") != QRMatrix("a\0c"))
  }

  @Test("many tasks encode at once")
  func concurrency() async throws {
    let expected = try QRMatrixTests.texts.map { try QRMatrix($0) }
    try await withThrowingTaskGroup(of: [QRMatrix].self) { group in
      for _ in 0..<64 {
        group.addTask { try QRMatrixTests.texts.map { try QRMatrix($0) } }
      }
      for try await matrices in group { #expect(matrices == expected) }
    }
  }
}
