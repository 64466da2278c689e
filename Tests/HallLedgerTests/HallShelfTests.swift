import Foundation
import GRDB
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("HallShelf")
struct HallShelfTests {
  private let folder: TemporaryFolder
  private let clock = FixedClock()
  private let halls: [Hall.ID] = ["east", "west", "south", "north"].map { .named($0) }

  init() throws { folder = try TemporaryFolder() }

  private func shelf(
    capacity: Int, didOpen: @escaping @Sendable (Hall.ID, Ledger<Hall>) -> Void = { _, _ in }
  ) async throws -> HallShelf {
    let shelf = HallShelf(
      folder: folder.path, county: County(name: "示范县"), surroundings: .testing(clock),
      capacity: capacity, didOpen: didOpen)
    for hall in halls where !FileManager.default.fileExists(atPath: shelf.folder(of: hall)) {
      try await shelf.create(hall)
    }
    return shelf
  }

  private static func save(_ letter: String, _ ledger: Ledger<Hall>) async throws {
    try await ledger.saveLine(Line(id: .named(letter), name: "社保"), by: .visitor)
  }

  @Test("(1) a ledger is open at most once at a time, also when it is just being closed")
  func once() async throws {
    let opened = Recorder<(hall: Hall.ID, ledger: Ledger<Hall>)>()
    let overlaps = Recorder<Hall.ID>()
    let shelf = try await shelf(capacity: 1) { hall, ledger in
      // A ledger that was closed cannot be read.
      let earlier = opened.values.last { $0.hall == hall }?.ledger
      if let earlier, (try? earlier.pool.read { try Int.fetchOne($0, sql: "SELECT 1") }) != nil {
        overlaps.record(hall)
      }
      opened.record((hall, ledger))
    }
    try await withThrowingTaskGroup { group in
      for worker in 0..<8 {
        group.addTask {
          for number in 0..<40 {
            let hall = halls[(worker + number) % halls.count]
            try await shelf.with(hall) { try await Self.save("A", $0) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(overlaps.values == [])
    #expect(opened.values.count > halls.count, "some ledger was closed and opened again")
  }

  @Test("(1) whoever opens a ledger tells of it before anybody uses it")
  func told() async throws {
    let seen = Recorder<Hall.ID>()
    let shelf = try await shelf(capacity: 4) { hall, _ in
      // Long enough for the others to come.
      for _ in 0..<1_000 { sched_yield() }
      seen.record(hall)
    }
    try await withThrowingTaskGroup { group in
      for number in 0..<200 {
        group.addTask {
          let hall = halls[number % halls.count]
          let wasTold = try await shelf.with(hall) { _ in seen.values.contains(hall) }
          #expect(wasTold)
        }
      }
      try await group.waitForAll()
    }
    #expect(shelf.openCount == 4)
  }

  @Test("(2) a ledger in use is not closed under its user, though the shelf is full")
  func inUse() async throws {
    let shelf = try await shelf(capacity: 1)
    try await shelf.with(halls[0]) { first in
      for hall in halls.dropFirst() {
        try await shelf.with(hall) { try await Self.save("A", $0) }
      }
      try await Self.save("A", first)
      #expect(shelf.opened(halls[0]) === first)
    }
    #expect(shelf.openCount == 1)
  }

  @Test("(3) at most so many idle ledgers stay open, the latest used")
  func capacity() async throws {
    let shelf = try await shelf(capacity: 2)
    for hall in halls {
      try await shelf.with(hall) { _ in }
      clock.advance(by: .seconds(1))
    }
    #expect(halls.map { shelf.opened($0) != nil } == [false, false, true, true])
    try await shelf.with(halls[2]) { _ in }
    clock.advance(by: .seconds(1))
    try await shelf.with(halls[0]) { _ in }
    #expect(halls.map { shelf.opened($0) != nil } == [true, false, true, false])
  }

  @Test("(3) what was idle for long is closed, what is in use is not")
  func idle() async throws {
    let shelf = try await shelf(capacity: 4)
    for hall in halls.prefix(3) {
      try await shelf.with(hall) { _ in }
      clock.advance(by: .minutes(1))
    }
    try await shelf.with(halls[0]) { ledger in
      clock.advance(by: .minutes(1))
      await shelf.closeIdle(for: .minutes(3))
      #expect(halls.map { shelf.opened($0) != nil } == [true, false, true, false])
      try await Self.save("A", ledger)
    }
    await shelf.closeIdle(for: .zero)
    #expect(shelf.openCount == 0)
    try await shelf.with(halls[0]) { #expect($0.facts.lines[.named("A")] != nil) }
  }

  @Test("(4) a damaged hall fails alone")
  func damaged() async throws {
    let shelf = try await shelf(capacity: 4)
    let path = shelf.folder(of: halls[1]) + "/hall.sqlite"
    try Data(repeating: 0x5A, count: 8_192).write(to: URL(fileURLWithPath: path))
    await #expect(throws: LedgerFault.damaged(shelf.folder(of: halls[1]))) {
      try await shelf.with(halls[1]) { _ in }
    }
    await #expect(throws: LedgerFault.missing(shelf.folder(of: .named("nowhere")))) {
      try await shelf.with(.named("nowhere")) { _ in }
    }
    for hall in [halls[0], halls[2], halls[3]] {
      try await shelf.with(hall) { try await Self.save("A", $0) }
    }
    // The place is not blocked: once the file is mended, the hall is back.
    try FileManager.default.removeItem(atPath: shelf.folder(of: halls[1]))
    try await shelf.create(halls[1])
    try await shelf.with(halls[1]) { try await Self.save("A", $0) }
  }

  @Test("(4) a hall whose pages are damaged in the middle fails when they are read, and alone")
  func damagedInside() async throws {
    let shelf = try await shelf(capacity: 0)
    try await shelf.with(halls[1]) { ledger in
      for letter in ["A", "B", "C"] { try await Self.save(letter, ledger) }
    }
    let path = shelf.folder(of: halls[1]) + "/hall.sqlite"
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    let size = try file.seekToEnd()
    try file.seek(toOffset: 4_096)
    try file.write(contentsOf: Data(repeating: 0x5A, count: Int(size) - 4_096))
    try file.close()
    await #expect(throws: LedgerFault.damaged(shelf.folder(of: halls[1]))) {
      try await shelf.with(halls[1]) { try await Self.save("D", $0) }
    }
    try await shelf.with(halls[0]) { try await Self.save("A", $0) }
  }

  @Test("a closed shelf lends nothing, and what it lent is on disk")
  func closing() async throws {
    let shelf = try await shelf(capacity: 4)
    try await shelf.with(halls[0]) { try await Self.save("A", $0) }
    await shelf.close()
    await #expect(throws: LedgerFault.closed) { try await shelf.with(halls[0]) { _ in } }
    let again = try await self.shelf(capacity: 4)
    try await again.with(halls[0]) { #expect($0.facts.lines[.named("A")] != nil) }
  }

  @Test("a hall is not made twice")
  func exists() async throws {
    let shelf = try await shelf(capacity: 4)
    await #expect(throws: LedgerFault.exists(shelf.folder(of: halls[0]))) {
      try await shelf.create(halls[0])
    }
  }
}
