import Courier
import Foundation
import HTTPServing
import HallWeb
import Logging
import Seal
import ServiceHall

/// The receiving end by itself: a city platform's machine, without halls of its own. 接收端
final class ReceiverStation: Sendable {
  private let opened: ReceiverFolder.Opened
  private let server: Server
  private let lock: DataLock
  private let closing: Task<Void, Never>
  let port: UInt16

  private init(
    opened: ReceiverFolder.Opened, server: Server, lock: DataLock, port: UInt16, logger: Logger
  ) {
    self.opened = opened
    self.server = server
    self.lock = lock
    self.port = port
    closing = Task { await DayClosing(desk: opened.desk, logger: logger).run() }
  }

  /// - Parameter codes: each enrols one hall once.
  static func start(
    _ folder: DataFolder, _ settings: Settings, store: String?, codes: [String] = []
  ) async throws -> ReceiverStation {
    let lock = try folder.lock()
    DataFolder.raiseFileLimit()
    try FileManager.default.createDirectory(
      atPath: folder.uploads, withIntermediateDirectories: true)
    var logger = Logger(label: "yizhan")
    logger.logLevel = settings.logLevel
    let opened = try await ReceiverFolder(folder: folder, store: store).open()
    // Before anybody is answered: a hall that is told that its code is wrong does not try again.
    for code in codes { try await opened.desk.addCode(digest: ReceiverFolder.codeDigest(code)) }
    let site = ChannelSite(
      opened.receiver, opened.desk, logger: logger, codeDigest: { ReceiverFolder.codeDigest($0) })
    let files = try SiteFiles()
    let page = ReceiverSite(
      renderer: files.renderer, staticFiles: files.statics, clock: Surroundings.clock,
      logger: logger, halls: { try await opened.desk.overview() },
      work: { try await opened.desk.workCounts() })
    let server = Server(
      configuration: configuration(folder, settings), immediate: { _ in nil },
      respond: { request in
        if let response = await page.respond(request) { return response }
        return await site.respond(request)
      })
    do {
      return ReceiverStation(
        opened: opened, server: server, lock: lock, port: try server.start(), logger: logger)
    } catch {
      opened.close()
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
    closing.cancel()
    await server.shutdown(within: Station.grace)
    await closing.value
    opened.close()
  }
}

extension Commands {
  /// `yizhan receiver serve`
  ///
  /// - Parameters:
  ///   - store: `postgres://…`; nil for SQLite in the folder.
  ///   - codes: each enrols one hall once; noted before anything is served.
  ///   - readyFile: written when the first request can be answered.
  public func serveReceiver(
    _ folder: DataFolder, _ flags: Settings.Flags, store: String?, codes: [String],
    readyFile: String?
  ) async throws {
    let settings = try await Settings.read(flags, in: folder)
    let signals = await StopSignals()
    let station = try await ReceiverStation.start(folder, settings, store: store, codes: codes)
    let url = "\(settings.scheme)://127.0.0.1:\(station.port)"
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
  public func makeEnrolmentCode(_ folder: DataFolder, store: String?) async throws {
    let opened = try await ReceiverFolder(folder: folder, store: store).open()
    defer { opened.close() }
    let code = SecureRandom.text(12, alphabet: Surroundings.plainAlphabet)
    try await opened.desk.addCode(digest: ReceiverFolder.codeDigest(code))
    output(code)
  }
}
