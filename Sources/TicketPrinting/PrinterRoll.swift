/// The commands for one stretch of paper, in the order in which it is printed. ESC/POS
///
/// Used are those commands alone that printers of all makes know: `ESC @ * 3 a d E J`, `FS & S`, `GS ! v V`.
struct PrinterRoll {
  /// How large characters are; 1 is 12×24 dots, a Chinese one 24×24.
  struct Face: Equatable {
    let width: Int
    let height: Int
    var isBold = false

    static let plain = Face(width: 1, height: 1)
    static let tall = Face(width: 1, height: 2)
    static let large = Face(width: 2, height: 2)
    var bold: Face { Face(width: width, height: height, isBold: true) }
  }

  enum Alignment: UInt8 { case left = 0, center = 1 }

  /// Rows of a picture that are sent at once: a printer that lost its power in the middle waits for at most
  /// this many more.
  static let band = 24
  private static let escape: UInt8 = 0x1B
  private static let group: UInt8 = 0x1D
  private static let field: UInt8 = 0x1C
  private static let lineFeed: UInt8 = 0x0A

  /// Dots across.
  let dots: Int
  private let encoder: TextEncoder
  private(set) var bytes: [UInt8]

  init(dots: Int, encoder: TextEncoder) {
    self.dots = dots
    self.encoder = encoder
    // Reset; Chinese mode; no space beside Chinese characters.
    bytes = [Self.escape, 0x40, Self.field, 0x26, Self.field, 0x53, 0, 0]
  }

  /// Narrow places in a line of a face.
  private func places(_ face: Face) -> Int { dots / (12 * face.width) }

  /// Sets a text in the first of the faces in which it stands in one line, or broken into lines in the last.
  ///
  /// A line of text takes pictures of 24 dots only, so a text with one is set plain and bold.
  mutating func text(_ text: String, _ faces: Face..., alignment: Alignment = .center) {
    let cells = encoder.cells(of: text)
    let hasPicture = cells.contains { if case .picture = $0 { true } else { false } }
    let offered = hasPicture ? [Face.plain.bold] : faces
    let fitting = offered.first { LineBreaking.width(cells) <= places($0) }
    guard !cells.isEmpty, let face = fitting ?? offered.last else { return }
    bytes += [Self.escape, 0x61, alignment.rawValue]
    bytes += [Self.group, 0x21, UInt8((face.width - 1) << 4 | (face.height - 1))]
    bytes += [Self.escape, 0x45, face.isBold ? 1 : 0]
    // Air between the lines, whatever the printer's own spacing is.
    bytes += [Self.escape, 0x33, UInt8(24 * face.height + 8)]
    for line in LineBreaking.lines(cells, places: places(face)) {
      for cell in line { append(cell) }
      bytes.append(Self.lineFeed)
    }
  }

  /// The largest face from 4 to 8 times the plain size in which the text leaves a quarter of the paper free; at
  /// 4 times, eight characters fill the narrow paper.
  func heroFace(for text: String) -> Face {
    let count = max(1, LineBreaking.width(encoder.cells(of: text)))
    let size = min(8, max(4, dots * 3 / 4 / (12 * count)))
    return Face(width: size, height: size, isBold: true)
  }

  private mutating func append(_ cell: TextEncoder.Cell) {
    switch cell {
    case .narrow(let byte): bytes.append(byte)
    case .wide(let high, let low): bytes += [high, low]
    // 24 dots high, as dense as text.
    case .picture(let columns):
      bytes += [Self.escape, 0x2A, 33, UInt8(columns.count / 3), 0] + columns
    }
  }

  /// Empty paper, in dots.
  mutating func gap(_ dots: Int) { bytes += [Self.escape, 0x4A, UInt8(min(255, dots))] }

  /// A thin line from edge to edge.
  mutating func rule() {
    picture(rows: [[UInt8]](repeating: [UInt8](repeating: 0xFF, count: dots / 8), count: 2))
  }

  /// A square of modules in the middle of the paper; the margin is left to the paper.
  mutating func square(_ symbol: SlipLayout.Symbol, dotsPerModule scale: Int) {
    let side = symbol.side * scale
    let left = max(0, dots - side) / 2
    var rows: [[UInt8]] = []
    for y in 0..<symbol.side {
      var row = [UInt8](repeating: 0, count: (left + side + 7) / 8)
      for x in 0..<symbol.side where symbol.isDark(x, y) {
        for dot in left + x * scale..<left + (x + 1) * scale { row[dot / 8] |= 0x80 >> UInt8(dot % 8) }
      }
      rows += [[UInt8]](repeating: row, count: scale)
    }
    picture(rows: rows)
  }

  /// - Parameter rows: equally long; the highest bit is the leftmost dot.
  private mutating func picture(rows: [[UInt8]]) {
    guard let width = rows.first?.count else { return }
    bytes += [Self.escape, 0x61, Alignment.left.rawValue]
    for start in stride(from: 0, to: rows.count, by: Self.band) {
      let band = rows[start..<min(start + Self.band, rows.count)]
      bytes += [
        Self.group, 0x76, 0x30, 0, UInt8(width & 0xFF), UInt8(width >> 8), UInt8(band.count), 0,
      ]
      bytes += band.joined()
    }
  }

  /// Moves the slip out and cuts it; a printer without a knife only moves it.
  mutating func cut() {
    bytes += [Self.escape, 0x64, 3, Self.group, 0x56, 66, 0]
  }
}
