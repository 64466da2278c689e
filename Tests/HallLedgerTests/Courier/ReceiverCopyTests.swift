import Courier
import Foundation
import GRDB
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("A copy of a receiver's store")
struct ReceiverCopyTests {
  private func mint(_ length: Int) -> String { SecureRandom.text(length, alphabet: "0123456789abcdef") }

  private func send(_ ends: ChannelEnds, _ number: Int) async throws {
    _ = try await ends.store.send(
      .notice, about: "notice:\(number)", message: "00000000-0000-8000-8000-00000000000\(number)",
      json: #"{"kind":"notice"}"#, to: ChannelEnds.hall, .normal, chain: ends.receiver.chain)
  }

  @Test("(1, C15) what came after the copy was made is not promised to be safe")
  func safe() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(2)
    _ = try await ends.drain()
    let copy = ends.folder.path + "/copy.sqlite"
    try LedgerSnapshot.write(ends.storeFile, to: copy)
    let held = try #require(try await ends.channel.lanes().last?.acknowledged)
    try await ends.take(3)
    try ReceiverCopy.note(copy, in: ends.folder.path + "/receiver")
    let decisions = try await ends.drain()
    #expect(decisions.last == .custody(highWater: try await ends.journalCount(), safe: held))
  }

  @Test("(2) a restored store is heard as another: the hall sends again, and no message comes down twice")
  func restored() async throws {
    let ends = try await ChannelEnds()
    try await send(ends, 1)
    try await send(ends, 2)
    try await ends.take(2)
    _ = try await ends.drain()
    #expect(try await ends.fetch() == .took(2))
    try ends.backUpStore()
    try ReceiverCopy.note(ends.storeFile + ".bak", in: ends.folder.path + "/receiver")
    try await ends.take(4)
    _ = try await ends.drain()
    try await ends.restoreStore { path in
      try ReceiverCopy.restore(path, chain: ends.receiver.chain, mint: mint)
    }
    let decisions = try await ends.drain()
    try await ends.take(1)
    let later = try await ends.drain()
    #expect((decisions + later).contains { if case .rewind = $0 { true } else { false } })
    let worked = try await ends.workedJournal()
    for version in 1...(try await ends.journalCount()) { #expect(worked[version]?.count == 1) }
    let before = try await ends.journalCount()
    try await send(ends, 3)
    #expect(try await ends.fetch() == .took(3))
    #expect(try await ends.journalCount() == before + 1, "known messages are passed over")
  }
}
