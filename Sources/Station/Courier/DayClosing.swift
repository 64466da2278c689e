import Courier
import Logging
import Seal
public import ServiceHall

/// Closes each of a receiver's days soon after it has ended at +08:00, also one that ended while the receiver was
/// off. 日对账
struct DayClosing: Sendable {
  static let pace: Duration = .minutes(1)

  let desk: any ReceiverDesk
  let logger: Logger

  /// Works until cancelled.
  func run() async {
    var closed: CivilDate?
    while !Task.isCancelled {
      let yesterday = UTCOffset.beijing.date(of: Surroundings.clock.now()).adding(days: -1)
      if closed != yesterday {
        do {
          try await Self.close(yesterday, desk)
          closed = yesterday
        } catch {
          logger.error("reconciliation", metadata: ["error": "\(error)"])
        }
      }
      try? await Task.sleep(for: Self.pace)
    }
  }

  /// A day that was closed is left alone: what has come since is not of that day.
  static func close(_ day: CivilDate, _ desk: any ReceiverDesk) async throws {
    guard try await desk.reconciliation(of: day).isEmpty else { return }
    try await desk.closeDay(day)
  }
}

extension Commands {
  /// `yizhan receiver reconcile`: what was held of each stream when a day was closed, a line for each.
  ///
  /// - Parameter day: yesterday when nil.
  public func reconcile(_ folder: DataFolder, _ flags: Settings.Flags, day: CivilDate?) async throws {
    let opened = try await openReceiver(folder, flags)
    defer { opened.close() }
    let day = day ?? UTCOffset.beijing.date(of: Surroundings.clock.now()).adding(days: -1)
    let lines = try await opened.desk.reconciliation(of: day)
    guard !lines.isEmpty else { throw StationFault.dayNotClosed(day) }
    output(["day", "hall", "epoch", "lane", "count", "head"].joined(separator: "\t"))
    for line in lines {
      output(
        [
          day.description, line.stream.hall.rawValue, line.stream.epoch.rawValue,
          String(line.stream.lane.rawValue), String(line.count), Hex.encode(line.head),
        ].joined(separator: "\t"))
    }
  }
}
