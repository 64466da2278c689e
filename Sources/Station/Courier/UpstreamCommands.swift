import Courier
import CourierLink
import Foundation
import HallLedger
import Seal
import ServiceHall

extension Commands {
  /// `yizhan upstream enrol`: makes a key for each hall and enrols it with the receiver.
  ///
  /// - Parameter halls: all of the machine's when empty; one code for each, in their order. One that reports to
  ///   this machine is passed on from now on.
  public func enrolUpstream(
    _ folder: DataFolder, _ flags: Settings.Flags, url: String, codes: [String], halls: [String],
    profile: String, suite: ChannelSuite? = nil
  ) async throws {
    let settings = try await Settings.read(flags, in: folder)
    try await withCounty(folder) { county, shelf in
      let chosen = halls.isEmpty ? county.facts.orderedHalls.map(\.id.rawValue) : halls
      guard codes.count == chosen.count else {
        throw StationFault.enrolmentCodes(codes: codes.count, halls: chosen.count)
      }
      let office = EnrolmentOffice(url: url, profile: profile, settings: settings.channel)
      for (name, code) in zip(chosen, codes) {
        guard let id = Hall.ID(name) else { throw StationFault.unknownHall(name) }
        if let hall = county.facts.halls[id] {
          try await office.enrol(hall, code: code, folder.channelKeys(of: id), suite, on: shelf)
          output(strings.text("done.enrolled", ["name": hall.name, "hall": name, "url": url]))
        } else {
          let hall = try await enrolledHere(id, folder, settings)
          try await office.enrol(relayOf: hall, code: code, suite, at: folder)
          output(strings.text("done.relayed", ["name": hall.name, "hall": name, "url": url]))
        }
      }
    }
  }

  /// A hall that reports to this machine.
  private func enrolledHere(
    _ id: Hall.ID, _ folder: DataFolder, _ settings: Settings
  ) async throws -> EnrolledHall {
    let place = ReceiverFolder(folder: folder, store: settings.store)
    guard place.exists else { throw StationFault.unknownHall(id.rawValue) }
    let opened = try await place.open()
    defer { opened.close() }
    guard let hall = try await opened.desk.hall(id) else {
      throw StationFault.unknownHall(id.rawValue)
    }
    return hall
  }
}

extension Commands {
  /// `yizhan upstream rotate-key`: makes each hall's next key, which takes over once its upstream knows it.
  ///
  /// - Parameter halls: all that have an upstream when empty.
  public func rotateKeys(_ folder: DataFolder, halls: [String]) async throws {
    try await withCounty(folder) { county, shelf in
      for code in halls where Hall.ID(code).flatMap({ county.facts.halls[$0] }) == nil {
        throw StationFault.unknownHall(code)
      }
      for hall in county.facts.orderedHalls where halls.isEmpty || halls.contains(hall.id.rawValue) {
        guard let keys = try await folder.settledKeys(of: hall.id, on: shelf),
          let upstream = try await shelf.with(hall.id, { $0.facts.upstream })
        else { continue }
        guard upstream.rotation == true else {
          throw StationFault.rotationUnknown(hall.name)
        }
        guard keys.next == nil else {
          output(strings.text("done.key-waits", ["name": hall.name]))
          continue
        }
        // The file comes first: a key that nobody was told of is dropped at the next start.
        let next = SigningKey.make(keys.signing.publicKey.suite)
        try folder.channelKeys(of: hall.id).writeNext(next)
        try await shelf.with(hall.id) { try await $0.rotateKey(to: next.publicKey, by: .system) }
        output(strings.text("done.key-made", ["name": hall.name]))
      }
    }
  }
}

/// Enrols halls with one receiver.
struct EnrolmentOffice {
  let url: String
  let profile: String
  let settings: ChannelSettings

  /// - Parameter suite: nil for that of the keys that are there.
  func enrol(
    _ hall: Hall, code: String, _ files: ChannelKeyFiles, _ suite: ChannelSuite?,
    on shelf: HallShelf
  ) async throws {
    let keys = try files.readOrNew(suite)
    let upstream = try await ask(hall, code: code, keys: keys).upstream
    try files.write(keys)
    try await confirm(upstream, on: shelf)
  }

  /// From now on what comes from the hall is passed on; it has keys of its own for that.
  func enrol(
    relayOf hall: EnrolledHall, code: String, _ suite: ChannelSuite?, at folder: DataFolder
  ) async throws {
    try FileManager.default.createDirectory(
      atPath: folder.relays, withIntermediateDirectories: true)
    let place = folder.relay(hall.hall)
    let keys = try place.keys.readOrNew(suite)
    let upstream = try await ask(
      hall.hall, name: hall.name, division: hall.division, code: code, keys: keys
    ).upstream
    try place.keys.write(keys)
    let ledger = try RelayLedger(hall.hall, path: place.file, clock: Surroundings.clock)
    defer { ledger.close() }
    try await ledger.enrol(upstream)
  }

  /// Notes the upstream in the hall's ledger, under its open epoch.
  func confirm(_ upstream: Upstream, on shelf: HallShelf) async throws {
    try await shelf.with(upstream.hall) { try await $0.enrol(upstream, by: .system) }
  }

  /// Asks the receiver to take the hall; nothing is noted here.
  func ask(
    _ hall: Hall, code: String, keys: ChannelKeys
  ) async throws -> (welcome: Enrolment.Reply, upstream: Upstream) {
    try await ask(
      hall.id, name: hall.name, division: hall.division.rawValue, code: code, keys: keys)
  }

  private func ask(
    _ hall: Hall.ID, name: String, division: String, code: String, keys: ChannelKeys
  ) async throws -> (welcome: Enrolment.Reply, upstream: Upstream) {
    let pin = try await serverPin()
    let link = HTTPUpstream(url, pin: pin, settings)
    let key = keys.signing
    let request = Enrolment.Request(
      code: code, hall: hall, name: name, division: division,
      key: Enrolment.PublicKeyText(key.publicKey),
      sealing: Enrolment.PublicKeyText(keys.opener.publicKey))
    let reply: UpstreamReply
    do {
      reply = try await link.post("/channel/v1/enrol", [UInt8](try JSONEncoder().encode(request)))
    } catch {
      throw StationFault.upstreamUnreachable(url)
    }
    if reply.status == 400, String(decoding: reply.body, as: UTF8.self).contains(Enrolment.otherSuite) {
      throw StationFault.suiteRefused(key.publicKey.suite.rawValue)
    }
    guard reply.status == 201,
      let welcome = try? JSONDecoder().decode(Enrolment.Reply.self, from: Data(reply.body)),
      let receiver = welcome.receiver.key, welcome.kid == key.publicKey.id
    else { throw StationFault.enrolmentRefused(status: reply.status) }
    let upstream = Upstream(
      url: url, pin: pin, profile: profile,
      receiverKeys: [Upstream.Key(receiver)],
      sealing: welcome.sealing?.sealingKey.map {
        Upstream.Key(
          id: $0.id, suite: $0.suite.rawValue, bytes: Base64.encode($0.bytes, padded: true))
      }, rotation: welcome.offers.rotation, suite: key.suite.rawValue, key: key.publicKey.id, hall: hall,
      division: DivisionCode(division), epoch: "")
    return (welcome, upstream)
  }

  private func serverPin() async throws -> String? {
    guard url.hasPrefix("https://") else { return nil }
    do {
      return try await HTTPLink.pin(
        of: url, settings: HTTPLink.Settings(proxy: settings.proxy)
      ) { Digest.sha256.hash($0) }
    } catch {
      throw StationFault.upstreamUnreachable(url)
    }
  }
}
