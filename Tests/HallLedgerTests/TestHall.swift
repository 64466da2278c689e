import Foundation
import GRDB
import HallTesting
import ServiceHall

@testable import HallLedger

/// A hall's ledger in a folder of its own, with lines, windows 1, 2, … and a clerk at each.
struct TestHall: Sendable {
  let folder: TemporaryFolder
  let clock: FixedClock
  let ledger: Ledger<Hall>

  static let person = Caller.staff(
    Staff(id: .named("li"), name: "李四", grants: [], isLocked: false, failures: 0))

  var path: String { folder.path + "/hall.sqlite" }
  var surroundings: LedgerSurroundings { .testing(clock) }

  /// - Parameter windows: the lines that each window serves, as letters.
  init(
    lines: [Line] = [Line(id: .named("A"), name: "社保"), Line(id: .named("B"), name: "户籍")],
    windows: [String] = ["AB", "AB"], settings: QueueSettings = QueueSettings(),
    digest: JournalDigestName = .sha256, clock: FixedClock = FixedClock()
  ) async throws {
    folder = try TemporaryFolder()
    self.clock = clock
    ledger = try Ledger.create(
      folder: folder.path, digest: digest, projection: .hall(offset: .beijing),
      surroundings: .testing(clock))
    for line in lines { try await ledger.saveLine(line, by: Self.person) }
    try await ledger.saveSettings(settings, by: Self.person)
    for (index, letters) in windows.enumerated() {
      let setup = Window.Setup(
        name: "\(index + 1)号窗口",
        services: letters.map { Window.Service(line: .named(String($0))) })
      try await ledger.saveWindow(Self.window(index + 1), setup, by: Self.person)
      _ = try await open(index + 1)
    }
  }

  private init(reopening hall: TestHall) throws {
    folder = hall.folder
    clock = hall.clock
    ledger = try Ledger.open(
      folder: hall.folder.path, projection: .hall(offset: .beijing),
      surroundings: .testing(hall.clock))
  }

  /// The same hall after the program was stopped and started.
  func reopened() async throws -> TestHall {
    await ledger.close()
    return try TestHall(reopening: self)
  }

  static func window(_ number: Int) -> Window.ID { .named(String(number)) }
  static func clerk(_ number: Int) -> Staff.ID { .named("clerk-\(number)") }

  // MARK: Acts

  static let answer: @Sendable (TicketStatus) throws -> [UInt8] = {
    Array(try CanonicalJSON.text($0.ticket).utf8)
  }

  static func ticket(_ answer: [UInt8]) throws -> Ticket {
    try CanonicalJSON.value(Ticket.self, from: String(decoding: answer, as: UTF8.self))
  }

  func take(
    _ line: String = "A", priority: PriorityReason? = nil, then: [String] = [],
    person: Person? = nil, phone: String? = nil
  ) async throws -> Ticket {
    let request = try TicketRequest(
      line: .named(line), priority: priority, then: then.map { .named($0) }, person: person,
      phone: phone)
    return try Self.ticket(
      try await ledger.issueTicket(request, by: .visitor, key: nil, answer: Self.answer))
  }

  @discardableResult
  func open(_ window: Int) async throws -> WindowStatus {
    try await ledger.openWindow(Self.window(window), clerk: Self.clerk(window), by: Self.person)
  }

  @discardableResult
  func close(_ window: Int) async throws -> WindowStatus {
    try await ledger.closeWindow(Self.window(window), clerk: Self.clerk(window), by: Self.person)
  }

  @discardableResult
  func call(_ window: Int = 1) async throws -> Ticket? {
    try await ledger.callNext(
      at: Self.window(window), clerk: Self.clerk(window), by: Self.person)?.ticket
  }

  @discardableResult
  func recall(_ window: Int = 1) async throws -> Ticket {
    try await ledger.recall(at: Self.window(window), clerk: Self.clerk(window), by: Self.person)
      .ticket
  }

  @discardableResult
  func start(_ window: Int = 1) async throws -> Ticket {
    try await ledger.start(at: Self.window(window), clerk: Self.clerk(window), by: Self.person)
      .ticket
  }

  @discardableResult
  func miss(_ window: Int = 1) async throws -> Ticket {
    try await ledger.miss(at: Self.window(window), clerk: Self.clerk(window), by: Self.person)
      .ticket
  }

  @discardableResult
  func hold(_ window: Int = 1) async throws -> Ticket {
    try await ledger.hold(at: Self.window(window), clerk: Self.clerk(window), by: Self.person)
      .ticket
  }

  @discardableResult
  func resume(_ ticket: Ticket.ID, _ window: Int = 1) async throws -> Ticket {
    try await ledger.resume(
      ticket, at: Self.window(window), clerk: Self.clerk(window), by: Self.person
    ).ticket
  }

  @discardableResult
  func finish(_ window: Int = 1, _ outcome: Ticket.Outcome = .served) async throws -> Ticket {
    try await ledger.finish(
      at: Self.window(window), outcome: outcome, items: [], clerk: Self.clerk(window),
      by: Self.person
    ).ticket
  }

  @discardableResult
  func transfer(
    _ window: Int = 1, to target: TransferTarget, keepPlace: Bool = true
  ) async throws -> Ticket {
    try await ledger.transfer(
      at: Self.window(window), to: target, keepPlace: keepPlace, clerk: Self.clerk(window),
      by: Self.person
    ).ticket
  }

  @discardableResult
  func undo(_ window: Int = 1) async throws -> WindowStatus {
    try await ledger.undo(at: Self.window(window), clerk: Self.clerk(window), by: Self.person)
  }

  @discardableResult
  func putBack(_ ticket: Ticket.ID) async throws -> Ticket {
    try await ledger.returnTicket(ticket, by: .visitor).ticket
  }

  // MARK: Looking

  func now(_ ticket: Ticket) async throws -> Ticket { try await ledger.ticketStatus(ticket.id).ticket }

  func counters(_ line: String = "A") async throws -> LineDay {
    let day = ledger.facts.businessDay(at: clock.now)
    return try await ledger.read { try LineDay.load(.named(line), day, in: $0) }
  }

  func journal() async throws -> [JournalEntry] { try await ledger.journal(after: -1, limit: 1_000_000) }

  func count(_ sql: String) async throws -> Int {
    try await ledger.read { try Int.fetchOne($0, sql: sql) ?? 0 }
  }

  var verifier: LedgerVerifier { LedgerVerifier(folder: folder.path, surroundings: surroundings) }

  /// What a check of the chain and a replay of the whole journal find.
  func findings() throws -> [VerifyFinding] {
    try verifier.verifyReplay(ofHall: true).findings
  }

  /// Changes the file behind the ledger's back.
  func tamper(_ statements: String...) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in for sql in statements { try database.execute(sql: sql) } }
    try queue.close()
  }

  /// The folder as a crash at this moment would leave it.
  func crashed() throws -> TestHall {
    let copy = try TemporaryFolder()
    for file in try folder.files() where !file.hasSuffix("-shm") {
      try FileManager.default.copyItem(
        atPath: folder.path + "/" + file, toPath: copy.path + "/" + file)
    }
    return try TestHall(reopening: TestHall(folder: copy, clock: clock, ledger: ledger))
  }

  private init(folder: TemporaryFolder, clock: FixedClock, ledger: Ledger<Hall>) {
    self.folder = folder
    self.clock = clock
    self.ledger = ledger
  }
}

extension Array where Element == JournalEntry {
  var kinds: [String] { map(\.kind) }
}
