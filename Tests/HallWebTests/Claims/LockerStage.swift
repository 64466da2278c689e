import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

/// The east hall with a locker beside its kiosk, and documents that wait.
struct LockerStage {
  static let number = "119999190001010011"
  static let name = "欧阳试验"
  static let clerk = Caller.staff(
    Staff(id: .named("li"), name: "李四", grants: [], isLocked: false, failures: 0))

  let test: TestSite
  let cells: FakeCells
  let device: Device
  let locker = Locker(host: "locker.test", port: 7010, cells: 12)

  init(_ states: [CellState?], opening refusal: LockerFailure? = nil) async throws {
    let clock = FixedClock()
    cells = FakeCells(states, opening: refusal, clock: clock)
    test = try await TestSite(clock: clock, lockers: cells.office)
    device = try await test.county.setUpDevice(
      .named("kiosk-1"), of: Asker.east, name: "大门口", setup: .kiosk(.standard, locker: locker),
      by: Self.clerk)
  }

  var hall: Hall {
    get throws { try #require(test.county.facts.halls[Asker.east]) }
  }

  /// - Parameter cell: where they are laid; nil leaves them at the counter.
  func claim(_ titles: [String] = ["食品经营许可证"], cell: Int? = 3) async throws -> IssuedClaim {
    let hall = try hall
    let today = UTCOffset.beijing.date(of: test.clock.now)
    let holder = try Party(
      name: Self.name, idType: "111", idNumber: Self.number, field: "holder", today: today)
    return try await test.ledger { ledger in
      var ids: [FinishedDocument.ID] = []
      for title in titles {
        let details = try FinishedDocument.Details(
          kind: .licence, number: "测许〔2026〕\(ledger.position)号", title: title, holder: holder,
          issuer: "测试局", issuedOn: today)
        let made = Recorder<FinishedDocument.ID>()
        _ = try await ledger.registerDocuments(
          [try NewDocument(details, place: "A1", isReady: true)], by: Self.clerk, key: nil
        ) { documents in
          for document in documents { made.record(document.id) }
          return []
        }
        ids += made.values
      }
      let issued = try await ledger.makeClaim(ids, of: hall, by: Self.clerk, key: nil)
      if let cell {
        try await ledger.fillCell(
          LockerCell(device: .named("kiosk-1"), number: cell), with: issued.claim.id, by: Self.clerk)
      }
      return issued
    }
  }

  func release(_ issued: IssuedClaim) async throws -> Delivery {
    let (hall, today) = (try hall, UTCOffset.beijing.date(of: test.clock.now))
    return try await test.ledger { ledger in
      let handOver = try await ledger.identify(issued.name, number: Self.number, today: today)
      return try await ledger.release(
        issued.name, handOver, of: hall, by: .device(device), key: nil)
    }
  }

  func outlook(_ issued: IssuedClaim) async throws -> ClaimOutlook {
    let hall = try hall
    return try await test.ledger { try await $0.outlook(issued.code, of: hall, now: test.clock.now) }
  }

  // MARK: At the kiosk

  func show(_ text: String, pin: String = "") async throws -> Answer {
    try await send("/h/east/kiosk/collect", [("number", text), ("pin", pin)])
  }

  func identify(_ number: String = LockerStage.number) async throws -> Answer {
    try await send("/h/east/kiosk/collect/identity", [("idNumber", number)])
  }

  /// Sends a form and goes where it leads, with the message that it left.
  private func send(_ path: String, _ fields: [(String, String)]) async throws -> Answer {
    let sent = try await test.ask(.form(path, fields), as: .kiosk)
    #expect(sent.status == 303 && sent.headers["location"] == "/h/east/kiosk/collect")
    var cookies = "\(Gate.deviceCookie)=\(try test.token(.kiosk))"
    if let flash = sent.cookie("yizhan_flash") { cookies += "; yizhan_flash=\(flash)" }
    return await test.send(.get("/h/east/kiosk/collect", headers: [("Cookie", cookies)]))
  }
}
