/// The printer that prints a kiosk's slips. 小票打印机
public struct SlipPrinter: Sendable, Equatable, Codable {
  public enum Connection: Sendable, Hashable, Codable {
    /// The kiosk's browser prints the slip's page.
    case browser
    /// ESC/POS over TCP.
    case network(host: String, port: Int)
    /// ESC/POS to a device file below `/dev/`.
    case file(path: String)
  }

  /// The paper's width in millimetres. 纸宽
  public enum Paper: Int, Sendable, CaseIterable, Codable {
    case narrow = 58
    case wide = 80
  }

  public static let standard = SlipPrinter(connection: .browser, paper: .wide)
  public static let usualPort = 9100

  public let connection: Connection
  public let paper: Paper

  public init(connection: Connection, paper: Paper) {
    self.connection = connection
    self.paper = paper
  }

  /// Whether this machine sends the slips to the printer.
  public var isDriven: Bool { connection != .browser }

  /// - Throws: `InputRefusal` naming `host`, `port` or `path`.
  public func checked() throws(InputRefusal) -> SlipPrinter {
    switch connection {
    case .browser: return self
    case .network(let host, let port):
      guard !host.isEmpty else { throw InputRefusal("host", .required) }
      guard Self.isHost(host) else { throw InputRefusal("host", .format) }
      guard (1...65_535).contains(port) else { throw InputRefusal("port", .outOfRange) }
    case .file(let path):
      guard !path.isEmpty else { throw InputRefusal("path", .required) }
      // A slip is never written over somebody's file.
      let isPath: (UInt8) -> Bool = {
        $0.isLower || $0.isUpper || $0.isDigit || [UInt8(ascii: "/"), 45, 95].contains($0)
      }
      guard path.hasPrefix("/dev/"), path.isMade(of: isPath, lengths: 6...80) else {
        throw InputRefusal("path", .format)
      }
    }
    return self
  }

  /// Whether a text can be the name or the address of a machine.
  static func isHost(_ text: String) -> Bool {
    text.isMade(
      of: { $0.isLower || $0.isUpper || $0.isDigit || [UInt8(ascii: "."), 45, 58].contains($0) },
      lengths: 1...253)
  }
}
