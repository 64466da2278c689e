/// What can happen to a slip that a printer of the hall prints; each becomes one row of the journal.
///
/// Bodies are frozen once they stand in a journal: fields may be added as optional ones, never renamed.
public enum PrintEvent: Sendable, Equatable {
  /// The slip waits for its printer. The row's sequence number names the job.
  case queued(Ticket.ID, Queued)
  case printed(Ticket.ID, Printed)
  /// It was not printed; unless the reason is final, it is tried again.
  case failed(Ticket.ID, Failed)

  public struct Queued: Sendable, Equatable, Codable {
    /// The kiosk whose printer it is for.
    public let device: Device.ID
    /// Set when somebody asked for the slip once more.
    public let again: Bool?
    public init(device: Device.ID, again: Bool?) {
      self.device = device
      self.again = again
    }
  }

  public struct Printed: Sendable, Equatable, Codable {
    public let job: Int64
    public init(job: Int64) { self.job = job }
  }

  public struct Failed: Sendable, Equatable, Codable {
    public let job: Int64
    public let reason: PrintFailure
    public init(job: Int64, reason: PrintFailure) {
      self.job = job
      self.reason = reason
    }
  }
}

/// Why a slip is not printed. 打印失败原因
public enum PrintFailure: String, Error, Sendable, CaseIterable, Codable {
  case paperOut = "paper-out"
  case coverOpen = "cover-open"
  /// The printer is switched off line, or its feed button is held.
  case offline
  /// Its knife or its mechanics stand still.
  case fault
  /// Nobody answers at the printer's address, or the device file cannot be opened.
  case unreachable
  /// The line broke while the slip was sent.
  case disconnected
  /// The printer took too long.
  case timeout
  /// Sent several times, and each time the end stayed unknown.
  case uncertain
  /// The ticket does not wait any more.
  case notNeeded = "not-needed"
  /// The kiosk has no printer of its own any more.
  case noPrinter = "no-printer"

  /// Whether the slip is not tried again.
  public var isFinal: Bool {
    switch self {
    case .uncertain, .notNeeded, .noPrinter: true
    default: false
    }
  }
}

/// How far a ticket's slip has come.
public enum PrintState: Sendable, Equatable {
  /// No printer of the hall has it: the kiosk's browser prints.
  case browser
  case queued
  case printed
  case failed(PrintFailure)

  public var name: String {
    switch self {
    case .browser: "browser"
    case .queued: "queued"
    case .printed: "printed"
    case .failed: "failed"
    }
  }

  public var reason: PrintFailure? {
    if case .failed(let reason) = self { reason } else { nil }
  }
}
