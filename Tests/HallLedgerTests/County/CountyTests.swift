import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

/// A county's ledger with one hall and one administrator.
struct TestCounty: Sendable {
  let folder: TemporaryFolder
  let clock = FixedClock()
  let ledger: Ledger<County>

  static let hall = Hall(
    id: .named("chengguan"), name: "城关镇便民服务中心", division: .named("119999100000"),
    shortCode: .named("CG"), level: .township, parent: nil)
  static let admin = Staff.ID.named("admin")

  init() async throws {
    folder = try TemporaryFolder()
    ledger = try await Ledger.create(
      County(name: "示范县"), folder: folder.path, surroundings: .testing(clock))
    try await ledger.addHall(Self.hall, by: .visitor)
    try await add("admin", [.countyAdmin])
  }

  func add(_ account: String, _ roles: [Role]) async throws {
    let grants = roles.compactMap { Grant(role: $0, hall: $0.needsHall ? Self.hall.id : nil) }
    try await ledger.addStaff(
      Staff(id: .named(account), name: "李四", grants: grants), password: "hash-of-\(account)",
      by: .visitor)
  }

  func staff(_ account: String) -> Staff? { ledger.facts.staff[.named(account)] }

  func reopened() async throws -> Ledger<County> {
    await ledger.close()
    return try Ledger.open(folder: folder.path, surroundings: .testing(clock))
  }

  func findings() throws -> [VerifyFinding] {
    try LedgerVerifier(folder: folder.path, surroundings: .testing(clock))
      .verifyReplay(ofHall: false).findings
  }
}

@Suite("The county's ledger")
struct CountyTests {
  @Test("halls have a code and a short code of their own")
  func halls() async throws {
    let county = try await TestCounty()
    func hall(_ id: String, _ short: String, parent: String? = nil) -> Hall {
      Hall(
        id: .named(id), name: "河东村", division: .named("119999100200"), shortCode: .named(short),
        level: .village, parent: parent.map { .named($0) })
    }
    await #expect(throws: StaffRefusal.hallTaken) {
      try await county.ledger.addHall(hall("chengguan", "XX"), by: .visitor)
    }
    await #expect(throws: StaffRefusal.shortCodeTaken) {
      try await county.ledger.addHall(hall("hedong", "CG"), by: .visitor)
    }
    await #expect(throws: StaffRefusal.unknownHall) {
      try await county.ledger.addHall(hall("hedong", "HD", parent: "nowhere"), by: .visitor)
    }
    try await county.ledger.addHall(hall("hedong", "HD", parent: "chengguan"), by: .visitor)
    try await county.ledger.renameHall(.named("hedong"), to: " 河东 ", by: .visitor)
    #expect(county.ledger.facts.orderedHalls.map(\.name) == ["城关镇便民服务中心", "河东"])
    try await county.ledger.removeHall(.named("hedong"), by: .visitor)
    await #expect(throws: StaffRefusal.unknownHall) {
      try await county.ledger.removeHall(.named("hedong"), by: .visitor)
    }
    #expect(try county.findings() == [])
  }

  @Test("duties that may not meet are refused, unknown halls and taken accounts too")
  func staff() async throws {
    let county = try await TestCounty()
    await #expect(throws: InputRefusal("grants", .notCombinable)) {
      try await county.add("wang", [.hallAdmin, .auditor])
    }
    await #expect(throws: StaffRefusal.accountTaken) { try await county.add("admin", [.clerk]) }
    let grant = try #require(Grant(role: .clerk, hall: .named("nowhere")))
    await #expect(throws: StaffRefusal.unknownHall) {
      try await county.ledger.addStaff(
        Staff(id: .named("wang"), name: "王五", grants: [grant]), password: "", by: .visitor)
    }
    #expect(county.staff("wang") == nil)
  }

  @Test("five failures in a row lock an account, and only an unlocking opens it")
  func locking() async throws {
    let county = try await TestCounty()
    try await county.add("wang", [.clerk])
    let id = Staff.ID.named("wang")
    for _ in 0..<4 { #expect(try await !county.ledger.recordFailedSignIn(id)) }
    _ = try await county.ledger.openSession(of: id, token: "t0", lasting: .hours(8))
    #expect(county.staff("wang")?.failures == 0, "a success begins anew")
    for number in 1...5 {
      #expect(try await county.ledger.recordFailedSignIn(id) == (number == 5))
    }
    #expect(county.staff("wang")?.isLocked == true)
    #expect(county.ledger.facts.sessions["t0"] == nil, "a locked person is signed out")
    await #expect(throws: StaffRefusal.locked) {
      try await county.ledger.openSession(of: id, token: "t1", lasting: .hours(8))
    }
    #expect(try await county.ledger.recordFailedSignIn(id))
    try await county.ledger.setStaffLocked(id, false, by: .visitor)
    #expect(county.staff("wang")?.failures == 0)
    _ = try await county.ledger.openSession(of: id, token: "t2", lasting: .hours(8))
    #expect(try await !county.ledger.recordFailedSignIn(.named("nobody")))
    #expect(try county.findings() == [])
  }

  @Test("failures that come at once are all counted")
  func lockingAtOnce() async throws {
    let county = try await TestCounty()
    try await county.add("wang", [.clerk])
    await withTaskGroup { group in
      for _ in 0..<40 {
        group.addTask { _ = try? await county.ledger.recordFailedSignIn(.named("wang")) }
      }
    }
    #expect(county.staff("wang")?.isLocked == true)
    #expect(county.staff("wang")?.failures == 5)
  }

  @Test("sessions outlive a restart and end when the password changes or the person leaves")
  func sessions() async throws {
    let county = try await TestCounty()
    let expiry = try await county.ledger.openSession(
      of: TestCounty.admin, token: "t1", lasting: .hours(8))
    _ = try await county.ledger.openSession(of: TestCounty.admin, token: "t2", lasting: .hours(8))
    #expect(expiry == county.clock.now + .hours(8))
    let again = try await county.reopened()
    #expect(again.facts.sessions["t1"]?.staff == TestCounty.admin)
    #expect(again.facts.sessions["t1"]?.expiresAt == expiry)
    try await again.closeSession(token: "t1", by: .visitor)
    #expect(again.facts.sessions.keys.sorted() == ["t2"])
    try await again.setPassword("other-hash", of: TestCounty.admin, by: .visitor)
    #expect(again.facts.sessions.isEmpty)
    #expect(try await again.passwordHash(of: TestCounty.admin) == "other-hash")
    _ = try await again.openSession(of: TestCounty.admin, token: "t3", lasting: .hours(1))
    county.clock.advance(by: .hours(2))
    _ = try await again.openSession(of: TestCounty.admin, token: "t4", lasting: .hours(1))
    #expect(again.facts.sessions.keys.sorted() == ["t4"], "expired sessions go")
    #expect(try county.findings() == [])
  }

  @Test("the last administrator who can unlock others cannot be locked")
  func lastAdministrator() async throws {
    let county = try await TestCounty()
    await #expect(throws: StaffRefusal.lastAdministrator) {
      try await county.ledger.setStaffLocked(TestCounty.admin, true, by: .visitor)
    }
    try await county.add("second", [.countyAdmin])
    try await county.ledger.setStaffLocked(TestCounty.admin, true, by: .visitor)
    await #expect(throws: StaffRefusal.lastAdministrator) {
      try await county.ledger.setStaffLocked(.named("second"), true, by: .visitor)
    }
    #expect(county.staff("second")?.isLocked == false)
  }
}

@Suite("Pairing devices")
struct PairingTests {
  private static func offer(_ code: String, _ county: TestCounty) async throws -> Moment {
    try await county.ledger.offerPairing(
      hall: TestCounty.hall.id, kind: .kiosk, name: "一号机", code: code, by: .visitor)
  }

  @Test("a code is good once")
  func once() async throws {
    let county = try await TestCounty()
    #expect(try await Self.offer("c1", county) == county.clock.now + .minutes(10))
    let results = await withTaskGroup(of: Device?.self) { group in
      for number in 0..<20 {
        group.addTask { try? await county.ledger.claimPairing(code: "c1", token: "t\(number)") }
      }
      var devices: [Device] = []
      for await device in group { if let device { devices.append(device) } }
      return devices
    }
    #expect(results.map(\.id) == [.named("kiosk-1")])
    #expect(county.ledger.facts.devices.count == 1)
    await #expect(throws: StaffRefusal.wrongPairingCode) {
      try await county.ledger.claimPairing(code: "c2", token: "t")
    }
    #expect(try county.findings() == [])
  }

  @Test("a code ends after ten minutes")
  func expiry() async throws {
    let county = try await TestCounty()
    _ = try await Self.offer("c1", county)
    _ = try await Self.offer("c2", county)
    county.clock.advance(by: .minutes(10))
    _ = try await county.ledger.claimPairing(code: "c1", token: "t1")
    county.clock.advance(by: .milliseconds(1))
    await #expect(throws: StaffRefusal.wrongPairingCode) {
      try await county.ledger.claimPairing(code: "c2", token: "t2")
    }
  }

  @Test("a device's name is never used again, not after unpairing nor after its hall was away")
  func names() async throws {
    let county = try await TestCounty()
    func add() async throws -> String {
      try await county.ledger.addDevice(
        hall: TestCounty.hall.id, kind: .kiosk, name: "机",
        token: "t\(county.ledger.position)", isUnlimited: false, by: .visitor
      ).id.rawValue
    }
    #expect(try await add() == "kiosk-1")
    _ = try await Self.offer("c1", county)
    #expect(try await add() == "kiosk-3", "the second is on offer")
    try await county.ledger.unpairDevice(.named("kiosk-3"), of: TestCounty.hall.id, by: .visitor)
    #expect(try await add() == "kiosk-4")
    try await county.ledger.removeHall(TestCounty.hall.id, by: .visitor)
    #expect(county.ledger.facts.devices.isEmpty)
    try await county.ledger.addHall(TestCounty.hall, by: .visitor)
    #expect(try await add() == "kiosk-5")
    await #expect(throws: StaffRefusal.unknownDevice) {
      try await county.ledger.unpairDevice(.named("kiosk-1"), of: TestCounty.hall.id, by: .visitor)
    }
    #expect(try county.findings() == [])
  }
}
