import Courier
import Foundation
import HallLedger
import HallWeb
import Logging
import ServiceHall

/// The receiving end of a machine that has halls of its own, and what of it goes on to the machine's upstream.
///
/// A hall that reports here and has a file in `relay/` is passed on.
final class CountyReceiver: Sendable {
  private let opened: ReceiverFolder.Opened
  private let relays: [Hall.ID: RelayLedger]
  private let folder: DataFolder
  private let settings: ChannelSettings

  private init(
    opened: ReceiverFolder.Opened, relays: [Hall.ID: RelayLedger], folder: DataFolder,
    settings: ChannelSettings
  ) {
    self.opened = opened
    self.relays = relays
    self.folder = folder
    self.settings = settings
  }

  /// Nil for a machine that does not receive.
  static func open(
    _ folder: DataFolder, _ settings: Settings, logger: Logger
  ) async throws -> CountyReceiver? {
    guard settings.receives else { return nil }
    let opened = try await ReceiverFolder(folder: folder, store: settings.store).open()
    var relays: [Hall.ID: RelayLedger] = [:]
    for hall in folder.relayedHalls {
      do {
        relays[hall] = try RelayLedger(
          hall, path: folder.relay(hall).file, clock: Surroundings.clock)
      } catch {
        // One file that is damaged concerns one hall.
        logger.error("relay", metadata: ["hall": "\(hall)", "error": "\(error)"])
      }
    }
    return CountyReceiver(
      opened: opened, relays: relays, folder: folder, settings: settings.channel)
  }

  func close() {
    for relay in relays.values { relay.close() }
    opened.close()
  }

  func site(_ bell: CourierBell, _ logger: Logger) -> ChannelSite {
    ChannelSite(
      opened.receiver, opened.desk, opened.blobs, logger: logger,
      codeDigest: { ReceiverFolder.codeDigest($0) }, didReceive: { bell.ring($0) })
  }

  /// What is shown of it.
  var reading: ReceiverReading {
    let (desk, relays) = (opened.desk, relays)
    return ReceiverReading(
      halls: { try await desk.overview() }, work: { try await desk.workCounts() },
      relay: { try await relays[$0]?.state() })
  }

  var relayedHalls: [Hall.ID] { relays.keys.sorted { $0.rawValue < $1.rawValue } }

  /// One hall's errand to the upstream; nil before its enrolment.
  func errand(_ hall: Hall.ID, _ wake: CourierBell.Wake, _ logger: Logger) async throws -> CourierErrand? {
    guard let ledger = relays[hall], let upstream = try await ledger.upstream(),
      let keys = try folder.relay(hall).keys.read()
    else { return nil }
    let relay = try Relay(
      ledger, from: opened.desk, chain: opened.receiver.chain,
      witness: .file(folder.relay(hall).witness(in: settings.witnessFolder)),
      profiles: { ShippedProfiles.all[$0] })
    try await relay.checkRestores()
    return CourierErrand(
      hall: hall, channel: relay, attachments: nil, regained: nil,
      link: HTTPUpstream(upstream.url, pin: upstream.pin, settings),
      signers: keys.signers, receiverKeys: upstream.keys, wake: wake, logger: logger)
  }
}

extension DataFolder {
  /// Where a machine keeps what it passes on for one hall.
  struct RelayPlace {
    let file: String
    let keys: ChannelKeyFiles
    private let name: String

    init(_ folder: String, _ hall: Hall.ID) {
      name = "\(hall).relay-witness"
      file = folder + "/\(hall).sqlite"
      keys = ChannelKeyFiles(path: folder + "/\(hall)")
    }

    func witness(in other: String?) -> String {
      (other ?? URL(fileURLWithPath: file).deletingLastPathComponent().path) + "/" + name
    }
  }

  var relays: String { path + "/relay" }

  func relay(_ hall: Hall.ID) -> RelayPlace { RelayPlace(relays, hall) }

  /// The halls of which there is a file.
  var relayedHalls: [Hall.ID] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: relays)) ?? []
    return names.filter { $0.hasSuffix(".sqlite") }.compactMap { Hall.ID(String($0.dropLast(7))) }
  }
}
