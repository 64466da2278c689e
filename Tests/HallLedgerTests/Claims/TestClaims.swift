import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

/// What tests of claims do with a hall.
extension TestHall {
  static let hallFacts = ClaimFixtures.hall

  @discardableResult
  func register(
    _ number: String = "城民证〔2026〕1号", holder: Party? = nil, proxies: [Party] = [],
    caseNumber: String? = nil, isReady: Bool = true
  ) async throws -> FinishedDocument {
    let new = try NewDocument(
      try ClaimFixtures.details(number, holder: holder, proxies: proxies, caseNumber: caseNumber),
      place: "A-1", isReady: isReady)
    let answer = try await ledger.registerDocuments([new], by: Self.person, key: nil) {
      Array($0[0].id.description.utf8)
    }
    let id = try #require(FinishedDocument.ID(String(decoding: answer, as: UTF8.self)))
    return try await ledger.document(id)
  }

  func claim(_ documents: FinishedDocument..., key: IdempotencyKey? = nil) async throws -> IssuedClaim {
    try await ledger.makeClaim(
      documents.map(\.id), of: Self.hallFacts, by: Self.person, key: key)
  }

  func present(_ code: ClaimCode) async throws -> Presentation {
    try await ledger.present(
      code, of: Self.hallFacts, among: [Self.hallFacts, ClaimFixtures.neighbour], now: clock.now)
  }

  @discardableResult
  func collect(
    _ name: Claim.Name, _ handOver: HandOver? = nil, documents: [FinishedDocument.ID]? = nil,
    key: IdempotencyKey? = nil
  ) async throws -> Delivery {
    let handOver = try handOver ?? HandOver(relation: .holder, collector: try ClaimFixtures.person())
    return try await ledger.collect(
      name,
      Collecting(handOver, documents: documents, signature: .paper, window: Self.window(1)),
      of: Self.hallFacts, by: Self.person, key: key)
  }
}
