import GRDB
public import ServiceHall

/// How a version of a licence came to be.
public enum LicenceAct: String, Sendable, CaseIterable {
  /// 核发
  case issued
  /// 变更
  case changed
  /// 延续
  case renewed
}

/// A licence with all its versions. 证照
public struct Licence: Sendable, Equatable {
  public struct Version: Sendable, Equatable {
    public let licence: LicenceVersion
    public let act: LicenceAct
    public let reason: String?
    public let at: Moment
    public let actor: String
    public let supersededOn: CivilDate?
  }

  public struct Revocation: Sendable, Equatable {
    public let on: CivilDate
    public let reason: String
  }

  /// The latest first; never empty.
  public let versions: [Version]
  public let current: LicenceVersion
  public let revocation: Revocation?
  public let state: LicenceState
}

/// A licence on a list. 证照列表
public struct LicenceRow: Sendable, Equatable {
  /// The place in the list.
  public let seq: Int64
  public let number: LicenceNumber
  public let version: Int
  public let kind: String
  public let holderName: String
  public let expiresOn: CivilDate?
  public let state: LicenceState
}

/// What a list of licences is asked for.
public struct LicenceQuery: Sendable {
  /// Part of a kind's or a holder's name, or the whole of a licence's or a holder's number.
  public var words: String
  public var state: LicenceState?
  public var limit: Int
  /// Rows from before this one on.
  public var after: Int64?

  public init(words: String = "", state: LicenceState? = nil, limit: Int = 50, after: Int64? = nil) {
    self.words = words
    self.state = state
    self.limit = limit
    self.after = after
  }
}

extension Ledger where Scope == Hall {
  /// - Parameter now: by the wall clock; the journal's day counts, which is never before.
  /// - Throws: `LicenceRefusal.unknownLicence`.
  public func licence(_ number: LicenceNumber, now: Moment) async throws -> Licence {
    let today = facts.businessDay(at: now)
    return try await read { try LicenceTable.require(number, on: today, in: $0) }
  }

  /// The latest first.
  public func licences(
    _ query: LicenceQuery, now: Moment
  ) async throws -> (rows: [LicenceRow], hasMore: Bool) {
    let today = facts.businessDay(at: now)
    return try await read { try LicenceTable.list(query, on: today, in: $0) }
  }

  /// A licence in full; the journal keeps who looked and why.
  public func revealLicence(
    _ number: LicenceNumber, reason: String, by caller: Caller
  ) async throws -> Licence {
    let reason = try PlainText.required(reason, field: "reveal", longest: 100)
    return try await record(by: caller) { draft in
      let licence = try LicenceTable.require(number, on: try draft.today(), in: draft.database)
      try draft.append(.licence(.revealed(number, LicenceEvent.Revealed(reason: reason))))
      return licence
    }
  }
}

enum LicenceTable {
  static func require(
    _ number: LicenceNumber, on today: CivilDate, in database: Database
  ) throws -> Licence {
    let versions = try database.all(
      """
      SELECT body, act, reason, at, actor, superseded_on FROM licence_version
      WHERE number = ? ORDER BY version DESC
      """, [number.rawValue], version)
    guard let current = versions.first?.licence else { throw LicenceRefusal.unknownLicence }
    let revocation = try database.first(
      "SELECT revoked_on, revoked_reason FROM licence WHERE number = ? AND revoked_on IS NOT NULL",
      [number.rawValue]
    ) { row -> Licence.Revocation in
      let day: String = row[0]
      guard let day = CivilDate(day) else { throw LedgerFault.damaged("licence \(number)") }
      return Licence.Revocation(on: day, reason: row[1])
    }
    return Licence(
      versions: versions, current: current, revocation: revocation,
      state: LicenceState(
        expiresOn: current.content.expiresOn, isRevoked: revocation != nil, today: today))
  }

  private static func version(_ row: Columns) throws -> Licence.Version {
    let (body, act, at): (String, String, Int64) = (row[0], row[1], row[3])
    let superseded: String? = row[5]
    guard let act = LicenceAct(rawValue: act) else { throw LedgerFault.damaged("licence_version \(act)") }
    return Licence.Version(
      licence: try CanonicalJSON.value(LicenceVersion.self, from: body), act: act, reason: row[2],
      at: Moment(milliseconds: at), actor: row[4], supersededOn: superseded.flatMap { CivilDate($0) })
  }

  static func list(
    _ query: LicenceQuery, on today: CivilDate, in database: Database
  ) throws -> (rows: [LicenceRow], hasMore: Bool) {
    let words = query.words
    let plain = words.inPlainSpelling
    var rows = try database.all(
      """
      SELECT seq, number, version, kind_name, holder_name, expires_on, revoked_on FROM licence
      WHERE seq < ?1
        AND (?2 = '' OR number = ?3 OR holder_number = ?3
          OR instr(kind_name, ?2) > 0 OR instr(holder_name, ?2) > 0)
        AND (?4 = ''
          OR (?4 = 'revoked' AND revoked_on IS NOT NULL)
          OR (?4 = 'expired' AND revoked_on IS NULL AND expires_on < ?5)
          OR (?4 = 'valid' AND revoked_on IS NULL AND (expires_on IS NULL OR expires_on >= ?5)))
      ORDER BY seq DESC LIMIT ?6
      """,
      [
        query.after ?? .max, words, plain, query.state?.rawValue ?? "", today.description,
        query.limit + 1,
      ]
    ) { row -> LicenceRow in
      let (number, expires, revoked): (String, String?, String?) = (row[1], row[5], row[6])
      guard let number = LicenceNumber(number) else { throw LedgerFault.damaged("licence \(number)") }
      let version: Int64 = row[2]
      let expiresOn = expires.flatMap { CivilDate($0) }
      return LicenceRow(
        seq: row[0], number: number, version: Int(version), kind: row[3], holderName: row[4],
        expiresOn: expiresOn,
        state: LicenceState(expiresOn: expiresOn, isRevoked: revoked != nil, today: today))
    }
    let hasMore = rows.count > query.limit
    if hasMore { rows.removeLast() }
    return (rows, hasMore)
  }
}

extension String {
  /// A number as it stands in the tables, whatever an input method made of it.
  fileprivate var inPlainSpelling: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.compactMap { scalar in
          (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar
        })
    ).uppercased()
  }
}
