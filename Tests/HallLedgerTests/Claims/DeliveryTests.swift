import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Deliveries")
struct DeliveryTests {
  private func made(
    _ method: DeliveryMethod, _ documents: FinishedDocument...,
    change: (inout Delivery.Made) -> Void = { _ in }
  ) -> Delivery.Made {
    var made = Delivery.Made(documents: documents.map(\.id), method: method)
    change(&made)
    return made
  }

  private func deliver(_ hall: TestHall, _ made: Delivery.Made) async throws -> Delivery {
    try await hall.ledger.deliver(made, of: TestHall.hallFacts, by: TestHall.person, key: nil)
  }

  private func post(_ hall: TestHall, _ document: FinishedDocument) async throws -> Delivery {
    try await deliver(
      hall,
      made(.post, document) {
        $0.trackingNumber = "TEST0001"
        $0.sentOn = ClaimFixtures.today
      })
  }

  @Test("(1) (2) by post it is under way until it arrives")
  func post() async throws {
    let hall = try await TestHall()
    let document = try await hall.register()
    let delivery = try await post(hall, document)
    #expect(delivery.state == .underWay)
    #expect(try await hall.ledger.document(document.id).state == .ready)
    await #expect(throws: ClaimRefusal.underWay) { try await hall.claim(document) }
    await #expect(throws: ClaimRefusal.underWay) { try await post(hall, document) }
    await #expect(throws: ClaimRefusal.underWay) {
      try await hall.ledger.revokeDocument(document.id, reason: "错", by: TestHall.person)
    }
    let ended = ClaimEvent.DeliveryEnded(
      state: .delivered, receivedOn: CivilDate("2026-11-23"), reason: nil)
    _ = try await hall.ledger.endDelivery(delivery.number, ended, by: TestHall.person)
    let again = try await hall.ledger.endDelivery(delivery.number, ended, by: TestHall.person)
    #expect(again.state == .delivered)
    #expect(again.receivedOn == CivilDate("2026-11-23"))
    #expect(try await hall.ledger.document(document.id).state == .collected)
    #expect(try hall.findings() == [])
  }

  @Test("(1) what comes back is ready again")
  func failed() async throws {
    let hall = try await TestHall()
    let document = try await hall.register()
    let delivery = try await post(hall, document)
    await #expect(throws: InputRefusal("reason", .required)) {
      try await hall.ledger.endDelivery(
        delivery.number, ClaimEvent.DeliveryEnded(state: .failed, receivedOn: nil, reason: " "),
        by: TestHall.person)
    }
    _ = try await hall.ledger.endDelivery(
      delivery.number,
      ClaimEvent.DeliveryEnded(state: .failed, receivedOn: nil, reason: "查无此人"), by: TestHall.person)
    await #expect(throws: ClaimRefusal.deliveryEnded) {
      try await hall.ledger.endDelivery(
        delivery.number, ClaimEvent.DeliveryEnded(state: .delivered, receivedOn: nil, reason: nil),
        by: TestHall.person)
    }
    let issued = try await hall.claim(document)
    try await hall.collect(issued.name)
    #expect(try hall.findings() == [])
  }

  @Test("(3) each way says what it needs")
  func needs() async throws {
    let hall = try await TestHall()
    let document = try await hall.register()
    let needs: [(DeliveryMethod, String)] = [
      (.post, "trackingNumber"), (.agent, "receiver"), (.electronic, "consent"), (.lodged, "witness"),
    ]
    for (method, field) in needs {
      await #expect(throws: InputRefusal(field, .required)) {
        try await deliver(hall, made(method, document))
      }
    }
    await #expect(throws: InputRefusal("method", .unknown)) {
      try await deliver(hall, made(.window, document))
    }
    let lodged = try await deliver(
      hall,
      made(.lodged, document) {
        $0.witness = "测试见证人"
        $0.refusalReason = "拒绝签收"
      })
    #expect(lodged.state == .delivered)
    #expect(try await hall.ledger.document(document.id).state == .collected)
  }

  @Test("what is claimed is not sent; an agent takes documents of many")
  func agents() async throws {
    let hall = try await TestHall()
    let mine = try await hall.register("1号")
    let theirs = try await hall.register("2号", holder: try ClaimFixtures.other())
    let claimed = try await hall.register("3号")
    _ = try await hall.claim(claimed)
    let agent = try ClaimFixtures.person("测试代办员", "539999199912317742")
    await #expect(throws: ClaimRefusal.alreadyClaimed) {
      try await deliver(hall, made(.agent, claimed) { $0.receiver = agent })
    }
    await #expect(throws: ClaimRefusal.holdersDiffer) {
      try await deliver(hall, made(.electronic, mine, theirs) { $0.consent = "当面同意" })
    }
    let delivery = try await deliver(hall, made(.agent, mine, theirs) { $0.receiver = agent })
    #expect(delivery.state == .underWay)
    #expect(try await hall.ledger.deliveries(isUnderWay: true, limit: 10).map(\.number) == [delivery.number])
  }

  @Test("from a locker the claim ends when the cell opens, the delivery when the door closes")
  func locker() async throws {
    let hall = try await TestHall()
    let document = try await hall.register()
    let issued = try await hall.claim(document)
    let kiosk = Device(id: .named("kiosk-1"), hall: .named("chengguan"), kind: .kiosk, name: "一号机")
    let cell = LockerCell(device: kiosk.id, number: 3)
    try await hall.ledger.fillCell(cell, with: issued.claim.id, by: TestHall.person)
    let other = try await hall.claim(try await hall.register("2号"))
    await #expect(throws: InputRefusal("cell", .taken)) {
      try await hall.ledger.fillCell(cell, with: other.claim.id, by: TestHall.person)
    }
    #expect(try await hall.present(issued.code).cell == cell)
    let handOver = HandOver(relation: .holder, collector: try ClaimFixtures.person())
    await #expect(throws: ClaimRefusal.unknownClaim) {
      try await hall.ledger.release(
        issued.name, handOver, of: TestHall.hallFacts, by: TestHall.person, key: nil)
    }
    let delivery = try await hall.ledger.release(
      issued.name, handOver, of: TestHall.hallFacts, by: .device(kiosk), key: nil)
    #expect(delivery.state == .underWay)
    #expect(delivery.made.method == .locker)
    await #expect(throws: ClaimRefusal.self) { try await hall.collect(issued.name) }
    _ = try await hall.ledger.endDelivery(
      delivery.number, ClaimEvent.DeliveryEnded(state: .delivered, receivedOn: nil, reason: nil),
      by: .device(kiosk))
    #expect(try await hall.ledger.document(document.id).state == .collected)
    #expect(try await hall.ledger.filledCells(of: kiosk.id).isEmpty)
    #expect(try hall.findings() == [])
  }

  @Test("what lies in a locker goes on lying there under a claim that is issued anew")
  func reissuedInCell() async throws {
    let hall = try await TestHall()
    let document = try await hall.register()
    let former = try await hall.claim(document)
    let cell = LockerCell(device: .named("kiosk-1"), number: 3)
    try await hall.ledger.fillCell(cell, with: former.claim.id, by: TestHall.person)
    hall.clock.advance(by: .hours(24 * 31))
    await #expect(throws: ClaimRefusal.alreadyClaimed) { try await hall.claim(document) }
    let issued = try await hall.ledger.reissueClaim(
      former.claim.id, reason: "过期", of: TestHall.hallFacts, by: TestHall.person, key: nil)
    #expect(try await hall.present(issued.code).cell == cell)
    #expect(try await hall.ledger.filledCells(of: .named("kiosk-1")) == [3: issued.claim.id])
    #expect(try hall.findings() == [])
  }

  @Test("who does not come is to be reminded; what lies too long goes back; what is over is issued anew")
  func tasks() async throws {
    let hall = try await TestHall()
    let issued = try await hall.claim(try await hall.register())
    func kinds() async throws -> [ClaimTask.Kind] {
      try await hall.ledger.claimTasks(now: hall.clock.now).map(\.kind)
    }
    #expect(try await kinds() == [])
    hall.clock.advance(by: .hours(24 * 7))
    #expect(try await kinds() == [.remind])
    try await hall.ledger.remindHolder(issued.claim.id, how: "电话", by: TestHall.person)
    #expect(try await kinds() == [])
    let cell = LockerCell(device: .named("kiosk-1"), number: 1)
    try await hall.ledger.fillCell(cell, with: issued.claim.id, by: TestHall.person)
    hall.clock.advance(by: .hours(25))
    #expect(try await kinds() == [.clearCell])
    try await hall.ledger.clearCell(of: issued.claim.id, by: TestHall.person)
    hall.clock.advance(by: .hours(24 * 31))
    #expect(try await kinds() == [.reissue])
    let task = try #require(try await hall.ledger.claimTasks(now: hall.clock.now).first)
    #expect(task.holder.name == "测*甲")
    #expect(try await hall.ledger.claimTaskCount(now: hall.clock.now) == 1)
    let document = try #require(issued.documents.first).id
    _ = try await hall.ledger.makeClaim([document], of: TestHall.hallFacts, by: TestHall.person, key: nil)
    #expect(try await kinds() == [], "the new claim waits in its turn")
    #expect(try await hall.ledger.claimTaskCount(now: hall.clock.now) == 0)
  }

  @Test("documents are found by the beginning of a number, a case, a name or a card's number")
  func search() async throws {
    let hall = try await TestHall()
    let first = try await hall.register("城民证〔2026〕1号", caseNumber: "1199991002026112007000019")
    let second = try await hall.register("城民证〔2026〕2号", holder: try ClaimFixtures.other())
    func found(_ text: String, _ state: FinishedDocument.State? = nil) async throws -> [FinishedDocument.ID] {
      try await hall.ledger.documents(DocumentQuery(state: state, text: text)).map(\.id)
    }
    #expect(try await found("城民证[2026]") == [second.id, first.id])
    #expect(try await found("11999910020261120") == [first.id])
    #expect(try await found("测试甲") == [first.id])
    #expect(try await found("119999190002280021") == [second.id])
    #expect(try await found("城民证", .collected) == [])
    #expect(try await found("没有") == [])
  }
}
