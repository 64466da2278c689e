import Foundation
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("PINs of claims")
struct PINTests {
  private static func wrong(_ issued: IssuedClaim, _ index: UInt64 = 0) -> ClaimPIN {
    let number = UInt64(issued.pin.rawValue) ?? 0
    return ClaimPIN(number: number + 1 + index)
  }

  private func tryPIN(_ hall: TestHall, _ number: String, _ pin: ClaimPIN) async throws -> Presentation {
    try await hall.ledger.present(number: number, pin: pin, by: TestHall.person)
  }

  @Test("a PIN opens its claim beside the number of a document or of the case")
  func opens() async throws {
    let hall = try await TestHall()
    let document = try await hall.register("城民证〔2026〕1号", caseNumber: "1199991002026112007000019")
    let issued = try await hall.claim(document)
    for number in ["城民证(2026)1号", "城民证〔2026〕1号 ", "1199991002026112007000019"] {
      #expect(try await tryPIN(hall, number, issued.pin).name == issued.name)
    }
    await #expect(throws: ClaimRefusal.unknown) { try await tryPIN(hall, "2号", issued.pin) }
    try await hall.collect(issued.name)
  }

  @Test("the fifth wrong PIN locks it, for the right one too; the code still opens, a clerk unlocks")
  func locks() async throws {
    let hall = try await TestHall()
    let issued = try await hall.claim(try await hall.register("1号"))
    await #expect(throws: ClaimRefusal.notLocked) {
      try await hall.ledger.unlockClaim(issued.claim.id, reason: "试", by: TestHall.person)
    }
    for index in 0..<5 {
      await #expect(throws: ClaimRefusal.unknown) {
        try await tryPIN(hall, "1号", Self.wrong(issued, UInt64(index)))
      }
    }
    for _ in 0..<50 {
      await #expect(throws: ClaimRefusal.locked) { try await tryPIN(hall, "1号", issued.pin) }
    }
    #expect(try await hall.journal().kinds.filter { $0 == "claim.pinFailed" }.count == 5)
    let after = try await hall.reopened()
    await #expect(throws: ClaimRefusal.locked) { try await tryPIN(after, "1号", issued.pin) }
    #expect(try await after.present(issued.code).name == issued.name)
    try await after.ledger.unlockClaim(issued.claim.id, reason: "本人到场", by: TestHall.person)
    #expect(try await tryPIN(after, "1号", issued.pin).name == issued.name)
    #expect(try after.findings() == [])
  }

  @Test("guesses that come at once are counted as if one came after the other")
  func parallel() async throws {
    let hall = try await TestHall()
    let issued = try await hall.claim(try await hall.register("1号"))
    let refusals = await withTaskGroup(of: ClaimRefusal?.self) { group in
      for index in 0..<200 {
        group.addTask {
          do {
            _ = try await tryPIN(hall, "1号", Self.wrong(issued, UInt64(index)))
            return nil
          } catch {
            return error as? ClaimRefusal
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(refusals.filter { $0 == .unknown }.count == 5)
    #expect(refusals.filter { $0 == .locked }.count == 195)
  }

  @Test("on another machine's key a PIN is told to be unknown there, and is not counted; the code opens")
  func rebuilt() async throws {
    let hall = try await TestHall()
    let issued = try await hall.claim(try await hall.register("1号"))
    try FileManager.default.removeItem(atPath: hall.folder.path + "/claims.key")
    await #expect(throws: ClaimRefusal.pinElsewhere) { try await tryPIN(hall, "1号", issued.pin) }
    #expect(try await hall.ledger.claim(issued.claim.id).failures == 0)
    try await hall.collect(try await hall.present(issued.code).name)
  }
}
