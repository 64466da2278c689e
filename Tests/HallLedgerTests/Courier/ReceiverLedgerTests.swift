import Courier
import GRDB
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("A receiver's store")
struct ReceiverLedgerTests {
  private func message(_ number: Int) -> String {
    let digits = String(number)
    return "00000000-0000-8000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  private func line(_ number: Int, _ version: Int, entity: String = "case:1") throws -> [UInt8] {
    try #require(
      RecordLine(message: message(number), entity: entity, version: version, json: "{}")
    ).bytes
  }

  private func batch(
    _ ends: ChannelEnds, epoch: String, from: Int = 1, prev: [UInt8]? = nil, _ lines: [[UInt8]]
  ) throws -> Batch {
    let stream = StreamID(hall: ChannelEnds.hall, epoch: .named(epoch), lane: .urgent)
    return Batch.compose(
      stream, from: from, lines: lines, prev: prev ?? Chain(.sha256).start(of: stream),
      compression: .none, packer: .plain, by: ends.hallKey)
  }

  private let first = String(repeating: "1", count: 32)
  private let second = String(repeating: "2", count: 32)

  private func states(_ ends: ChannelEnds) async throws -> [String] {
    try await ends.store.read { database in
      try database.all("SELECT message, state FROM work_item ORDER BY message") { row in
        let (message, state): (String, String) = (row[0], row[1])
        return "\(message.suffix(1)) \(state)"
      }
    }
  }

  @Test("(2, C2) a message makes one item, by whatever stream it comes")
  func once() async throws {
    let ends = try await ChannelEnds()
    _ = try await ends.receiver.receive(try batch(ends, epoch: first, [try line(1, 1)]).bytes)
    _ = try await ends.receiver.receive(
      try batch(ends, epoch: second, [try line(1, 1), try line(2, 2)]).bytes)
    #expect(try await states(ends) == ["1 ready", "2 ready"])
  }

  @Test("a version waits for the ones before it; a version that was there already is a conflict")
  func parked() async throws {
    let ends = try await ChannelEnds()
    _ = try await ends.receiver.receive(
      try batch(ends, epoch: first, [try line(3, 3), try line(2, 2)]).bytes)
    #expect(try await states(ends) == ["2 parked", "3 parked"])
    _ = try await ends.receiver.receive(
      try batch(ends, epoch: second, [try line(1, 1), try line(4, 2)]).bytes)
    #expect(try await states(ends) == ["1 ready", "2 ready", "3 ready", "4 conflict"])
  }

  @Test("(4, C5) other bytes under a known number are a fork; both are kept")
  func fork() async throws {
    let ends = try await ChannelEnds()
    let ours = try batch(ends, epoch: first, [try line(1, 1), try line(2, 2)])
    _ = try await ends.receiver.receive(ours.bytes)
    let theirs = try batch(ends, epoch: first, [try line(1, 1), try line(9, 2), try line(8, 3)])
    let answer = try await ends.receiver.receive(theirs.bytes)
    let word = try Acknowledgement.read(answer.bytes[...]).acknowledgement
    #expect(word.code == .fork)
    #expect(word.highWater == 2 && word.chain == ours.header.head)
    #expect(!answer.isAccepting)
    #expect(try await ends.store.overview().first?.quarantined == 1)
    #expect(try await states(ends) == ["1 ready", "2 ready"])
  }

  @Test("(3, C10) a store that cannot write says nothing and has changed nothing")
  func full() async throws {
    let ends = try await ChannelEnds()
    try await ends.store.write { database in
      try database.execute(
        sql: """
          CREATE TRIGGER full BEFORE INSERT ON work_item WHEN new.message LIKE '%3' BEGIN
            SELECT RAISE(ABORT, 'full');
          END
          """)
    }
    let whole = try batch(ends, epoch: first, [try line(1, 1), try line(2, 2), try line(3, 3)])
    await #expect(throws: (any Error).self) { try await ends.receiver.receive(whole.bytes) }
    #expect(try await states(ends) == [])
    #expect(try await ends.store.streams(of: ChannelEnds.hall).isEmpty)
  }

  @Test("a code enrols once")
  func code() async throws {
    let ends = try await ChannelEnds()
    let hall = EnrolledHall(
      hall: .named("hexi"), name: "河西乡便民服务中心", division: "119999200000",
      keys: [ends.hallKey.publicKey])
    #expect(try await ends.store.enrol(hall, codeDigest: "code") == false)
    #expect(try await ends.store.hall(.named("hexi")) == nil)
    try await ends.store.addCode(digest: "another")
    #expect(try await ends.store.enrol(hall, codeDigest: "another"))
    #expect(try await ends.store.hall(.named("hexi")) == hall)
  }
}
