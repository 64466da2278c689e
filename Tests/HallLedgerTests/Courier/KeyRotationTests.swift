import Courier
import HallTesting
import Seal
import ServiceHall
import Testing

@testable import HallLedger

@Suite("A hall's next key")
struct KeyRotationTests {
  private func finish(_ sender: Sender) async throws {
    for _ in 0..<100 {
      guard case .settled = try await sender.step() else { return }
    }
  }

  private func rotate(_ ends: ChannelEnds) async throws -> SigningKey {
    let next = SigningKey.make(.ed25519)
    try await ends.shelf.with(ChannelEnds.hall) {
      try await $0.rotateKey(to: next.publicKey, by: .system)
    }
    return next
  }

  private func known(_ ends: ChannelEnds) async throws -> EnrolledHall {
    try #require(try await ends.store.hall(ChannelEnds.hall))
  }

  private func expectWhole(_ ends: ChannelEnds) async throws {
    let worked = try await ends.workedJournal()
    #expect(worked.count == (try await ends.journalCount()))
    #expect(worked.values.allSatisfy { $0.count == 1 })
  }

  @Test("(1) takes over behind the record that tells it, and the receiver has every row once")
  func takesOver() async throws {
    let ends = try await ChannelEnds()
    try await ends.take(3)
    let next = try await rotate(ends)
    try await ends.take(3)
    let sender = ends.makeSender(next: next)
    try await finish(sender)
    #expect(await sender.hasRotated)
    let hall = try await known(ends)
    #expect(hall.keys == [next.publicKey] && hall.retired == [ends.hallKey.publicKey])
    #expect(try await ends.shelf.with(ChannelEnds.hall) { $0.facts.upstream?.key } == next.publicKey.id)
    try await expectWhole(ends)
  }

  @Test("(2) the former key signs nothing that is new, and is still heard about what is held")
  func formerKey() async throws {
    let ends = try await ChannelEnds()
    let next = try await rotate(ends)
    try await finish(ends.makeSender(next: next))
    try await ends.take()
    // A machine that never learnt of the rotation.
    let former = ends.makeSender()
    #expect(
      try await former.ask()
        == .settled(.custody(highWater: try await held(ends), safe: try await held(ends))))
    #expect(try await former.step() == .unheard(.refused(.badEnvelope)))
    try await finish(ends.makeSender(next: next))
    try await expectWhole(ends)
  }

  private func held(_ ends: ChannelEnds) async throws -> Int {
    try #require(try await ends.channel.lanes().last).acknowledged
  }

  @Test("(2) an answer that is lost at the rotation is asked for again", arguments: 0..<6)
  func lostAnswer(answers: Int) async throws {
    let ends = try await ChannelEnds()
    try await ends.take(2)
    let next = try await rotate(ends)
    try await ends.take(2)
    let cut = ends.makeSender(DirectLink(ends: ends, answers: answers), next: next)
    for _ in 0..<10 { _ = try await cut.step() }
    try await finish(ends.makeSender(next: next))
    try await expectWhole(ends)
    #expect(try await known(ends).keys == [next.publicKey])
  }

  @Test("(3) a record of a rotation that is issued again brings no former key back")
  func issuedAgain() async throws {
    let ends = try await ChannelEnds()
    let second = try await rotate(ends)
    try await finish(ends.makeSender(next: second))
    let third = try await rotate(ends)
    // The second key is the present one by now.
    let sender = Sender(
      Sender.Parts(
        outbox: ends.channel, link: DirectLink(ends: ends), signers: Signers(second, next: third),
        receiverKeys: [ends.receiverKey.publicKey], packer: .plain, elapsed: { .zero }))
    try await finish(sender)
    #expect(try await known(ends).keys == [third.publicKey])
    let line = try #require(
      RecordLine(
        message: "00000000-0000-8000-8000-00000000000a", entity: "key:chengguan", version: 9,
        json: KeyRotation(to: second.publicKey).json))
    let stream = StreamID(
      hall: ChannelEnds.hall, epoch: .named(String(repeating: "e", count: 32)), lane: .normal)
    let batch = Batch.compose(
      stream, from: 1, lines: [line.bytes], prev: Chain(.sha256).start(of: stream),
      compression: .none, packer: .plain, by: third)
    #expect(try await ends.receiver.receive(batch.bytes).isAccepting)
    #expect(try await known(ends).keys == [third.publicKey])
  }

  @Test("(1) a batch in which a record follows the rotation is refused whole")
  func inTheMiddle() async throws {
    let ends = try await ChannelEnds()
    let next = SigningKey.make(.ed25519)
    let lines = try [("a", "key:chengguan", KeyRotation(to: next.publicKey).json), ("b", "case:1", "{}")]
      .map { digit, entity, json in
        try #require(
          RecordLine(
            message: "00000000-0000-8000-8000-00000000000" + digit, entity: entity, version: 1,
            json: json)
        ).bytes
      }
    let stream = StreamID(
      hall: ChannelEnds.hall, epoch: .named(String(repeating: "e", count: 32)), lane: .normal)
    let batch = Batch.compose(
      stream, from: 1, lines: lines, prev: Chain(.sha256).start(of: stream), compression: .none,
      packer: .plain, by: ends.hallKey)
    let answer = try await ends.receiver.receive(batch.bytes)
    #expect(try Acknowledgement.read(answer.bytes[...]).acknowledgement.code == .badBody)
    #expect(try await known(ends).keys == [ends.hallKey.publicKey])
  }

  @Test("a receiver's next key, told by its present one, is believed from then on")
  func receiverKey() async throws {
    let ends = try await ChannelEnds()
    let next = SigningKey.make(.ed25519)
    _ = try await ends.store.send(
      .keyRotation, about: "key:receiver", message: "00000000-0000-8000-8000-00000000000c",
      json: KeyRotation(to: next.publicKey).json, to: ChannelEnds.hall, .urgent,
      chain: ends.receiver.chain)
    let fetcher = Fetcher(
      hall: ChannelEnds.hall, inbox: ends.channel, link: DirectLink(ends: ends), key: ends.hallKey,
      receiverKeys: [ends.receiverKey.publicKey], packer: .plain,
      time: { "2026-11-20T09:31:05+08:00" })
    #expect(try await fetcher.step(.urgent) == .took(1))
    let upstream = try #require(try await ends.shelf.with(ChannelEnds.hall) { $0.facts.upstream })
    #expect(upstream.receiverKeys.map(\.id) == [ends.receiverKey.publicKey.id, next.publicKey.id])
  }
}
