/// What a window's last act changed, kept so that it can be taken back for a moment. 撤销
public struct Undo: Sendable, Equatable, Codable {
  /// How long a clerk may take an act back.
  public static let limit: Duration = .seconds(10)

  /// The act's event.
  public let seq: Int64
  public let at: Moment
  /// The act as the journal names it: `ticket.missed`.
  public let kind: String
  public let ticket: Ticket
  /// The ticket that the window held before.
  public let held: Ticket.ID?
  /// The line's turn and mean service time before.
  public let turn: Turn
  public let meanService: Int64?

  public init(
    seq: Int64, at: Moment, kind: String, ticket: Ticket, held: Ticket.ID?, turn: Turn, meanService: Int64?
  ) {
    self.seq = seq
    self.at = at
    self.kind = kind
    self.ticket = ticket
    self.held = held
    self.turn = turn
    self.meanService = meanService
  }

  /// - Parameters:
  ///   - current: the ticket as it is now.
  ///   - holding: what the window holds now.
  public func requirePossible(
    current: Ticket, holding: Ticket.ID?, now: Moment
  ) throws(QueueRefusal) {
    guard now.since(at) <= Undo.limit else { throw .undoTooLate }
    guard current.seq == seq else { throw .undoOvertaken }
    if let holding, holding != ticket.id { throw .windowBusy(holding) }
  }
}
