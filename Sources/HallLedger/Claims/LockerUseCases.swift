import GRDB
public import ServiceHall

extension Ledger where Scope == Hall {
  /// Records that the documents of a claim were laid into a cell.
  ///
  /// - Throws: `InputRefusal` naming `cell` when something else lies there.
  public func fillCell(_ cell: LockerCell, with id: Claim.ID, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      let database = draft.database
      try ClaimTable.require(id, in: database).requireOpen(on: try draft.businessDay())
      if let present = try ClaimTable.cell(of: id, in: database)?.cell {
        if present == cell { return }
        throw InputRefusal("cell", .taken)
      }
      let other = try database.integer(
        "SELECT 1 FROM claim WHERE cell_device = ? AND cell_number = ?",
        [cell.device.rawValue, cell.number])
      if other != nil { throw InputRefusal("cell", .taken) }
      try draft.append(.claim(.cellFilled(id, cell)))
    }
  }

  /// Records that the documents of a claim lie at the counter again.
  public func clearCell(of id: Claim.ID, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      guard try ClaimTable.cell(of: id, in: draft.database) != nil else { return }
      try draft.append(.claim(.cellCleared(id)))
    }
  }

  /// The cells of a kiosk's locker in which something lies.
  public func filledCells(of device: Device.ID) async throws -> [Int: Claim.ID] {
    try await read { database in
      let rows: [(Int, Claim.ID)] = try database.all(
        "SELECT cell_number, id FROM claim WHERE cell_device = ? AND cell_number IS NOT NULL",
        [device.rawValue]
      ) { (Int($0[0] as Int64), Claim.ID(seq: $0[1])) }
      return Dictionary(uniqueKeysWithValues: rows)
    }
  }
}
