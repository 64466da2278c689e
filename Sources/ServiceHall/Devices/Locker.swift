/// The locker beside a kiosk, as its adapter is reached. 自助柜
///
/// The adapter's protocol is described in `Appliance/lockers/README.md`.
public struct Locker: Sendable, Hashable, Codable {
  public static let usualPort = 7010
  public static let mostCells = 200

  public let host: String
  public let port: Int
  /// Cells are numbered from 1.
  public let cells: Int

  public init(host: String, port: Int, cells: Int) {
    self.host = host
    self.port = port
    self.cells = cells
  }

  /// - Throws: `InputRefusal` naming `lockerHost`, `lockerPort` or `lockerCells`.
  public func checked() throws(InputRefusal) -> Locker {
    guard !host.isEmpty else { throw InputRefusal("lockerHost", .required) }
    guard SlipPrinter.isHost(host) else { throw InputRefusal("lockerHost", .format) }
    guard (1...65_535).contains(port) else { throw InputRefusal("lockerPort", .outOfRange) }
    guard (1...Self.mostCells).contains(cells) else { throw InputRefusal("lockerCells", .outOfRange) }
    return self
  }
}

/// How a cell is, as far as the locker can tell.
public struct CellState: Sendable, Equatable {
  public enum Content: String, Sendable, CaseIterable {
    /// A locker without a sensor.
    case unknown
    case empty
    case full
  }

  public let isOpen: Bool
  public let content: Content

  public init(isOpen: Bool, content: Content) {
    self.isOpen = isOpen
    self.content = content
  }
}

/// Why a cell did not do what it was told.
public enum LockerFailure: Error, Sendable, Equatable {
  /// Nobody answers at the adapter's address: nothing was asked of the cell.
  case unreachable
  /// The adapter said no: the door stays as it was.
  case refused
  /// The adapter was told and did not answer: the door may have opened.
  case uncertain
}
