import HallLedger
import Logging
import ServiceHall

/// Brings calendars and catalogues that came down to a hall into the county's ledger.
struct DocumentDesk {
  let county: Ledger<County>
  let shelf: HallShelf
  let folder: DataFolder
  let bell: CourierBell
  let logger: Logger

  /// Works until cancelled; what a crash left undone comes first.
  func run(_ halls: [Hall.ID]) async {
    for hall in halls where folder.channelKeys(of: hall).exist { await take(hall) }
    for await hall in bell.documents { await take(hall) }
  }

  private func take(_ hall: Hall.ID) async {
    do {
      for document in try await shelf.with(hall, { try await $0.documents() }) {
        guard let outcome = try await county.takeDocument(document, of: hall) else { continue }
        logger.notice(
          "document", metadata: ["hall": "\(hall)", "kind": "\(document.entity)", "outcome": "\(outcome)"])
      }
    } catch {
      logger.error("document", metadata: ["hall": "\(hall)", "error": "\(error)"])
    }
  }
}
