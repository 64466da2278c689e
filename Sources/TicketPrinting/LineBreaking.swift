/// Breaks cells into lines that fit the paper.
enum LineBreaking {
  /// Signs that do not begin a line: ，。、；：？！）》」』】％ and their narrow kin.
  private static let closing: Set<UInt16> = [
    0xA3AC, 0xA1A3, 0xA1A2, 0xA3BB, 0xA3BA, 0xA3BF, 0xA3A1, 0xA3A9, 0xA1B7, 0xA1B9, 0xA1BB, 0xA1BF,
    0xA3A5, 0xA1B1, 0xA1AF,
  ]

  static func width(_ cells: [TextEncoder.Cell]) -> Int { cells.reduce(0) { $0 + $1.width } }

  /// - Parameter places: narrow places in a line, at least 4.
  static func lines(_ cells: [TextEncoder.Cell], places: Int) -> [[TextEncoder.Cell]] {
    var lines: [[TextEncoder.Cell]] = []
    var rest = cells[...]
    while !rest.isEmpty {
      var end = rest.startIndex
      var used = 0
      while end < rest.endIndex, used + rest[end].width <= places {
        used += rest[end].width
        end += 1
      }
      if end < rest.endIndex { end = better(end, in: rest) }
      lines.append(trimmed(rest[rest.startIndex..<end]))
      rest = rest[end...].drop { $0 == .narrow(0x20) }
    }
    return lines
  }

  /// A break at or before `end` that leaves a word whole and no closing sign at the head of the next line.
  private static func better(_ end: Int, in cells: ArraySlice<TextEncoder.Cell>) -> Int {
    var candidate = end
    while candidate > cells.startIndex, !mayBreak(before: candidate, in: cells) { candidate -= 1 }
    // A word longer than a line is cut where the line ends.
    return candidate > cells.startIndex ? candidate : end
  }

  private static func mayBreak(before index: Int, in cells: ArraySlice<TextEncoder.Cell>) -> Bool {
    switch (cells[index - 1], cells[index]) {
    case (.narrow(let left), .narrow(let right)): left == 0x20 || right == 0x20
    case (_, .wide(let high, let low)): !closing.contains(UInt16(high) << 8 | UInt16(low))
    default: true
    }
  }

  private static func trimmed(_ cells: ArraySlice<TextEncoder.Cell>) -> [TextEncoder.Cell] {
    var cells = cells
    while cells.last == .narrow(0x20) { cells.removeLast() }
    return Array(cells)
  }
}
