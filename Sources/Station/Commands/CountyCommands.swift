import Foundation
import HallLedger
import Seal
public import ServiceHall

extension Commands {
  /// `yizhan county init`
  public func initCounty(
    _ folder: DataFolder, name: String, digest: JournalDigestName
  ) async throws {
    let county = try County(name: name, digest: digest).checked()
    let lock = try folder.lock()
    guard !folder.hasCounty else { throw StationFault.countyExists(folder.path) }
    try folder.makeFolders()
    let ledger = try await Ledger<County>.create(
      county, folder: folder.county, surroundings: Surroundings.ledger)
    await ledger.close()
    withExtendedLifetime(lock) {}
    output(strings.text("done.county-made", ["name": county.name]))
  }

  /// `yizhan hall add`
  public func addHall(_ folder: DataFolder, _ hall: Hall) async throws {
    let hall = try hall.checked()
    try await withCounty(folder) { county, shelf in
      guard county.facts.halls[hall.id] == nil else { throw StaffRefusal.hallTaken }
      do { try await shelf.create(hall.id) } catch LedgerFault.exists {}
      try await county.addHall(hall, by: .system)
      output(strings.text("done.hall-added", ["name": hall.name, "hall": hall.id.rawValue]))
    }
  }

  /// `yizhan hall list`: one hall a line, tab-separated.
  public func listHalls(_ folder: DataFolder) async throws {
    try await withCounty(folder) { county, _ in
      for hall in county.facts.orderedHalls {
        output(
          [
            hall.id.rawValue, hall.division.rawValue, hall.shortCode.rawValue,
            hall.level.rawValue, hall.parent?.rawValue ?? "-", hall.name,
          ].joined(separator: "\t"))
      }
    }
  }

  /// `yizhan hall export`
  public func exportHall(_ folder: DataFolder, _ code: String, to path: String) async throws {
    try await withCounty(folder) { county, shelf in
      guard let id = Hall.ID(code), let hall = county.facts.halls[id] else {
        throw StationFault.unknownHall(code)
      }
      try await transfer(county, shelf).export(hall, to: path)
      output(strings.text("done.hall-exported", ["name": hall.name, "path": path]))
    }
  }

  /// `yizhan hall import`
  public func importHall(_ folder: DataFolder, from path: String) async throws {
    try await withCounty(folder) { county, shelf in
      let hall = try await transfer(county, shelf).unpack(path)
      if county.facts.halls[hall.id] == nil {
        // Its parent may be on the other machine.
        let parent = hall.parent.flatMap { county.facts.halls[$0] == nil ? nil : $0 }
        try await county.addHall(
          Hall(
            id: hall.id, name: hall.name, division: hall.division, shortCode: hall.shortCode,
            level: hall.level, parent: parent), by: .system)
      }
      output(strings.text("done.hall-imported", ["name": hall.name, "hall": hall.id.rawValue]))
    }
  }

  /// `yizhan staff add`
  public func addStaff(
    _ folder: DataFolder, account: String, name: String, grants: [(role: Role, hall: String?)],
    password: String
  ) async throws {
    guard let id = Staff.ID(account) else { throw InputRefusal("account", .format) }
    let granted = try grants.map { role, hall in
      let named = try hall.map { code in
        guard let id = Hall.ID(code) else { throw StationFault.unknownHall(code) }
        return id
      }
      guard let grant = Grant(role: role, hall: named) else {
        throw InputRefusal("grants", .notCombinable)
      }
      return grant
    }
    let staff = try Staff(id: id, name: name, grants: granted).checked()
    try PasswordRule.check(password, account: id)
    let hash = try PasswordHash.make(password).description
    try await withCounty(folder) { county, _ in
      try await county.addStaff(staff, password: hash, by: .system)
      output(strings.text("done.staff-added", ["account": account]))
    }
  }

  /// `yizhan staff lock` and `unlock`
  public func setStaffLocked(
    _ folder: DataFolder, account: String, _ isLocked: Bool
  ) async throws {
    guard let id = Staff.ID(account) else { throw StationFault.unknownAccount(account) }
    try await withCounty(folder) { county, _ in
      guard county.facts.staff[id] != nil else { throw StationFault.unknownAccount(account) }
      try await county.setStaffLocked(id, isLocked, by: .system)
      output(
        strings.text(
          isLocked ? "done.staff-locked" : "done.staff-unlocked", ["account": account]))
    }
  }

  private func transfer(_ county: Ledger<County>, _ shelf: HallShelf) -> HallTransfer {
    HallTransfer(
      shelf: shelf, surroundings: Surroundings.ledger, county: county.facts.county,
      fileDigest: { try Surroundings.fileDigest($0) })
  }

  /// Opens the county for one command, alone on the folder.
  func withCounty(
    _ folder: DataFolder, _ body: (Ledger<County>, HallShelf) async throws -> Void
  ) async throws {
    guard folder.hasCounty else { throw StationFault.noCounty(folder.path) }
    let lock = try folder.lock()
    try folder.makeFolders()
    let county = try Ledger<County>.open(
      folder: folder.county, surroundings: Surroundings.ledger)
    let shelf = HallShelf(
      folder: folder.halls, county: county.facts.county,
      surroundings: Surroundings.ledger(with: Ballast(folder).leftover))
    do {
      try await body(county, shelf)
    } catch {
      await shelf.close()
      await county.close()
      throw error
    }
    await shelf.close()
    await county.close()
    withExtendedLifetime(lock) {}
  }
}
