/// Reads separated records as spreadsheets write them: RFC 4180, with LF or CRLF, quoted cells over several
/// lines, doubled quotes, blank records skipped.
struct CSVReader {
  /// The text ended before its last record did: the file is cut off. Spreadsheets end every record with a line
  /// break, and nothing else would tell a last cell that lost its end.
  struct Unclosed: Error, Equatable {
    let row: Int
  }

  private let bytes: [UInt8]
  private let separators: Set<UInt8>
  private var place = 0
  /// The record's number as a spreadsheet shows it: the first is 1.
  private(set) var row = 0

  /// - Parameter separators: what parts the cells; any of them does.
  init(_ bytes: [UInt8], separators: Set<UInt8> = [UInt8(ascii: ",")]) {
    self.bytes = bytes
    self.separators = separators
  }

  /// - Returns: nil at the end.
  mutating func next() throws(Unclosed) -> [String]? {
    while place < bytes.count {
      row += 1
      let record = try record()
      if record.count > 1 || !(record.first?.isEmpty ?? true) { return record }
    }
    return nil
  }

  private mutating func record() throws(Unclosed) -> [String] {
    var cells: [String] = []
    while true {
      let (cell, isLast) = try cell()
      cells.append(cell)
      if isLast { return cells }
    }
  }

  private mutating func cell() throws(Unclosed) -> (String, isLast: Bool) {
    var cell: [UInt8] = []
    var isQuoted = false
    if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
      isQuoted = true
      place += 1
    }
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          // A line break inside a cell is one character, whoever wrote it.
          if byte == 0x0D, place < bytes.count, bytes[place] == 0x0A { continue }
          cell.append(byte)
        } else if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
          cell.append(byte)
          place += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case _ where separators.contains(byte): return (String(decoding: cell, as: UTF8.self), false)
      case 0x0A: return (String(decoding: cell, as: UTF8.self), true)
      case 0x0D:
        if place < bytes.count, bytes[place] == 0x0A { place += 1 }
        return (String(decoding: cell, as: UTF8.self), true)
      default: cell.append(byte)
      }
    }
    throw Unclosed(row: row)
  }

  /// One record with its line end; cells are quoted where they must be.
  static func line(_ cells: [String]) -> String {
    let quoted = cells.map { cell in
      let isPlain = cell.utf8.allSatisfy { ![0x22, 0x2C, 0x0A, 0x0D].contains($0) }
      if isPlain { return cell }
      return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    }
    return quoted.joined(separator: ",") + "\r\n"
  }
}
