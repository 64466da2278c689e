import Courier
import Foundation
import HTTPServing
import HallWeb
import Logging
import Seal
public import ServiceHall

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
    _ folder: DataFolder, _ settings: Settings, store: String?, suite: ChannelSuite? = nil,
    codes: [String] = []
  ) async throws -> ReceiverStation {
    let lock = try folder.lock()
    DataFolder.raiseFileLimit()
    try FileManager.default.createDirectory(
      atPath: folder.uploads, withIntermediateDirectories: true)
    var logger = Logger(label: "yizhan")
    logger.logLevel = settings.logLevel
    let opened = try await ReceiverFolder(folder: folder, store: store, suite: suite).open()
    // Before anybody is answered: a hall that is told that its code is wrong does not try again.
    for code in codes { try await opened.desk.addCode(digest: ReceiverFolder.codeDigest(code)) }
    let site = ChannelSite(
      opened.receiver, opened.desk, opened.blobs, logger: logger,
      codeDigest: { ReceiverFolder.codeDigest($0) })
    let files = try SiteFiles()
    let page = ReceiverSite(
      renderer: files.renderer, staticFiles: files.statics, clock: Surroundings.clock,
      logger: logger,
      reading: ReceiverReading(
        halls: { try await opened.desk.overview() }, work: { try await opened.desk.workCounts() }))
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
  ///   - codes: each enrols one hall once; noted before anything is served.
  ///   - readyFile: written when the first request can be answered.
  public func serveReceiver(
    _ folder: DataFolder, _ flags: Settings.Flags, suite: ChannelSuite?, codes: [String],
    readyFile: String?
  ) async throws {
    let settings = try await Settings.read(flags, in: folder)
    let signals = await StopSignals()
    let station = try await ReceiverStation.start(
      folder, settings, store: settings.store, suite: suite, codes: codes)
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
  public func makeEnrolmentCode(_ folder: DataFolder, _ flags: Settings.Flags) async throws {
    let opened = try await openReceiver(folder, flags)
    defer { opened.close() }
    let code = SecureRandom.text(12, alphabet: Surroundings.plainAlphabet)
    try await opened.desk.addCode(digest: ReceiverFolder.codeDigest(code))
    output(code)
  }

  /// `yizhan receiver send`: puts a record into the stream to a hall; beside a running receiver too.
  ///
  /// - Parameters:
  ///   - path: of an object of JSON; the kind is put into it.
  ///   - message: a UUID; the same one twice is put in once.
  public func sendDown(
    _ folder: DataFolder, _ flags: Settings.Flags, to hall: String, _ kind: Downlink.Kind,
    about entity: String, file path: String, message: String?
  ) async throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StationFault.fileUnreadable(path)
    }
    guard var object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] else {
      throw StationFault.notAnObject(path)
    }
    object["kind"] = kind.rawValue
    let json = String(
      decoding: try JSONSerialization.data(
        withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
    let message = message?.lowercased() ?? UUID().uuidString.lowercased()
    guard RecordLine(message: message, entity: entity, version: 1, json: json) != nil else {
      throw InputRefusal("entity", .format)
    }
    let opened = try await openReceiver(folder, flags)
    defer { opened.close() }
    guard let id = Hall.ID(hall), try await opened.desk.hall(id) != nil else {
      throw StationFault.unknownHall(hall)
    }
    let lane: Lane = kind == .catalogueSnapshot ? .documents : .urgent
    _ = try await opened.desk.send(
      kind, about: entity, message: message, json: json, to: id, lane,
      chain: opened.receiver.chain)
    output(message)
  }

  func openReceiver(
    _ folder: DataFolder, _ flags: Settings.Flags
  ) async throws -> ReceiverFolder.Opened {
    let settings = try await Settings.read(flags, in: folder)
    return try await ReceiverFolder(folder: folder, store: settings.store).open()
  }
}
