import HallTesting
import ServiceHall
import Testing

/// Who sends a request in a test.
enum Asker: Hashable, Sendable, CustomTestStringConvertible {
  case visitor
  /// - Parameter hall: nil for a role of the county.
  case staff(Role, Hall.ID?)
  /// The second clerk of a hall.
  case secondClerk(Hall.ID)
  case device(Device.Kind, Hall.ID)

  static let east: Hall.ID = .named("east")
  static let west: Hall.ID = .named("west")

  static let clerk = Asker.staff(.clerk, east)
  static let otherClerk = Asker.secondClerk(east)
  static let admin = Asker.staff(.hallAdmin, east)
  static let kiosk = Asker.device(.kiosk, east)

  /// Everybody whom a hall and the county know, and nobody.
  static let all: [Asker] =
    [.visitor]
    + Role.allCases.flatMap { role -> [Asker] in
      role.needsHall ? [.staff(role, east), .staff(role, west)] : [.staff(role, nil)]
    }
    + Device.Kind.allCases.flatMap { [.device($0, east), .device($0, west)] }

  /// The hall whose facts the asker may know more of; nil for the county and for visitors.
  var hall: Hall.ID? {
    switch self {
    case .visitor: nil
    case .staff(_, let hall): hall
    case .secondClerk(let hall), .device(_, let hall): hall
    }
  }

  var role: Role? {
    switch self {
    case .staff(let role, _): role
    case .secondClerk: .clerk
    case .visitor, .device: nil
    }
  }

  /// As the table of the isolation test writes it: `clerk`, `kiosk`.
  var word: String {
    switch self {
    case .visitor: "visitor"
    case .staff(let role, _): role.rawValue
    case .secondClerk: Role.clerk.rawValue
    case .device(let kind, _): kind.rawValue
    }
  }

  var account: Staff.ID? {
    switch self {
    case .staff(let role, let hall):
      .named(role.rawValue.lowercased() + (hall.map { ".\($0)" } ?? ""))
    case .secondClerk(let hall): .named("clerk2.\(hall)")
    case .visitor, .device: nil
    }
  }

  var testDescription: String { "\(word)\(hall.map { " of \($0)" } ?? "")" }
}
