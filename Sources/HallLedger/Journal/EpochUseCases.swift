import GRDB
public import ServiceHall

extension Ledger where Scope == Hall {
  /// Mints a new epoch: from here on this ledger and the one it was copied from are two.
  ///
  /// - Parameter others: epochs that the ledger does not know of and whose marks it must not bear (C14).
  func continueUnderNewEpoch(avoiding others: [String] = []) async throws {
    try await record(by: .system) { try $0.continueUnderNewEpoch(avoiding: others) }
  }

  /// The ledger's open epoch.
  public func openEpoch() async throws -> String { try await read { try EpochTable.open(in: $0) } }

  /// What tells the numbers of the open epoch from those of any other.
  public func epochMark() async throws -> EpochMark {
    try await read { try EpochTable.mark(in: $0) }
  }
}

extension Draft where Scope == Hall {
  func continueUnderNewEpoch(avoiding others: [String] = []) throws {
    let known = try EpochTable.known(in: database)
    let epoch = EpochTable.mint(after: others + known) { Ledger<Hall>.mintEpoch() }
    // The next restore must know them too, whatever it replaces then.
    for other in others where !known.contains(other) { try EpochTable.note(other, in: database) }
    try append(.continued(epoch: epoch, parent: try EpochTable.open(in: database)))
  }

  /// The next case number of a day (C14). 办件编号
  ///
  /// - Throws: `IdentifierFault.sequence` when the day's numbers are used up.
  func nextCaseNumber(of division: DivisionCode, on day: CivilDate) throws -> CaseNumber {
    try CaseNumber(
      division: division, day: day, mark: try EpochTable.mark(in: database),
      serial: try nextSerial("case", day))
  }

  /// The next number of a receipt that is handed out on a day (C14). 收件凭证编号
  ///
  /// - Throws: `IdentifierFault.sequence` when the day's numbers are used up.
  func nextReceiptNumber(of hall: Hall.ShortCode, on day: CivilDate) throws -> ReceiptNumber {
    try ReceiptNumber(
      hall: hall, day: day, mark: try EpochTable.mark(in: database),
      serial: try nextSerial("receipt", day))
  }

  /// Counts within the open epoch: whatever was counted before a restore bears another mark.
  func nextSerial(_ kind: String, _ day: CivilDate) throws -> Int {
    let key: [any DatabaseValueConvertible] = [kind, try EpochTable.open(in: database), day.description]
    willWrite()
    try database.run(
      """
      INSERT INTO serial(kind, epoch, day, last) VALUES (?, ?, ?, 1)
      ON CONFLICT DO UPDATE SET last = last + 1
      """, key)
    return Int(
      try database.integer("SELECT last FROM serial WHERE kind = ? AND epoch = ? AND day = ?", key) ?? 0)
  }
}

/// The epochs that a hall's ledger knows of: its own, and those of branches that its receiver told of.
enum EpochTable {
  static func open(in database: Database) throws -> String {
    let last = try database.row(
      "SELECT body FROM journal WHERE kind = 'ledger.continued' ORDER BY seq DESC LIMIT 1")
    if let last {
      return try CanonicalJSON.value(JournalHeader.Continued.self, from: last["body"]).epoch
    }
    guard let header = try database.row("SELECT body FROM journal WHERE seq = 0") else {
      throw LedgerFault.damaged("journal 0")
    }
    return try CanonicalJSON.value(JournalHeader.self, from: header["body"]).epoch
  }

  static func mark(in database: Database) throws -> EpochMark {
    let epoch = try open(in: database)
    guard let mark = EpochMark(epoch: epoch) else { throw LedgerFault.damaged("epoch \(epoch)") }
    return mark
  }

  /// Oldest first: its own come after the others', in the order of the journal.
  static func known(in database: Database) throws -> [String] {
    let others = try database.all("SELECT epoch FROM regaining ORDER BY epoch") { $0[0] as String }
    let own = try database.all(
      """
      SELECT body FROM journal WHERE seq = 0
      UNION ALL
      SELECT body FROM (SELECT body FROM journal WHERE kind = 'ledger.continued' ORDER BY seq)
      """
    ) { $0[0] as String }
    return others + (try own.map { try CanonicalJSON.value(Named.self, from: $0).epoch })
  }

  static func note(_ epoch: String, in database: Database) throws {
    try database.run(
      "INSERT OR IGNORE INTO regaining(epoch, high_water, chain) VALUES (?, 0, x'')", [epoch])
  }

  private struct Named: Decodable { let epoch: String }

  /// Mints an epoch whose mark none of the former ones bears; once all marks are used, that of the one that
  /// ended longest ago: numbers carry their day, and that one's days are over.
  static func mint(after former: [String], _ random: () -> String) -> String {
    let used = former.compactMap { EpochMark(epoch: $0) }
    let free = EpochMark.count - Set(used).count
    let last = Dictionary(used.enumerated().map { ($1, $0) }) { _, later in later }
    let oldest = free > 0 ? nil : last.min { $0.value < $1.value }?.key
    while true {
      let epoch = random()
      guard let mark = EpochMark(epoch: epoch) else { return epoch }
      if oldest == nil ? last[mark] == nil : mark == oldest { return epoch }
    }
  }
}
