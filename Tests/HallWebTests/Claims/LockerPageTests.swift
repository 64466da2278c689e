import HTTPServing
import HallTesting
import Pages
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The lockers' page")
struct LockerPageTests {
  private static let path = "/h/east/admin/lockers"

  private func post(_ stage: LockerStage, _ act: String, _ fields: [(String, String)]) async throws -> Answer
  {
    try await stage.test.ask(.form(Self.path + "/" + act, fields), as: .clerk)
  }

  private func page(_ stage: LockerStage) async throws -> String {
    try await stage.test.ask(.get(Self.path), as: .clerk).text
  }

  @Test("what waits is laid into a free cell, whose door opens, and is taken out again")
  func fill() async throws {
    let stage = try await LockerStage([.openEmpty])
    let issued = try await stage.claim(["残疾人证"], cell: nil)
    let fields = [("claim", issued.claim.id.description), ("cell", "kiosk-1 5")]
    let filled = try await post(stage, "fill", fields)
    #expect(filled.status == 303 && stage.cells.opened == [5])
    #expect(try await page(stage).contains("5 号柜"))
    #expect(!(try await page(stage).contains(LockerStage.name)))
    // The same again changes nothing; another claim does not go into a full cell, nor one into none.
    let other = try await stage.claim(["营业执照"], cell: nil)
    for (cell, status) in [("kiosk-1 5", 422), ("kiosk-1 13", 422), ("kiosk-9 1", 422), ("", 422)] {
      let answer = try await post(stage, "fill", [("claim", other.claim.id.description), ("cell", cell)])
      #expect(answer.status == status, "\(cell)")
    }
    #expect(try await post(stage, "clear", [("claim", issued.claim.id.description)]).status == 303)
    #expect(stage.cells.opened == [5, 5])
    #expect(try await stage.test.ledger { try await $0.filledCells(of: stage.device.id) } == [:])
  }

  @Test("a door that stays shut is said, and the key is named")
  func away() async throws {
    let stage = try await LockerStage([nil], opening: .unreachable)
    let issued = try await stage.claim(["残疾人证"], cell: nil)
    let answer = try await post(
      stage, "fill", [("claim", issued.claim.id.description), ("cell", "kiosk-1 5")])
    #expect(answer.status == 303 && answer.cookie("yizhan_flash") != nil)
  }

  @Test("what was issued again stays in its cell; what lies too long or is out of force is said")
  func stays() async throws {
    let stage = try await LockerStage([.openEmpty])
    let issued = try await stage.claim()
    let hall = try stage.hall
    let again = try await stage.test.ledger {
      try await $0.reissueClaim(
        issued.claim.id, reason: "丢了", of: hall, by: LockerStage.clerk, key: nil)
    }
    let cells = try await stage.test.ledger { try await $0.filledCells(of: stage.device.id) }
    #expect(cells == [3: again.claim.id])
    #expect(try await page(stage).contains("等人来领"))
    try await stage.test.ledger {
      try await $0.saveClaimSettings(ClaimSettings(lockerHours: 1), by: LockerStage.clerk)
    }
    stage.test.clock.advance(by: .hours(2))
    #expect(try await page(stage).contains("放得太久"))
    try await stage.test.ledger {
      try await $0.revokeClaim(again.claim.id, reason: "作废", by: LockerStage.clerk)
    }
    #expect(try await page(stage).contains("不能再从柜里领"))
  }

  @Test(
    "a release of which nobody knows the end is settled by somebody who looked", arguments: [true, false])
  func settle(isTaken: Bool) async throws {
    let stage = try await LockerStage([nil])
    let issued = try await stage.claim()
    let delivery = try await stage.release(issued)
    #expect(try await page(stage).contains(delivery.number.rawValue))
    // Before that, nothing is taken out as if nobody had been there.
    #expect(try await post(stage, "clear", [("claim", issued.claim.id.description)]).status == 409)
    let answer = try await post(
      stage, "settle", [("receipt", delivery.number.rawValue), ("end", isTaken ? "delivered" : "failed")])
    #expect(answer.status == 303)
    #expect(!(try await page(stage).contains(delivery.number.rawValue)))
    let state = try await stage.outlook(issued).state
    if isTaken {
      #expect(state == .collected(at: delivery.at, window: nil))
    } else {
      #expect(state == .waiting)
    }
    #expect(
      try await post(stage, "settle", [("receipt", delivery.number.rawValue), ("end", "under-way")]).status
        == 400)
  }
}
