import Courier
import Foundation
import GRDB
import HallTesting
import ServiceHall
import Synchronization
import Testing

@testable import HallLedger

@Suite("Numbers on paper")
struct NumberTests {
  private static let day = CivilDate(daysSinceEpoch: 20_777)

  /// Numbers as cases and receipts will take them.
  private func numbers(_ ends: ChannelEnds, _ count: Int) async throws -> [String] {
    try await ends.shelf.with(ChannelEnds.hall) { ledger in
      try await ledger.record(by: .system) { draft in
        try (0..<count).flatMap { _ in
          [
            try draft.nextCaseNumber(of: .named("119999100000"), on: Self.day).rawValue,
            try draft.nextReceiptNumber(of: .named("CG01"), on: Self.day).rawValue,
          ]
        }
      }
    }
  }

  @Test("(C14) no number is given twice, however often the hall is restored from the same backup")
  func restores() async throws {
    let ends = try await ChannelEnds()
    var given = try await numbers(ends, 3)
    try await ends.backUpHall()
    given += try await numbers(ends, 5)
    _ = try await ends.drain()
    for round in 0..<16 {
      try await ends.restoreHall(isHeard: round % 3 == 0)
      given += try await numbers(ends, 2)
      if round % 4 == 0 { _ = try await ends.drain() }
    }
    #expect(given.count == 80)
    #expect(Set(given).count == given.count)
    for number in given where !number.contains("-") { _ = try CaseNumber(number) }
  }

  @Test("(C14) a mark that some epoch bore is not minted again; once all were, that of the oldest epoch is")
  func marks() {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: width - digits.count) + digits
    }
    func epoch(_ mark: Int, _ life: Int) -> String { padded(mark, 8) + padded(life, 24) }
    var offered = [7, 8, 7, 9].map { epoch($0, 1) }[...]
    let next = EpochTable.mint(after: [epoch(7, 0), epoch(8, 0)]) { offered.popFirst() ?? "" }
    #expect(next == epoch(9, 1))
    var random = SeededGenerator(seed: 14)
    var former: [String] = []
    for life in 0..<250 {
      let minted = EpochTable.mint(after: former) { epoch(random.below(100), life) }
      let lately = former.suffix(99).compactMap { EpochMark(epoch: $0) }
      let isFresh = EpochMark(epoch: minted).map { !lately.contains($0) } ?? false
      #expect(isFresh, "life \(life)")
      former.append(minted)
    }
  }

  @Test("(C14) when the receiver knows an epoch of the same mark, the hall goes on under another")
  func collision() async throws {
    let ends = try await ChannelEnds()
    _ = try await ends.drain()
    let own = try await ends.shelf.with(ChannelEnds.hall) { try await $0.openEpoch() }
    let mark = EpochMark(epoch: own)
    let other = String(own.prefix(8)) + String(repeating: "e", count: 24)
    let twin = Enrolment.HeldStream(epoch: other, lane: 2, hw: 0)
    _ = try await ends.channel.formerStreams([twin])
    #expect(try await ends.shelf.with(ChannelEnds.hall) { try await $0.epochMark() } != mark)
    let now = try await ends.shelf.with(ChannelEnds.hall) { try await $0.openEpoch() }
    _ = try await ends.channel.formerStreams([twin])
    #expect(try await ends.shelf.with(ChannelEnds.hall) { try await $0.openEpoch() } == now)
  }
}
