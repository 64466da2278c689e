import Foundation
import HallLedger
import HallWeb
import Logging
import ServiceHall
import Synchronization
import TicketPrinting

/// Brings slips to one printer, one after the other.
///
/// Invariants:
/// 1. Slips are printed in the order in which they were queued, kiosk by kiosk.
/// 2. A slip whose end is unknown is printed again: two slips with one number do no harm, none does. After
///    `mostTries` such ends it is given up, so that a printer that never confirms does not empty its roll.
final class PrintLane: Sendable {
  static let mostTries = 3
  private static let batch = 20

  private struct Kiosk: Hashable {
    let hall: Hall.ID
    let device: Device.ID
  }

  private struct State {
    var papers: [Kiosk: SlipPrinter.Paper] = [:]
    /// Kiosks that may have slips in their ledger. All do at first; a ledger is not opened for nothing later.
    var due: Set<Kiosk> = []
    var trials: [PrintBell.Trial] = []
  }

  private let driver: PrinterDriver
  private let shelf: HallShelf
  private let site: Site
  private let logger: Logger
  private let state = Mutex(State())
  /// The driver blocks; it does so here and keeps nobody else.
  private let thread = DispatchQueue(label: "printer")
  private let continuation: AsyncStream<Void>.Continuation

  init(
    connection: SlipPrinter.Connection, devices: [Device], shelf: HallShelf, site: Site,
    logger: Logger
  ) {
    driver = PrinterDriver(connection)
    self.shelf = shelf
    self.site = site
    self.logger = logger
    let (wakes, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    self.continuation = continuation
    serve(devices)
    Task {
      var memory = Memory()
      for await _ in wakes { await self.work(&memory) }
    }
  }

  /// Takes up the kiosks that use this printer now.
  func serve(_ devices: [Device]) {
    state.withLock { state in
      let papers = devices.map { (Kiosk(hall: $0.hall, device: $0.id), $0.printer.paper) }
      state.papers = Dictionary(papers) { first, _ in first }
      state.due = Set(state.papers.keys)
    }
    wake()
  }

  func wake() { continuation.yield() }

  func wakeForSlip(of device: Device.ID, in hall: Hall.ID) {
    let kiosk = Kiosk(hall: hall, device: device)
    let isOurs = state.withLock { state in
      guard state.papers[kiosk] != nil else { return false }
      state.due.insert(kiosk)
      return true
    }
    if isOurs { wake() }
  }

  func tryOut(_ trial: PrintBell.Trial) {
    state.withLock { $0.trials.append(trial) }
    wake()
  }

  func end() { continuation.finish() }

  /// What a lane remembers from slip to slip.
  private struct Memory {
    /// Whether the printer has ever said how it is.
    var isTalker = false
    /// Whether the last slip may have been cut off in the middle: before the first one nobody knows.
    var hasUnknownEnd = true
    /// How often each open slip ended unknown.
    var unknownEnds: [Int64: Int] = [:]
    /// The last thing that was logged.
    var failure: PrintFailure?
  }

  /// Prints what is due; without anything due, asks the printer how it is.
  private func work(_ memory: inout Memory) async {
    var condition = await printTrials(&memory)
    for kiosk in state.withLock({ $0.due.sorted { ($0.hall, $0.device) < ($1.hall, $1.device) } }) {
      do {
        condition = try await printSlips(of: kiosk, condition, &memory) ?? condition
      } catch {
        logger.debug("slips not printed", metadata: ["hall": "\(kiosk.hall)"])
      }
    }
    if let condition {
      await note(condition, &memory)
    } else {
      let isTalker = memory.isTalker
      await note(await onThread { $0.condition(isTalker: isTalker) }, &memory)
    }
  }

  private func printTrials(_ memory: inout Memory) async -> PrinterCondition? {
    let trials = state.withLock { state in
      defer { state.trials = [] }
      return state.trials
    }
    var condition: PrinterCondition?
    for trial in trials {
      let (hadUnknownEnd, isTalker) = (memory.hasUnknownEnd, memory.isTalker)
      let delivery = await onThread {
        $0.print(trial.bytes, afterUnknownEnd: hadUnknownEnd, isTalker: isTalker)
      }
      if delivery.failure == nil || delivery.isEndUnknown {
        memory.hasUnknownEnd = delivery.isEndUnknown
      }
      condition = delivery.condition
      await note(delivery.condition, &memory)
      trial.answer(delivery.failure)
    }
    return condition
  }

  /// - Parameter known: the printer's condition if it was asked for another kiosk just now.
  /// - Returns: its condition afterwards; nil when there was nothing to print.
  private func printSlips(
    of kiosk: Kiosk, _ known: PrinterCondition?, _ memory: inout Memory
  ) async throws -> PrinterCondition? {
    guard let paper = state.withLock({ $0.papers[kiosk] }) else { return nil }
    var memoryNow = memory
    defer { memory = memoryNow }
    var condition = known
    while true {
      // Before the look into the ledger: what is queued meanwhile is due again.
      _ = state.withLock { $0.due.remove(kiosk) }
      let jobs = try await shelf.with(kiosk.hall) {
        try await $0.openSlips(of: kiosk.device, limit: Self.batch)
      }
      if jobs.isEmpty { return condition }
      for job in jobs {
        if let failure = try await finish(job, kiosk, paper, &condition, &memoryNow) {
          _ = state.withLock { $0.due.insert(kiosk) }
          try await shelf.with(kiosk.hall) { ledger in
            for rest in try await ledger.openSlips(of: kiosk.device, limit: 1000) {
              try await ledger.failSlip(rest, rest.isNeeded ? failure : .notNeeded)
            }
          }
          return condition
        }
      }
    }
  }

  /// Prints one slip, or finds that it is not needed.
  ///
  /// - Returns: why it stays in the queue, and all behind it.
  private func finish(
    _ job: PrintJob, _ kiosk: Kiosk, _ paper: SlipPrinter.Paper,
    _ condition: inout PrinterCondition?, _ memory: inout Memory
  ) async throws -> PrintFailure? {
    guard job.isNeeded else {
      try await shelf.with(kiosk.hall) { try await $0.failSlip(job, .notNeeded) }
      return nil
    }
    if let failure = condition?.failure { return failure }
    guard let hall = site.hall(kiosk.hall) else { return .noPrinter }
    let bytes = try await shelf.with(kiosk.hall) {
      site.slipBytes(of: job.status, in: hall, $0, paper: paper)
    }
    let (hadUnknownEnd, isTalker) = (memory.hasUnknownEnd, memory.isTalker)
    let delivery = await onThread {
      $0.print(bytes, afterUnknownEnd: hadUnknownEnd, isTalker: isTalker)
    }
    condition = delivery.condition
    if delivery.condition.answers { memory.isTalker = true }
    guard let failure = delivery.failure else {
      memory.hasUnknownEnd = false
      memory.unknownEnds[job.id] = nil
      try await shelf.with(kiosk.hall) { try await $0.endSlip(job) }
      return nil
    }
    if delivery.isEndUnknown { memory.hasUnknownEnd = true }
    // A printer that said why it stopped will say when it can go on.
    guard delivery.isEndUnknown, failure == .disconnected || failure == .timeout else { return failure }
    memory.unknownEnds[job.id, default: 0] += 1
    guard memory.unknownEnds[job.id, default: 0] >= Self.mostTries else { return failure }
    memory.unknownEnds[job.id] = nil
    logger.warning(
      "slip given up", metadata: ["hall": "\(kiosk.hall)", "device": "\(kiosk.device)"])
    try await shelf.with(kiosk.hall) { try await $0.failSlip(job, .uncertain) }
    return failure
  }

  private func note(_ condition: PrinterCondition, _ memory: inout Memory) async {
    if condition.answers { memory.isTalker = true }
    if condition.failure != memory.failure {
      memory.failure = condition.failure
      logger.notice(
        "printer", metadata: ["state": "\(condition.failure?.rawValue ?? "ready")"])
    }
    for kiosk in state.withLock({ Array($0.papers.keys) }) {
      if site.printers.note(condition, of: kiosk.device, in: kiosk.hall) {
        await site.refreshPages(of: kiosk.hall)
      }
    }
  }

  private func onThread<Value: Sendable>(
    _ act: @escaping @Sendable (PrinterDriver) -> Value
  ) async -> Value {
    let driver = driver
    return await withCheckedContinuation { continuation in
      thread.async { continuation.resume(returning: act(driver)) }
    }
  }
}
