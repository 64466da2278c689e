import HallLedger
import ServiceHall

/// Documents that wait in the demonstration's first hall; their holders do not exist.
struct DemoDocuments {
  let strings: StationStrings

  /// Registers them, unless an earlier start did, and hands the last one over.
  func register(_ ledger: Ledger<Hall>, of hall: Hall) async throws {
    guard try await ledger.documents(DocumentQuery(limit: 1)).isEmpty else { return }
    let shop = party("body", .body)
    let documents = [
      try document(1, .licence, party("person1", .first), caseNumber: "DEMO-2026-0001"),
      try document(2, .decision, party("person1", .first), caseNumber: "DEMO-2026-0001"),
      try document(3, .certificate, party("person2", .second)),
      try document(4, .licence, shop, proxies: [party("agent", .fourth)]),
      try document(5, .reply, shop, isReady: false),
      try document(6, .certificate, party("person3", .third)),
    ].compactMap { $0 }
    _ = try await ledger.registerDocuments(documents, by: .system, key: nil) { _ in [] }
    guard let last = try await ledger.documents(DocumentQuery(limit: 1)).first else { return }
    let issued = try await ledger.makeClaim([last.id], of: hall, by: .system, key: nil)
    _ = try await ledger.collect(
      issued.name,
      Collecting(
        HandOver(relation: .holder, collector: last.details.holder), signature: .paper,
        window: Window.ID("1")),
      of: hall, by: .system, key: nil)
  }

  /// Numbers that pass their check and belong to nobody: division 119999 does not exist.
  private enum Number: String {
    case first = "119999198001010018"
    case second = "119999198002020023"
    case third = "119999198003030039"
    case fourth = "119999198004040044"
    case body = "91119999MA0DEM0052"
  }

  private func party(_ name: String, _ number: Number) -> DocumentEntry.PartyEntry {
    DocumentEntry.PartyEntry(
      name: strings.text("demo.documents.\(name)"), idType: number == .body ? Party.creditCode : nil,
      idNumber: number.rawValue)
  }

  private func document(
    _ number: Int, _ kind: FinishedDocument.Kind, _ holder: DocumentEntry.PartyEntry,
    proxies: [DocumentEntry.PartyEntry] = [], caseNumber: String? = nil, isReady: Bool = true
  ) throws -> NewDocument? {
    var entry = DocumentEntry()
    entry.kind = kind.rawValue
    entry.number = strings.text("demo.documents.number", ["n": String(number)])
    entry.title = strings.text("demo.documents.\(kind.rawValue)")
    entry.holder = holder
    entry.proxies = proxies
    entry.issuer = strings.text("demo.documents.issuer")
    entry.issuedOn = "2026-11-02"
    entry.caseNumber = caseNumber
    entry.place = strings.text("demo.documents.shelf", ["n": String(number)])
    entry.ready = isReady
    guard let today = CivilDate("2026-11-02") else { return nil }
    return try NewDocument(entry, today: today)
  }
}
