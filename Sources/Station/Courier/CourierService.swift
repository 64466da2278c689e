import Courier
import CourierLink
import Foundation
import HallLedger
import Logging
import Seal
import ServiceHall
import Synchronization

/// Sends what the halls of this machine have for their upstreams, and fetches what comes down; likewise for the
/// halls that report to this machine and are passed on. 信使
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
  private let receiver: CountyReceiver?
  private let logger: Logger
  private var tasks: [Hall.ID: Task<Void, Never>] = [:]
  private var channels: [Hall.ID: Task<HallChannel, any Error>] = [:]

  init(
    shelf: HallShelf, folder: DataFolder, settings: ChannelSettings, bell: CourierBell,
    receiver: CountyReceiver?, logger: Logger
  ) {
    self.shelf = shelf
    self.folder = folder
    self.settings = settings
    self.bell = bell
    self.receiver = receiver
    self.logger = logger
  }

  /// Works until cancelled.
  func run(_ halls: [Hall.ID]) async {
    for hall in halls { start(hall) }
    for hall in receiver?.relayedHalls ?? [] where tasks[hall] == nil { startRelay(hall) }
    // Ends with the stream, that is with the task.
    for await hall in bell.enrolments { start(hall) }
    for task in tasks.values { task.cancel() }
    for task in tasks.values { await task.value }
  }

  private func start(_ hall: Hall.ID) {
    tasks[hall]?.cancel()
    tasks[hall] = nil
    // A hall without a key has never been enrolled; its ledger need not be opened to know that.
    guard folder.channelKeys(of: hall).exist else { return }
    drive(hall) { [self] in try await errand(hall) }
  }

  private func startRelay(_ hall: Hall.ID) {
    drive(hall) { [receiver, bell, logger] in
      try await receiver?.errand(hall, bell.wake(hall), logger)
    }
  }

  private func drive(
    _ hall: Hall.ID, _ errand: @escaping @Sendable () async throws -> CourierErrand?
  ) {
    tasks[hall] = Task { [logger] in
      while !Task.isCancelled {
        do {
          guard let errand = try await errand() else { return }
          try await errand.run()
          continue
        } catch {
          logger.error("courier", metadata: ["hall": "\(hall)", "error": "\(error)"])
        }
        try? await Task.sleep(for: Self.pace)
      }
    }
  }

  /// Nil for a hall that has no upstream any more.
  private func errand(_ hall: Hall.ID) async throws -> CourierErrand? {
    guard let keys = try await folder.settledKeys(of: hall, on: shelf),
      let upstream = try await shelf.with(hall, { $0.facts.upstream })
    else { return nil }
    let channel = try await channel(of: hall)
    return CourierErrand(
      hall: upstream.hall, channel: channel, attachments: channel, regained: channel,
      link: HTTPUpstream(upstream.url, pin: upstream.pin, settings), signers: keys.signers,
      receiverKeys: upstream.keys, wake: bell.wake(hall), logger: logger)
  }
}

extension CourierService {
  /// A hall's end of the channel; one object for each, for it knows what the witness says.
  private func channel(of hall: Hall.ID) async throws -> HallChannel {
    let opening =
      channels[hall]
      ?? Task { [shelf, witness = settings.witness(of: hall, in: folder)] in
        let channel = try HallChannel(hall, on: shelf, witness: witness)
        try await channel.checkWitness()
        return channel
      }
    channels[hall] = opening
    do {
      return try await opening.value
    } catch {
      channels[hall] = nil
      throw error
    }
  }

  /// A hall's end of the stick; nil for a hall that stands alone.
  func ferry(_ hall: Hall.ID) async throws -> HallFerry? {
    guard let keys = try await folder.settledKeys(of: hall, on: shelf),
      let upstream = try await shelf.with(hall, { $0.facts.upstream })
    else { return nil }
    return HallFerry(channel: try await channel(of: hall), upstream: upstream, keys: keys)
  }
}

extension ChannelSettings {
  /// Where a hall's witness is kept.
  func witness(of hall: Hall.ID, in folder: DataFolder) -> WitnessKeeper {
    .file("\(witnessFolder ?? folder.hall(hall))/\(hall).witness")
  }
}

/// One hall's dealings with its upstream.
struct CourierErrand {
  private let hall: Hall.ID
  private let sender: Sender
  private let fetcher: Fetcher
  /// Nil where no attachments are sent.
  private let blobs: BlobSender?
  private let attachments: (any BlobOutbox)?
  /// Nil where nothing can have gone with a disk.
  private let regainer: Regainer?
  private let wake: CourierBell.Wake
  private let logger: Logger

  /// - Parameters:
  ///   - attachments: nil where none are sent.
  ///   - regained: nil where nothing can have gone with a disk.
  init(
    hall: Hall.ID, channel: any Outbox & Inbox, attachments: (any BlobOutbox)?, regained: (any Regaining)?,
    link: any UpstreamLink, signers: Signers, receiverKeys: [PublicKey], wake: CourierBell.Wake,
    logger: Logger
  ) {
    self.hall = hall
    self.attachments = attachments
    self.wake = wake
    self.logger = logger
    sender = Sender(
      Sender.Parts(
        outbox: channel, link: link, signers: signers, receiverKeys: receiverKeys, packer: .zlib,
        elapsed: { Surroundings.clock.elapsed() }))
    fetcher = Fetcher(
      hall: hall, inbox: channel, link: link, key: signers.present, receiverKeys: receiverKeys,
      packer: .zlib,
      time: { UTCOffset.beijing.timestamp(Surroundings.clock.now()) })
    blobs = attachments.map { outbox in
      BlobSender(
        BlobSender.Parts(
          hall: hall, outbox: outbox, link: link, key: signers.present, receiverKeys: receiverKeys,
          elapsed: { Surroundings.clock.elapsed() }))
    }
    self.regainer = regained.map { ledger in
      Regainer(
        hall: hall, ledger: ledger, link: link, key: signers.present, receiverKeys: receiverKeys,
        packer: .zlib)
    }
  }

  /// Sends and fetches until cancelled, or until the hall's next key has taken over: one exchange after another,
  /// records before everything else.
  func run() async throws {
    var schedule = RetrySchedule()
    var leisure = CourierLeisure()
    // Whether rows may lie at the receiver that went with a disk here.
    var mustRegain = regainer != nil
    while !Task.isCancelled, await !sender.hasRotated {
      switch try await sender.step() {
      case .settled(let decision):
        schedule.reset()
        leisure.fetchSoon()
        if let goodput = await sender.sizing.goodput {
          try await attachments?.advise(chunkSize: ChunkSizing.chunkSize(goodput: goodput))
        }
        if case .rolledBack = decision {
          logger.warning("rolled back; a new epoch begins", metadata: ["hall": "\(hall)"])
          mustRegain = true
        }
      case .idle: try await idle(&leisure, &mustRegain)
      case .unheard(let reason):
        logger.debug("unheard", metadata: ["hall": "\(hall)", "reason": "\(reason)"])
        let pause = schedule.pause(
          Double.random(in: 0..<1), isRestarting: reason == .restarting)
        if await wake.wait(pause, forPerson: true) == .person { schedule.reset() }
      }
    }
  }

  /// No lane has anything to send: one exchange of what can wait, or a pause.
  private func idle(_ leisure: inout CourierLeisure, _ mustRegain: inout Bool) async throws {
    switch leisure.next(at: Surroundings.clock.elapsed()) {
    case .fetch(let lane):
      if case .took = try await fetcher.step(lane) { return }
      leisure.fetched(at: Surroundings.clock.elapsed())
      if mustRegain, case .done(let count) = try await regainer?.run() {
        mustRegain = false
        if count > 0 { logger.notice("regained", metadata: ["hall": "\(hall)", "rows": "\(count)"]) }
      }
    case .send:
      guard let blobs else { return leisure.nothingWaits() }
      switch try await blobs.step() {
      case .idle: leisure.nothingWaits()
      case .heard: leisure.heard()
      case .setAside(let id):
        logger.error("attachment cannot be sent", metadata: ["hall": "\(hall)", "digest": "\(id)"])
      case .unheard(let reason):
        logger.debug("attachment unheard", metadata: ["hall": "\(hall)", "reason": "\(reason)"])
        await sender.distrust()
        leisure.unheard(at: Surroundings.clock.elapsed(), Double.random(in: 0..<1))
      }
    case .wait(let duration):
      let reason = await wake.wait(duration)
      leisure.woke(by: reason)
      // Nothing waits, but somebody wants to know.
      if reason == .person { _ = try await sender.ask() }
    }
  }
}
