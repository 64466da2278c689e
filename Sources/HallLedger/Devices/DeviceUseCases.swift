import GRDB
public import ServiceHall

extension Ledger where Scope == County {
  /// Offers a place for a device, to be claimed with a short code.
  ///
  /// - Parameter code: the digest of the code.
  /// - Throws: `StaffRefusal.pairingCodeTaken` when the digits lead to another device just now.
  public func offerPairing(
    hall: Hall.ID, kind: Device.Kind, name: String?, code: String, by caller: Caller
  ) async throws -> Moment {
    let name = try PlainText.required(name, field: "name", longest: 20)
    return try await record(by: caller) { draft in
      guard try draft.facts().halls[hall] != nil else { throw StaffRefusal.unknownHall }
      let other = try draft.database.row(
        "SELECT 1 FROM pairing WHERE code = ? AND expires_at > ?", [code, draft.now.milliseconds])
      guard other == nil else { throw StaffRefusal.pairingCodeTaken }
      let expiresAt = draft.now + PairingCode.validFor
      try draft.append(
        .pairingOffered(
          try draft.nextDevice(hall, kind),
          CountyEvent.PairingOffered(
            hall: hall, kind: kind, name: name, code: code, expiresAt: expiresAt)))
      return expiresAt
    }
  }

  /// Pairs the device that knows the code; the code is spent.
  ///
  /// - Throws: `StaffRefusal.wrongPairingCode` for an unknown, spent or expired code alike.
  public func claimPairing(code: String, token: String) async throws -> Device {
    try await record(by: .visitor) { draft in
      let row = try draft.database.row("SELECT * FROM pairing WHERE code = ?", [code])
      guard let row, draft.now <= Moment(milliseconds: row["expires_at"]) else {
        throw StaffRefusal.wrongPairingCode
      }
      let device = Device(
        id: try row.identifier(Device.ID.self, "device"),
        hall: try row.identifier(Hall.ID.self, "hall"), kind: try row.identifierRaw("kind"),
        name: row["name"])
      try draft.append(
        .devicePaired(device.id, CountyEvent.DevicePaired(device: device, token: token)))
      return device
    }
  }

  /// Pairs a device without a code: for the demonstration and for preparing machines.
  public func addDevice(
    hall: Hall.ID, kind: Device.Kind, name: String, token: String, isUnlimited: Bool,
    by caller: Caller
  ) async throws -> Device {
    try await record(by: caller) { draft in
      let id = try draft.nextDevice(hall, kind)
      let device = Device(id: id, hall: hall, kind: kind, name: name, isUnlimited: isUnlimited)
      try draft.append(
        .devicePaired(id, CountyEvent.DevicePaired(device: device, token: token)))
      return device
    }
  }

  /// Gives a device another name and setup; the setup must be one for its kind.
  public func setUpDevice(
    _ id: Device.ID, of hall: Hall.ID, name: String, setup: Device.Setup?, by caller: Caller
  ) async throws -> Device {
    let name = try PlainText.required(name, field: "name", longest: 20)
    return try await record(by: caller) { draft in
      guard var device = try draft.facts().devices(of: hall).first(where: { $0.id == id }) else {
        throw StaffRefusal.unknownDevice
      }
      device.name = name
      device.setup = try setup?.checked(for: device.kind)
      try draft.append(.deviceSaved(id, CountyEvent.DeviceSaved(device: device)))
      return device
    }
  }

  public func unpairDevice(_ id: Device.ID, of hall: Hall.ID, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      let isKnown = try draft.facts().devices(of: hall).contains { $0.id == id }
      guard isKnown else { throw StaffRefusal.unknownDevice }
      try draft.append(.deviceUnpaired(id, CountyEvent.DeviceUnpaired(hall: hall)))
    }
  }
}

extension Draft where Scope == County {
  /// The next unused name for a device: `kiosk-2`.
  fileprivate func nextDevice(_ hall: Hall.ID, _ kind: Device.Kind) throws -> Device.ID {
    let last =
      try database.integer(
        "SELECT last FROM device_number WHERE hall = ? AND kind = ?",
        [hall.rawValue, kind.rawValue]) ?? 0
    guard let id = Device.ID("\(kind.rawValue)-\(last + 1)") else {
      throw StaffRefusal.unknownDevice
    }
    return id
  }
}
