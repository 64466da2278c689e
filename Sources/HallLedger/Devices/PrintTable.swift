import GRDB
import ServiceHall

/// The slips that were sent to printers.
///
/// Invariants, cited by number in `PrintQueueTests`:
/// 1. A ticket that a kiosk with a driven printer gave out has a job from the same commit on.
/// 2. A job ends once: printed, or failed for a final reason; until then it is tried.
/// 3. The jobs of a device are offered in the order in which they were queued.
enum PrintTable {
  static let name = "print_job"

  static let migration = (
    name: "0007-printing",
    sql: """
    CREATE TABLE print_job(
      -- The journal's row that queued it.
      id INTEGER PRIMARY KEY,
      serial INTEGER NOT NULL,
      device TEXT NOT NULL,
      again INTEGER NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      queued_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;
    CREATE INDEX print_job_serial ON print_job(serial);
    CREATE INDEX print_job_open ON print_job(device) WHERE ended_at IS NULL;
    """
  )

  static func apply(_ event: PrintEvent, _ entry: JournalEntry, to database: Database) throws {
    switch event {
    case .queued(let ticket, let queued):
      try database.run(
        """
        INSERT INTO print_job(id, serial, device, again, state, queued_at)
        VALUES (?, ?, ?, ?, 'queued', ?)
        """,
        [
          entry.seq, ticket.serial, queued.device.rawValue, queued.again ?? false,
          entry.at.milliseconds,
        ])
    case .printed(_, let printed):
      try database.run(
        "UPDATE print_job SET state = 'printed', reason = NULL, ended_at = ? WHERE id = ?",
        [entry.at.milliseconds, printed.job])
    case .failed(_, let failed):
      try database.run(
        "UPDATE print_job SET state = 'failed', reason = ?, ended_at = ? WHERE id = ?",
        [
          failed.reason.rawValue, failed.reason.isFinal ? entry.at.milliseconds : nil, failed.job,
        ])
    }
  }

  /// How far the last slip of a ticket has come.
  static func state(of ticket: Ticket.ID, in database: Database) throws -> PrintState {
    try database.first(
      "SELECT state, reason FROM print_job WHERE serial = ? ORDER BY id DESC LIMIT 1",
      [ticket.serial]
    ) { try state($0[0], reason: $0[1]) } ?? .browser
  }

  static func state(_ name: String, reason: String?) throws -> PrintState {
    switch (name, reason.flatMap(PrintFailure.init)) {
    case ("queued", _): return .queued
    case ("printed", _): return .printed
    case ("failed", let reason?): return .failed(reason)
    default: throw LedgerFault.damaged("print \(name)")
    }
  }
}
