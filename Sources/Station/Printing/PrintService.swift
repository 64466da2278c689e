import HallLedger
import HallWeb
import Logging
import ServiceHall

/// Drives the printers of all kiosks: one lane for each printer, however many kiosks share it. 打印服务
///
/// Invariants:
/// 1. A printer is spoken to by one lane at a time.
/// 2. A slip ends in the ledger only after the printer is done with it: what a crash interrupts is printed again.
actor PrintService {
  /// How often a printer is asked how it is.
  static let pace: Duration = .seconds(10)

  private let county: Ledger<County>
  private let shelf: HallShelf
  private let site: Site
  private let bell: PrintBell
  private let logger: Logger
  private var lanes: [SlipPrinter.Connection: PrintLane] = [:]

  init(county: Ledger<County>, shelf: HallShelf, site: Site, bell: PrintBell, logger: Logger) {
    self.county = county
    self.shelf = shelf
    self.site = site
    self.bell = bell
    self.logger = logger
  }

  /// Works until cancelled.
  func run() async {
    let clock = Task { [bell] in
      while (try? await Task.sleep(for: Self.pace)) != nil { bell.ring(.tick) }
    }
    await setUp()
    for await ring in bell.rings {
      switch ring {
      case .tick: for lane in lanes.values { lane.wake() }
      case .setup: await setUp()
      case .opened(let hall): await dropOrphans(in: hall)
      // Whoever has no lane hears so when the trial is let go.
      case .trial(let trial): lanes[trial.device.printer.connection]?.tryOut(trial)
      case .queued(let hall, let device):
        for lane in lanes.values { lane.wakeForSlip(of: device, in: hall) }
      }
      if Task.isCancelled { break }
    }
    clock.cancel()
    for lane in lanes.values { lane.end() }
  }

  private var driven: [Device] {
    county.facts.devices.values.filter { $0.kind == .kiosk && $0.printer.isDriven }
  }

  /// Makes the lanes what the devices' set-up asks for.
  private func setUp() async {
    let wanted = Dictionary(grouping: driven) { $0.printer.connection }
    for (connection, lane) in lanes where wanted[connection] == nil {
      lane.end()
      lanes[connection] = nil
    }
    for (connection, devices) in wanted {
      if let lane = lanes[connection] {
        lane.serve(devices)
      } else {
        lanes[connection] = PrintLane(
          connection: connection, devices: devices, shelf: shelf, site: site, logger: logger)
      }
    }
    for hall in county.facts.halls.keys where shelf.opened(hall) != nil {
      await dropOrphans(in: hall)
    }
  }

  /// Ends the slips of kiosks whose printer is not driven from here any more.
  private func dropOrphans(in hall: Hall.ID) async {
    let known = Set(driven.filter { $0.hall == hall }.map(\.id))
    do {
      try await shelf.with(hall) { ledger in
        for device in try await ledger.devicesWithOpenSlips() where !known.contains(device) {
          for job in try await ledger.openSlips(of: device, limit: 1000) {
            try await ledger.failSlip(job, .noPrinter)
          }
        }
      }
    } catch {
      // The hall's own pages say what is wrong with its ledger.
      logger.debug("slips not looked after", metadata: ["hall": "\(hall)"])
    }
  }
}
