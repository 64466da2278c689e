import GRDB
public import ServiceHall

/// Checks documents with the ledgers of a data folder, without changing them, also while a server uses them.
public final class StoredVerifier {
  private let county: DatabaseQueue
  private let facts: CountyFacts
  private let folder: @Sendable (Hall.ID) -> String
  private let now: Moment
  private var halls: [Hall.ID: DatabaseQueue] = [:]

  /// - Parameters:
  ///   - county: the county's folder.
  ///   - folder: that of a hall.
  ///   - now: by the wall clock.
  /// - Throws: `LedgerFault`.
  public init(
    county: String, folder: @escaping @Sendable (Hall.ID) -> String, now: Moment
  ) throws {
    do {
      self.county = try LedgerVerifier.openReadOnly(county + "/county.sqlite")
      facts = try self.county.read { try CountyFacts.load($0) }
    } catch {
      throw LedgerFault.translated(error, folder: county)
    }
    self.folder = folder
    self.now = now
  }

  deinit {
    for queue in halls.values { try? queue.close() }
    try? county.close()
  }

  public func verify(_ text: String) throws -> Verification {
    let today = facts.county.offset.date(of: now)
    let document: SignedAttestation
    do {
      document = try SignedAttestation(text)
    } catch {
      return .invalid(.unreadable(error), on: today)
    }
    let attestation = document.attestation
    let own = facts.halls.values.first {
      $0.shortCode == attestation.shortCode && $0.division == attestation.division
    }
    guard let own else {
      return try county.read { try KnownSource.verify(document, as: text, on: today, in: $0).0 }
    }
    let queue = try opened(own.id)
    do {
      return try queue.read { database in
        try LicenceVerifier.verify(
          document, as: text, on: max(today, try Self.lastDay(in: database, by: facts.county.offset)),
          in: HallSource(database: database))
      }
    } catch {
      throw LedgerFault.translated(error, folder: folder(own.id))
    }
  }

  private func opened(_ hall: Hall.ID) throws -> DatabaseQueue {
    if let queue = halls[hall] { return queue }
    do {
      let queue = try LedgerVerifier.openReadOnly(folder(hall) + "/hall.sqlite")
      halls[hall] = queue
      return queue
    } catch {
      throw LedgerFault.translated(error, folder: folder(hall))
    }
  }

  /// The day of the journal's last entry.
  private static func lastDay(in database: Database, by offset: UTCOffset) throws -> CivilDate {
    let last = try database.integer("SELECT at FROM journal ORDER BY seq DESC LIMIT 1") ?? 0
    return offset.date(of: Moment(milliseconds: last))
  }
}
