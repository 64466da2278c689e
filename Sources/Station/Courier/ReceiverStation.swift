import Courier
import Foundation
import HTTPServing
import HallLedger
import HallWeb
import Logging
import Seal
import ServiceHall

/// The receiving end by itself: a city platform's machine, without halls of its own. 接收端
///
///     DIR/lock
///     DIR/receiver.sqlite   streams, work, the stream down
///     DIR/receiver.key      signs acknowledgements
final class ReceiverStation: Sendable {
  private let ledger: ReceiverLedger
  private let server: Server
  private let lock: DataLock
  let port: UInt16

  private init(ledger: ReceiverLedger, server: Server, lock: DataLock, port: UInt16) {
    self.ledger = ledger
    self.server = server
    self.lock = lock
    self.port = port
  }

  static func openLedger(_ folder: DataFolder) throws -> ReceiverLedger {
    try ReceiverLedger(folder: folder.path, clock: Surroundings.clock) { length in
      String(Hex.encode(SecureRandom.bytes((length + 1) / 2)).prefix(length))
    }
  }

  static func codeDigest(_ code: String) -> String {
    Hex.encode(Digest.sha256.hash(Array(code.utf8)))
  }

  static func receiver(_ folder: DataFolder, _ ledger: ReceiverLedger) throws -> Receiver {
    Receiver(
      store: ledger, key: try ChannelKeyFile(path: folder.path + "/receiver.key").readOrMake(),
      packer: .zlib, time: { UTCOffset.beijing.timestamp(Surroundings.clock.now()) })
  }

  static func start(_ folder: DataFolder, _ settings: Settings) async throws -> ReceiverStation {
    let lock = try folder.lock()
    DataFolder.raiseFileLimit()
    try FileManager.default.createDirectory(
      atPath: folder.uploads, withIntermediateDirectories: true)
    var logger = Logger(label: "yizhan")
    logger.logLevel = settings.logLevel
    let ledger = try openLedger(folder)
    let receiver = try receiver(folder, ledger)
    let site = ChannelSite(
      receiver, ledger, logger: logger, codeDigest: { codeDigest($0) })
    let files = try SiteFiles()
    let page = ReceiverSite(
      renderer: files.renderer, staticFiles: files.statics, clock: Surroundings.clock,
      logger: logger, halls: { try await ledger.overview() },
      work: { try await ledger.workCounts() })
    let server = Server(
      configuration: configuration(folder, settings), immediate: { _ in nil },
      respond: { request in
        if let response = await page.respond(request) { return response }
        return await site.respond(request)
      })
    do {
      return ReceiverStation(ledger: ledger, server: server, lock: lock, port: try server.start())
    } catch {
      ledger.close()
      throw StationFault.server(error)
    }
  }

  private static func configuration(
    _ folder: DataFolder, _ settings: Settings
  ) -> Server.Configuration {
    Server.Configuration(
      address: settings.address, port: settings.port,
      tls: settings.tls.map { TLSIdentity(certificate: $0.certificate, key: $0.key) },
      threads: settings.threads,
      limits: Server.Limits(
        connections: settings.connections,
        maximumBody: { ChannelSite.largestBody($1) ?? 64 << 10 }),
      uploadFolder: folder.uploads)
  }

  func stop() async {
    await server.shutdown(within: Station.grace)
    ledger.close()
  }
}

extension Commands {
  /// `yizhan receiver serve`
  ///
  /// - Parameters:
  ///   - codes: each enrols one hall once; noted before anything is served.
  ///   - readyFile: written when the first request can be answered.
  public func serveReceiver(
    _ folder: DataFolder, _ flags: Settings.Flags, codes: [String], readyFile: String?
  ) async throws {
    let settings = try await Settings.read(flags, in: folder)
    let signals = await StopSignals()
    let station = try await ReceiverStation.start(folder, settings)
    let url = "\(settings.scheme)://127.0.0.1:\(station.port)"
    try await station.add(codes)
    if let readyFile {
      try Data("{\"url\":\"\(url)\"}\n".utf8).write(
        to: URL(fileURLWithPath: readyFile), options: .atomic)
    }
    output(strings.text("done.receiver-listening", ["url": url]))
    await signals.next()
    output(strings.text("done.stopping"))
    await station.stop()
  }

  /// `yizhan receiver code`: makes a code that enrols one hall once; beside a running receiver too.
  public func makeEnrolmentCode(_ folder: DataFolder) async throws {
    let ledger = try ReceiverStation.openLedger(folder)
    let code = SecureRandom.text(12, alphabet: Surroundings.plainAlphabet)
    try await ledger.addCode(digest: ReceiverStation.codeDigest(code))
    ledger.close()
    output(code)
  }
}

extension ReceiverStation {
  func add(_ codes: [String]) async throws {
    for code in codes { try await ledger.addCode(digest: Self.codeDigest(code)) }
  }
}
