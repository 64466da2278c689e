public import HTTPServing
import HallLedger
import ServiceHall

/// One route of the site: what it matches, who may use it, and what answers.
public struct Endpoint: Sendable {
  enum Handler: Sendable {
    /// Concerns the machine or the county.
    case machine(@Sendable (MachineContext) async throws -> Response)
    /// Concerns one hall; its path begins with the hall, whose ledger the handler is given.
    case hall(@Sendable (HallContext) async throws -> Response)
  }

  public let method: HTTPMethod
  public let path: String
  public let access: Access
  let handler: Handler
  /// Present for the JSON interface; pages describe themselves.
  let operation: Operation?

  /// Whether the route is bound to one hall.
  public var isHallBound: Bool { if case .hall = handler { true } else { false } }
  public var isProgramming: Bool { operation != nil }

  static func machine(
    _ method: HTTPMethod, _ path: String, _ access: Access, _ operation: Operation? = nil,
    _ handler: @escaping @Sendable (MachineContext) async throws -> Response
  ) -> Endpoint {
    Endpoint(
      method: method, path: path, access: access, handler: .machine(handler),
      operation: operation)
  }

  /// - Parameter path: begins with `/h/{hall}` or `/api/v1/halls/{hall}`.
  static func hall(
    _ method: HTTPMethod, _ path: String, _ access: Access, _ operation: Operation? = nil,
    _ handler: @escaping @Sendable (HallContext) async throws -> Response
  ) -> Endpoint {
    Endpoint(
      method: method, path: path, access: access, handler: .hall(handler), operation: operation)
  }
}

/// Path parameters by the type that they must have; anything else is not found.
enum Path {
  static let hall = PathParameter<Hall.ID>("hall")
  static let line = PathParameter<Line.ID>("line")
  static let window = PathParameter<Window.ID>("window")
  static let ticket = PathParameter<Ticket.ID>("ticket")
  static let device = PathParameter<Device.ID>("device")
  static let account = PathParameter<Staff.ID>("account")
  static let year = PathParameter<Int>("year")
  static let day = PathParameter<CivilDate>("day")
  static let closure = PathParameter<Int64>("closure")
  static let block = PathParameter<Int64>("block")
  static let item = PathParameter<ServiceItem.ID>("code")
  static let digest = PathParameter<String>("digest")
  static let document = PathParameter<FinishedDocument.ID>("document")
  static let caseNumber = PathParameter<String>("caseNumber")
  static let receipt = PathParameter<ReceiptReference>("receipt")
  static let claim = PathParameter<ClaimReference>("claim")
}
