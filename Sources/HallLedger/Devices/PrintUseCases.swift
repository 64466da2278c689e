import GRDB
public import ServiceHall

/// A slip that is to be printed. 打印任务
public struct PrintJob: Sendable, Equatable {
  public let id: Int64
  public let device: Device.ID
  /// The ticket as it is now.
  public let status: TicketStatus
  /// Whether somebody asked for it once more.
  public let isAgain: Bool

  /// A slip is of use while its ticket waits; one that was asked for again, as long as the ticket lives.
  public var isNeeded: Bool {
    let state = status.ticket.stateName
    return isAgain ? !state.isFinal : state == .waiting
  }
}

extension Ledger where Scope == Hall {
  /// The slips that a kiosk's printer has still to print, in order.
  ///
  /// - Parameter limit: the most to read at once.
  public func openSlips(of device: Device.ID, limit: Int) async throws -> [PrintJob] {
    let facts = facts
    return try await read { database in
      let reading = StatusReading(database: database, facts: facts)
      let rows = try database.all(
        """
        SELECT id, serial, again FROM print_job WHERE device = ? AND ended_at IS NULL
        ORDER BY id LIMIT ?
        """, [device.rawValue, limit]
      ) { (id: $0[0] as Int64, serial: $0[1] as Int64, isAgain: $0[2] as Bool) }
      return try rows.compactMap { row in
        guard let ticket = try TicketTable.find(serial: row.serial, in: database) else { return nil }
        return PrintJob(
          id: row.id, device: device, status: try reading.status(of: ticket), isAgain: row.isAgain)
      }
    }
  }

  /// The kiosks with slips that no printer has taken yet.
  public func devicesWithOpenSlips() async throws -> [Device.ID] {
    try await read { database in
      try database.all("SELECT DISTINCT device FROM print_job WHERE ended_at IS NULL ORDER BY device") {
        $0[0] as String
      }.compactMap { Device.ID($0) }
    }
  }

  /// Ends a job: the slip is on paper. An ended job stays as it is.
  public func endSlip(_ job: PrintJob) async throws {
    try await record(by: .system) { draft in
      guard try draft.openSlip(job.id) != nil else { return }
      try draft.append(.print(.printed(job.status.ticket.id, PrintEvent.Printed(job: job.id))))
    }
  }

  /// Records why a slip is not printed; the same reason again is no news.
  public func failSlip(_ job: PrintJob, _ reason: PrintFailure) async throws {
    try await record(by: .system) { draft in
      guard let state = try draft.openSlip(job.id), state != .failed(reason) else { return }
      try draft.append(
        .print(.failed(job.status.ticket.id, PrintEvent.Failed(job: job.id, reason: reason))))
    }
  }
}

extension Draft where Scope == Hall {
  /// Queues the slip of a number that was just given out, if the kiosk has a printer that is driven from here.
  func queueSlip(ofNew ticket: Ticket.ID) throws -> PrintState {
    guard case .device(let device) = caller, device.kind == .kiosk, device.printer.isDriven else {
      return .browser
    }
    try append(.print(.queued(ticket, PrintEvent.Queued(device: device.id, again: nil))))
    return .queued
  }

  /// Queues a slip once more.
  fileprivate func queueSlip(of ticket: Ticket.ID, on device: Device.ID) throws {
    try append(.print(.queued(ticket, PrintEvent.Queued(device: device, again: true))))
  }

  /// Queues a slip once more at the printer that had it before, or the first.
  func queueSlip(of ticket: Ticket.ID, among printers: [Device.ID]) throws {
    let last = try database.first(
      "SELECT device, ended_at IS NULL FROM print_job WHERE serial = ? ORDER BY id DESC LIMIT 1",
      [ticket.serial]
    ) { (device: $0[0] as String, isOpen: $0[1] as Bool) }
    let former = last.flatMap { Device.ID($0.device) }
    let own: Device.ID? = if case .device(let device) = caller { device.id } else { former }
    guard let printer = printers.first(where: { $0 == own }) ?? printers.first else { return }
    if let last, last.isOpen, former == printer { return }
    try queueSlip(of: ticket, on: printer)
  }

  /// The state of a job that has not ended.
  fileprivate func openSlip(_ job: Int64) throws -> PrintState? {
    try database.first(
      "SELECT state, reason FROM print_job WHERE id = ? AND ended_at IS NULL", [job]
    ) { try PrintTable.state($0[0], reason: $0[1]) }
  }
}
