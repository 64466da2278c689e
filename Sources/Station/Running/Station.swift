import Foundation
import HTTPServing
import HallLedger
import HallWeb
import Logging
import Pages
import QRCode
import Seal
import ServiceHall
import TicketPrinting

/// The running machine: its ledgers, its site and its server.
///
/// Start-up: lock the folder, open the county, build the site, listen. Shut-down is the reverse: stop
/// listening, let running requests end, close the halls, close the county.
public final class Station: Sendable {
  public static let version = "0.1.0"

  /// How long running requests may take to end when the station stops.
  static let grace: Duration = .seconds(5)

  /// A hall's ledger that nobody has used for so long is closed.
  static let idle: Duration = .minutes(10)

  /// Below this, `/readyz` says that the disk is nearly full, in bytes.
  static let lowSpace = 64 << 20

  let county: Ledger<County>
  let shelf: HallShelf
  let site: Site
  private let server: Server
  private let lock: DataLock
  private let logger: Logger
  public let port: UInt16
  private let local: LocalURL
  private let printing: PrintService
  private let courier: CourierService
  private let ferry: FerryPost
  private let documents: DocumentDesk

  private init(
    county: Ledger<County>, shelf: HallShelf, site: Site, server: Server, lock: DataLock,
    logger: Logger, port: UInt16, local: LocalURL, printing: PrintService,
    courier: CourierService, ferry: FerryPost, documents: DocumentDesk
  ) {
    self.county = county
    self.shelf = shelf
    self.site = site
    self.server = server
    self.lock = lock
    self.logger = logger
    self.port = port
    self.local = local
    self.printing = printing
    self.courier = courier
    self.ferry = ferry
    self.documents = documents
  }

  /// The address on this machine.
  public var url: String { "\(local.scheme)://127.0.0.1:\(port)" }

  /// Opens the data and answers requests.
  ///
  /// - Throws: `StationFault`, `LedgerFault`; nothing is left running then.
  public static func start(_ folder: DataFolder, _ settings: Settings) async throws -> Station {
    let lock = try folder.lock()
    guard folder.hasCounty else { throw StationFault.noCounty(folder.path) }
    try folder.makeFolders()
    let county = try Ledger<County>.open(
      folder: folder.county, surroundings: Surroundings.ledger)
    return try await start(folder, settings, county: county, lock: lock)
  }

  static func start(
    _ folder: DataFolder, _ settings: Settings, county: Ledger<County>, lock: DataLock
  ) async throws -> Station {
    DataFolder.raiseFileLimit()
    try await ShippedCalendar.load(into: county, StationStrings())
    var logger = Logger(label: "yizhan")
    logger.logLevel = settings.logLevel
    let live = LiveHub()
    let local = LocalURL(scheme: settings.scheme)
    let bell = PrintBell()
    let courierBell = CourierBell()
    let shelf = HallShelf(
      folder: folder.halls, county: county.facts.county,
      surroundings: Surroundings.ledger(with: Ballast(folder).reserve),
      didOpen: {
        live.follow($0, $1)
        bell.follow($0, $1)
        courierBell.follow($0, $1)
      })
    bell.follow(county)
    let receiver = try await CountyReceiver.open(folder, settings, logger: logger)
    let channel = receiver?.site(courierBell, logger)
    let courier = CourierService(
      shelf: shelf, folder: folder, settings: settings.channel, bell: courierBell,
      receiver: receiver, logger: logger)
    let ferry = FerryPost(
      courier: courier, path: settings.channel.ferryFolder, uploads: folder.uploads, logger: logger)
    let site = Site(
      try siteSurroundings(
        folder, settings, county: county, shelf: shelf, logger: logger, local: local, bell: bell,
        courierBell: courierBell, ferry: ferry, receiver: receiver),
      live: live)
    site.startSpeaking()
    let server = Server(
      configuration: configuration(folder, settings, site: site, receives: receiver != nil),
      immediate: { site.immediate($0) },
      respond: { request in
        if let channel, request.path.hasPrefix(ChannelSite.prefix) {
          return await channel.respond(request)
        }
        return await site.respond(request)
      })
    do {
      let port = try server.start()
      local.listens(on: port)
      return Station(
        county: county, shelf: shelf, site: site, server: server, lock: lock, logger: logger,
        port: port, local: local,
        printing: PrintService(
          county: county, shelf: shelf, site: site, bell: bell, logger: logger),
        courier: courier, ferry: ferry,
        documents: DocumentDesk(
          county: county, shelf: shelf, folder: folder, bell: courierBell, logger: logger))
    } catch {
      receiver?.close()
      await county.close()
      throw StationFault.server(error)
    }
  }

  /// Serves until the first signal; a second one ends the process at once.
  public func run(until signals: StopSignals, whenStopping: @escaping @Sendable () -> Void) async {
    let heart = Task { [site] in await site.beat() }
    let printers = Task { [printing] in await printing.run() }
    let halls = Array(county.facts.halls.keys)
    let errands = Task { [courier] in await courier.run(halls) }
    let arrivals = Task { [documents] in await documents.run(halls) }
    let trips = Task { [ferry, county] in await ferry.run { Array(county.facts.halls.keys) } }
    let sweep = Task { [shelf, local] in
      while (try? await Task.sleep(for: .seconds(60))) != nil {
        await shelf.closeIdle(for: Station.idle)
        local.lookUp()
      }
    }
    await signals.next()
    whenStopping()
    let forced = Task {
      await signals.next()
      // The wait also ends when it is cancelled, after an orderly stop.
      if !Task.isCancelled { _exit(130) }
    }
    heart.cancel()
    sweep.cancel()
    printers.cancel()
    errands.cancel()
    trips.cancel()
    arrivals.cancel()
    await stop()
    forced.cancel()
  }

  /// Stops in order; nothing that was answered is lost.
  public func stop() async {
    await server.shutdown(within: Station.grace)
    await shelf.close()
    await county.close()
    // What is received and passed on closes with its last user: an errand may still be in it.
  }

  private static func configuration(
    _ folder: DataFolder, _ settings: Settings, site: Site, receives: Bool
  ) -> Server.Configuration {
    Server.Configuration(
      address: settings.address, port: settings.port,
      tls: settings.tls.map { TLSIdentity(certificate: $0.certificate, key: $0.key) },
      threads: settings.threads,
      limits: Server.Limits(
        connections: settings.connections,
        maximumBody: { method, path in
          (receives ? ChannelSite.largestBody(path) : nil) ?? Site.largestBody(of: method, path)
        }),
      uploadFolder: folder.uploads, problem: { site.refuse($0, code: $1) },
      tooLarge: { site.refuseTooLarge($0, $1) })
  }

  private static func symbol(_ text: String) -> SlipLayout.Symbol? {
    guard let matrix = try? QRMatrix.sturdy(text) else { return nil }
    let places = 0..<matrix.side
    return SlipLayout.Symbol(
      side: matrix.side, modules: places.flatMap { y in places.map { x in matrix[x, y] } })
  }

  private static func siteSurroundings(
    _ folder: DataFolder, _ settings: Settings, county: Ledger<County>, shelf: HallShelf,
    logger: Logger, local: LocalURL, bell: PrintBell, courierBell: CourierBell,
    ferry: FerryPost, receiver: CountyReceiver?
  ) throws -> SiteSurroundings {
    let files = try SiteFiles()
    let passwords = PasswordOffice()
    let glyphs = GlyphTable(files.glyphs)
    return SiteSurroundings(
      county: county, shelf: shelf, renderer: files.renderer, staticFiles: files.statics,
      voice: EmbeddedFiles.voice(),
      clock: Surroundings.clock, logger: logger, digest: { Digest.sha256.hash($0) },
      randomText: Surroundings.ledger.randomText, randomDigits: Surroundings.ledger.randomDigits,
      hashPassword: { try await passwords.hash($0) },
      passwordMatches: { await passwords.matches($0, $1) },
      qrSVG: { text, title in
        (try? QRMatrix.sturdy(text)).map { Array($0.svg(title: title).utf8) } ?? []
      }, qrPNG: { (try? QRMatrix.sturdy($0))?.png() ?? [] },
      slipBytes: { slip, paper in
        SlipLayout(paper: paper, glyphs: glyphs).bytes(of: slip, symbol: symbol(slip.followURL))
      },
      claimSlipBytes: { slip, paper in
        SlipLayout(paper: paper, glyphs: glyphs).bytes(of: slip, symbol: symbol(slip.code))
      },
      printTrial: { await bell.tryOut($0, $1) }, sendNow: { courierBell.press($0) },
      ferry: FerryOffice(ferry), lockers: LockerOffice(LockerPost()),
      receiver: receiver?.reading,
      publicURL: settings.publicURL,
      localURL: { local.text },
      impediments: { folder.freeBytes < Station.lowSpace ? ["disk-nearly-full"] : [] },
      version: Station.version, decodeGB18030: { GB18030.decode($0) },
      initials: { EmbeddedFiles.initials.letters(of: $0) }, printsChinese: PrinterText.hasGBK)
  }
}
