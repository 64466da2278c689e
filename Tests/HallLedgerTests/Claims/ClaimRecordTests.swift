import Foundation
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Deliveries in the outbox")
struct ClaimRecordTests {
  @Test("a document that arrived is reported for its case, once; one under way is not")
  func reported() async throws {
    let number = try CaseNumber(
      division: .named("119999100000"), day: ClaimFixtures.today,
      mark: try #require(EpochMark(epoch: String(repeating: "0", count: 32))), serial: 1)
    let ends = try await ChannelEnds()
    let delivery = try await ends.shelf.with(ChannelEnds.hall) { ledger -> Delivery in
      let new = try NewDocument(
        try ClaimFixtures.details("1号", caseNumber: number.rawValue))
      let answer = try await ledger.registerDocuments([new], by: TestHall.person, key: nil) {
        Array($0[0].id.description.utf8)
      }
      var made = Delivery.Made(
        documents: [try #require(FinishedDocument.ID(String(decoding: answer, as: UTF8.self)))],
        method: .post)
      made.trackingNumber = "TEST0001"
      made.sentOn = ClaimFixtures.today
      return try await ledger.deliver(
        made, of: ClaimFixtures.hall, by: TestHall.person, key: nil)
    }
    func records() async throws -> [String] {
      try await ends.shelf.with(ChannelEnds.hall) { ledger in
        try await ledger.read { database in
          try database.all(
            "SELECT line FROM outbox WHERE entity = ?", ["case:" + number.rawValue]
          ) { row in
            let line: Data = row[0]
            return String(decoding: line, as: UTF8.self)
          }
        }
      }
    }
    #expect(try await records() == [])
    _ = try await ends.shelf.with(ChannelEnds.hall) { ledger in
      try await ledger.endDelivery(
        delivery.number, ClaimEvent.DeliveryEnded(state: .delivered, receivedOn: nil, reason: nil),
        by: TestHall.person)
    }
    let reported = try await records()
    #expect(reported.count == 1)
    #expect(reported.first?.contains("TEST0001") == true)
    #expect(reported.first?.contains(number.rawValue) == true)
  }
}
