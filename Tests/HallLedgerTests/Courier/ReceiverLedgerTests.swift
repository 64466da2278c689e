import Courier
import CourierTesting
import HallLedger
import HallTesting
import Testing

@Suite("SQLite as the receiver's store")
struct ReceiverLedgerTests {
  @Test("what every store must do", arguments: ReceiverTrial.all)
  func trial(_ trial: ReceiverTrial) async throws {
    let folder = try TemporaryFolder()
    let ledger = try ReceiverLedger(folder: folder.path, clock: FixedClock().hallClock) {
      String(repeating: "a", count: $0)
    }
    defer { ledger.close() }
    try await trial.run(ledger)
  }
}
