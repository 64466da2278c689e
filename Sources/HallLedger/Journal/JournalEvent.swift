/// One thing that happened, as the journal keeps it.
public protocol JournalEvent: Sendable {
  /// The stable name of what happened: `ticket.issued`.
  var kind: String { get }
  /// What it happened to: a ticket, a window, an account.
  var subject: String { get }
  /// Whether the facts that a ledger keeps in memory have to be read anew.
  var changesFacts: Bool { get }
  /// Canonical JSON: keys sorted, no white space.
  func body() throws -> String

  /// Reads an event back.
  ///
  /// - Throws: `LedgerFault.damaged` when the row is not one that this version can read.
  init(kind: String, subject: String, body: String) throws
}
