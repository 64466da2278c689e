import Courier
import Foundation
import HallLedger
import Seal
import ServiceHall

extension Commands {
  /// `yizhan restore`: makes a data folder, or one hall of it, again from a backup.
  ///
  /// Everything is put together and checked beside the place where it will stand. What the upstream holds
  /// beyond the backup comes back as it was, if the upstream answers now; otherwise when it is heard again.
  ///
  /// - Parameter hall: the code of one hall of a standing county; nil for the whole of an empty folder.
  public func restore(
    _ path: String, to data: DataFolder, _ flags: Settings.Flags, hall: String?
  ) async throws {
    let backup = Backup(path: DataFolder(path).path)
    let manifest = try backup.manifest()
    if let hall {
      try await restore(
        hall, of: data, from: backup, manifest, try await Settings.read(flags, in: data))
    } else {
      try await restoreAll(to: data, from: backup, manifest, flags)
    }
  }

  private func restoreAll(
    to data: DataFolder, from backup: Backup, _ manifest: Backup.Manifest, _ flags: Settings.Flags
  ) async throws {
    let lock = try data.lock()
    let staging = data.path + "/arriving"
    try? FileManager.default.removeItem(atPath: staging)
    let present = try FileManager.default.contentsOfDirectory(atPath: data.path)
    guard present.allSatisfy({ ["lock", "uploads", "ballast", "lost+found"].contains($0) }) else {
      throw StationFault.folderInUse(data.path)
    }
    let arriving = DataFolder(staging)
    try unpack(backup, manifest, to: staging)
    let settings = try await Settings.read(flags, in: arriving)
    if arriving.hasCounty {
      let county = try Ledger<County>.open(folder: arriving.county, surroundings: Surroundings.ledger)
      let facts = county.facts
      await county.close()
      for hall in facts.orderedHalls where manifest.ledgers.contains(where: { $0.name == hall.id.rawValue }) {
        try await bringBack(hall, arriving.hall(hall.id), facts.county, settings, replacing: nil)
      }
    }
    let store = staging + "/receiver.sqlite"
    if FileManager.default.fileExists(atPath: store) {
      let key = try ChannelKeyFiles(path: staging + "/receiver").readOrMake(nil).signing
      try ReceiverCopy.restore(
        store, chain: Chain(key.publicKey.suite.digest), mint: ReceiverFolder.mint)
    }
    // The county's folder last: until it stands there, nothing can be started.
    for name in try FileManager.default.contentsOfDirectory(atPath: staging)
      .sorted(by: { $0 != "county" && $1 == "county" })
    {
      try FileManager.default.moveItem(atPath: staging + "/" + name, toPath: data.path + "/" + name)
    }
    try FileManager.default.removeItem(atPath: staging)
    try Backup.synchronize(data.path)
    withExtendedLifetime(lock) {}
    output(strings.text("done.restored", ["path": data.path, "at": manifest.at]))
  }

  private func restore(
    _ code: String, of data: DataFolder, from backup: Backup, _ manifest: Backup.Manifest,
    _ settings: Settings
  ) async throws {
    guard data.hasCounty else { throw StationFault.noCounty(data.path) }
    guard manifest.ledgers.contains(where: { $0.name == code }) else {
      throw StationFault.unknownHall(code)
    }
    let lock = try data.lock()
    let county = try Ledger<County>.open(folder: data.county, surroundings: Surroundings.ledger)
    let facts = county.facts
    await county.close()
    guard let id = Hall.ID(code), let hall = facts.halls[id] else { throw StationFault.unknownHall(code) }
    let folder = data.hall(id)
    let staging = folder + ".arriving"
    try? FileManager.default.removeItem(atPath: staging)
    try unpack(backup, manifest, below: "halls/\(code)/", to: staging)
    try await bringBack(hall, staging, facts.county, settings, replacing: folder)
    if FileManager.default.fileExists(atPath: folder) {
      let aside = aside(folder)
      try FileManager.default.moveItem(atPath: folder, toPath: aside)
      output(strings.text("done.put-aside", ["name": hall.name, "path": aside]))
    }
    try FileManager.default.moveItem(atPath: staging, toPath: folder)
    try Backup.synchronize(data.halls)
    withExtendedLifetime(lock) {}
    output(strings.text("done.restored", ["path": folder, "at": manifest.at]))
  }

  private func unpack(
    _ backup: Backup, _ manifest: Backup.Manifest, below prefix: String = "", to staging: String
  ) throws {
    var bar = ProgressBar(label: backup.path)
    defer { bar.finish() }
    try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
    try backup.unpack(manifest, below: prefix, to: staging) { bar.show($0, of: $1) }
  }

  /// A name that nothing bears yet: `halls/CODE.aside-20261120-093105`.
  private func aside(_ folder: String) -> String {
    let time = UTCOffset.beijing.timestamp(Surroundings.clock.now()).prefix(19)
    let name = folder + ".aside-" + time.filter { $0 != "-" && $0 != ":" }.replacing("T", with: "-")
    var number = 1
    while FileManager.default.fileExists(atPath: number == 1 ? name : "\(name)-\(number)") { number += 1 }
    return number == 1 ? name : "\(name)-\(number)"
  }

  /// Takes back what the upstream holds, checks the ledger and opens its new epoch.
  private func bringBack(
    _ hall: Hall, _ folder: String, _ county: County, _ settings: Settings, replacing former: String?
  ) async throws {
    let returning = ReturningHall(folder: folder, county: county, surroundings: Surroundings.ledger)
    var epochs = former.map { ReturningHall.epochs(in: $0) } ?? []
    if let standing = try await returning.standing(),
      let key = try ChannelKeyFiles(path: folder + "/channel").read()?.signing
    {
      let link = HTTPUpstream(standing.upstream.url, pin: standing.upstream.pin, settings.channel)
      do {
        let reader = try await Self.reader(of: standing, key, link)
        let found = try await returning.regain(by: reader)
        epochs += found.epochs
        output(
          strings.text("done.regained", ["name": hall.name, "rows": String(found.rows)]))
      } catch is StreamFault {
        output(
          strings.text("done.not-regained", ["name": hall.name, "url": standing.upstream.url]))
      }
    }
    try await returning.begin(avoiding: epochs)
  }

  /// Asks the receiver once, for no longer than a person waits, who it is now.
  private static func reader(
    of standing: ReturningHall.Standing, _ key: SigningKey, _ link: HTTPUpstream
  ) async throws(StreamFault) -> StreamReader {
    let hello = Batch.compose(
      standing.stream, from: standing.end.highWater + 1, lines: [], prev: standing.end.chain,
      compression: .deflate, packer: .zlib, by: key)
    let keys = standing.upstream.keys
    let word = await firstWord(link, hello.bytes)
    guard let word, word.isSigned(by: keys) else { throw .unheard }
    return StreamReader(
      link: link, key: key, receiverKeys: keys, incarnation: word.incarnation, packer: .zlib)
  }

  private static func firstWord(_ link: HTTPUpstream, _ hello: [UInt8]) async -> Acknowledgement? {
    await withTaskGroup(of: Acknowledgement?.self) { group in
      group.addTask {
        guard let reply = try? await link.post("/channel/v1/batches", hello) else { return nil }
        return try? Acknowledgement.read(reply.body[...]).acknowledgement
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(20))
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }
}
