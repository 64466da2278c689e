import Foundation

/// A line of text as a printer sets it, read back from the commands.
struct PrintedLine {
  struct Unknown: Error { let command: [UInt8] }

  var text = ""
  var width = 1
  var height = 1
  var pictures = 0
  /// How wide it is.
  var dots = 0

  /// Reads a slip. Stands on its own: it knows the printer's commands and not the code that makes them.
  ///
  /// - Throws: `Unknown` at a command that is not one of the few that all printers know.
  static func read(_ bytes: [UInt8]) throws -> [PrintedLine] {
    // GB 18030, of which GBK is a part.
    let gbk = String.Encoding(rawValue: 0x8000_0632)
    var lines: [PrintedLine] = []
    var line = PrintedLine()
    var face = (width: 1, height: 1)
    var index = 0
    func byte(_ offset: Int) -> Int { index + offset < bytes.count ? Int(bytes[index + offset]) : 0 }
    while index < bytes.count {
      switch (bytes[index], byte(1)) {
      case (0x0A, _):
        line.width = face.width
        line.height = face.height
        lines.append(line)
        line = PrintedLine()
        index += 1
      case (0x1B, 0x40): index += 2
      case (0x1B, 0x33), (0x1B, 0x61), (0x1B, 0x45), (0x1B, 0x4A), (0x1B, 0x64): index += 3
      case (0x1B, 0x2A):
        let columns = byte(3) + 256 * byte(4)
        guard byte(2) == 33 else { throw Unknown(command: Array(bytes[index...].prefix(5))) }
        line.text += "▦"
        line.pictures += 1
        line.dots += columns
        index += 5 + 3 * columns
      case (0x1C, 0x26): index += 2
      case (0x1C, 0x53): index += 4
      case (0x1D, 0x21):
        face = ((byte(2) >> 4) + 1, (byte(2) & 7) + 1)
        index += 3
      case (0x1D, 0x56): index += 4
      case (0x1D, 0x76):
        index += 8 + (byte(4) + 256 * byte(5)) * (byte(6) + 256 * byte(7))
      case (0x20..<0x7F, _):
        line.text += String(UnicodeScalar(bytes[index]))
        line.dots += 12 * face.width
        index += 1
      case (0x81..., 0x40...):
        line.text += String(data: Data(bytes[index..<index + 2]), encoding: gbk) ?? "?"
        line.dots += 24 * face.width
        index += 2
      default: throw Unknown(command: Array(bytes[index...].prefix(4)))
      }
    }
    return lines
  }
}
