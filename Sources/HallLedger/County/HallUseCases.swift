public import ServiceHall

extension Ledger where Scope == County {
  /// Opens the county's ledger in `folder`.
  public static func open(
    folder: String, surroundings: LedgerSurroundings
  ) throws -> Ledger<County> {
    try open(folder: folder, projection: .county, surroundings: surroundings)
  }

  /// Makes the county's ledger in `folder`.
  public static func create(
    _ county: County, folder: String, surroundings: LedgerSurroundings
  ) async throws -> Ledger<County> {
    let county = try county.checked()
    let ledger = try create(
      folder: folder, digest: county.digest, projection: .county, surroundings: surroundings)
    try await ledger.record(by: .system) { _ = try $0.append(.countySaved(county)) }
    return ledger
  }

  /// Registers a hall; its folder is made by `HallShelf`.
  ///
  /// - Throws: `StaffRefusal.hallTaken`, `.shortCodeTaken` or `.unknownHall` for the parent.
  public func addHall(_ hall: Hall, by caller: Caller) async throws {
    let hall = try hall.checked()
    try await record(by: caller) { draft in
      let halls = try draft.facts().halls
      guard halls[hall.id] == nil else { throw StaffRefusal.hallTaken }
      guard !halls.values.contains(where: { $0.shortCode == hall.shortCode }) else {
        throw StaffRefusal.shortCodeTaken
      }
      if let parent = hall.parent, halls[parent] == nil { throw StaffRefusal.unknownHall }
      try draft.append(.hallAdded(hall))
    }
  }

  public func renameHall(_ id: Hall.ID, to name: String, by caller: Caller) async throws {
    let name = try PlainText.required(name, field: "name", longest: 40)
    try await record(by: caller) { draft in
      guard let hall = try draft.facts().halls[id] else { throw StaffRefusal.unknownHall }
      if hall.name != name {
        try draft.append(.hallRenamed(id, CountyEvent.HallRenamed(name: name)))
      }
    }
  }

  /// Takes a hall off this machine's list; its folder stays.
  public func removeHall(_ id: Hall.ID, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      guard try draft.facts().halls[id] != nil else { throw StaffRefusal.unknownHall }
      try draft.append(.hallRemoved(id))
    }
  }
}
