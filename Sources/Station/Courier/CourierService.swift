import Courier
import CourierLink
import Foundation
import HallLedger
import Logging
import Seal
import ServiceHall
import Synchronization

/// Sends what the halls of this machine have for their upstreams, and fetches what comes down. 信使
///
/// Invariants:
/// 1. A hall's streams are driven by one task.
/// 2. A hall whose upstream cannot be reached delays no other.
actor CourierService {
  /// How often the upstream is asked for news when nothing is to be sent.
  static let pace: Duration = .seconds(30)

  private let shelf: HallShelf
  private let folder: DataFolder
  private let settings: ChannelSettings
  private let bell: CourierBell
  private let logger: Logger
  private var tasks: [Hall.ID: Task<Void, Never>] = [:]

  init(
    shelf: HallShelf, folder: DataFolder, settings: ChannelSettings, bell: CourierBell,
    logger: Logger
  ) {
    self.shelf = shelf
    self.folder = folder
    self.settings = settings
    self.bell = bell
    self.logger = logger
  }

  /// Works until cancelled.
  func run(_ halls: [Hall.ID]) async {
    for hall in halls { start(hall) }
    // Ends with the stream, that is with the task.
    for await hall in bell.enrolments { start(hall) }
    for task in tasks.values { task.cancel() }
    for task in tasks.values { await task.value }
  }

  private func start(_ hall: Hall.ID) {
    tasks[hall]?.cancel()
    tasks[hall] = nil
    // A hall without a key has never been enrolled; its ledger need not be opened to know that.
    guard let key = try? folder.channelKey(of: hall).read() else { return }
    tasks[hall] = Task { [self] in
      while !Task.isCancelled {
        do {
          guard let errand = try await errand(hall, key) else { return }
          try await errand.run()
        } catch {
          logger.error("courier", metadata: ["hall": "\(hall)", "error": "\(error)"])
        }
        try? await Task.sleep(for: Self.pace)
      }
    }
  }

  /// Nil for a hall that has no upstream any more.
  private func errand(_ hall: Hall.ID, _ key: SigningKey) async throws -> CourierErrand? {
    guard let upstream = try await shelf.with(hall, { $0.facts.upstream }) else { return nil }
    let channel = try HallChannel(
      hall, on: shelf,
      witness: .file((settings.witnessFolder ?? folder.hall(hall)) + "/\(hall).witness"))
    try await channel.checkWitness()
    return CourierErrand(
      hall: upstream.hall, channel: channel,
      link: HTTPUpstream(upstream.url, pin: upstream.pin, settings), key: key,
      receiverKeys: upstream.keys, wake: bell.wake(hall), logger: logger)
  }
}

/// One hall's dealings with its upstream.
struct CourierErrand {
  private let hall: Hall.ID
  private let sender: Sender
  private let fetcher: Fetcher
  private let regainer: Regainer
  private let wake: CourierBell.Wake
  private let logger: Logger

  init(
    hall: Hall.ID, channel: HallChannel, link: any UpstreamLink, key: SigningKey,
    receiverKeys: [PublicKey], wake: CourierBell.Wake, logger: Logger
  ) {
    self.hall = hall
    self.wake = wake
    self.logger = logger
    sender = Sender(
      Sender.Parts(
        outbox: channel, link: link, key: key, receiverKeys: receiverKeys, packer: .zlib,
        elapsed: { Surroundings.clock.elapsed() }))
    fetcher = Fetcher(
      hall: hall, inbox: channel, link: link, key: key, receiverKeys: receiverKeys, packer: .zlib,
      time: { UTCOffset.beijing.timestamp(Surroundings.clock.now()) })
    regainer = Regainer(
      hall: hall, ledger: channel, link: link, key: key, receiverKeys: receiverKeys, packer: .zlib)
  }

  /// Sends and fetches until cancelled.
  func run() async throws {
    var schedule = RetrySchedule()
    // Whether rows may lie at the receiver that went with a disk here.
    var mustRegain = true
    while !Task.isCancelled {
      switch try await sender.step() {
      case .settled(let decision):
        schedule.reset()
        if case .rolledBack = decision {
          logger.warning("rolled back; a new epoch begins", metadata: ["hall": "\(hall)"])
          mustRegain = true
        }
      case .idle:
        try await fetch()
        if mustRegain, case .done(let count) = try await regainer.run() {
          mustRegain = false
          if count > 0 { logger.notice("regained", metadata: ["hall": "\(hall)", "rows": "\(count)"]) }
        }
        if await wake.wait(CourierService.pace) == .person {
          // Nothing waits, but somebody wants to know.
          _ = try await sender.ask()
        }
      case .unheard(let reason):
        logger.debug("unheard", metadata: ["hall": "\(hall)", "reason": "\(reason)"])
        let pause = schedule.pause(Double.random(in: 0..<1))
        if await wake.wait(pause, forPerson: true) == .person { schedule.reset() }
      }
    }
  }

  private func fetch() async throws {
    for lane in Lane.allCases {
      while case .took = try await fetcher.step(lane) {}
    }
  }
}
