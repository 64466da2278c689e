import Courier
import Seal
import ServiceHall
import Synchronization
import Testing

@Suite("The sender")
struct SenderTests {
  private static let message = "00000000-0000-8000-8000-000000000001"

  /// A sender whose receiver says what a test makes it say.
  private func sender(
    _ hall: MemoryHall, says: @escaping @Sendable (StreamID, SigningKey) -> [UInt8]
  ) -> Sender {
    let receiver = SigningKey.make(.ed25519)
    let link = FaultyLink { body in
      says(try Batch.read(body[...]).batch.header.stream, receiver)
    }
    return Sender(
      Sender.Parts(
        outbox: hall, link: link, signers: Signers(.make(.ed25519)),
        receiverKeys: [receiver.publicKey], packer: .plain, elapsed: { .zero }))
  }

  private static func word(
    _ stream: StreamID, _ highWater: Int, _ chain: [UInt8], incarnation: String, _ key: SigningKey
  ) -> [UInt8] {
    Acknowledgement.Statement(
      code: .ok, stream: stream, held: Held(highWater: highWater, chain: chain), safe: highWater,
      incarnation: incarnation, time: "2026-11-20T09:31:05+08:00"
    ).signed(by: key)
  }

  @Test("(4) a receiver that fell back to a former incarnation is not asked again without a pause")
  func outdated() async throws {
    let hall = MemoryHall { .named(String(repeating: "a", count: 32)) }
    _ = hall.record(Self.message, about: "case:1", lane: .normal)
    hall.ledger.withLock { ledger in
      for name in ["1111111111111111", "2222222222222222"] { ledger.incarnations.follow(name) }
    }
    let sender = sender(hall) { stream, key in
      Self.word(
        stream, 0, Chain(.sha256).start(of: stream), incarnation: "1111111111111111", key)
    }
    #expect(try await sender.step() == .unheard(.outdated))
    #expect(try await hall.lanes().last?.waiting == 1)
  }

  @Test("(4) a receiver that lost what it had promised is told apart, and nothing is asked in a circle")
  func promiseBroken() async throws {
    let hall = MemoryHall { .named(String(repeating: "b", count: 32)) }
    _ = hall.record(Self.message, about: "case:1", lane: .normal)
    hall.ledger.withLock { ledger in
      for id in ledger.streams.keys where id.lane == .normal {
        ledger.streams[id]?.acknowledged = 1
        ledger.streams[id]?.safe = 1
      }
    }
    let sender = sender(hall) { stream, key in
      Self.word(
        stream, 0, Chain(.sha256).start(of: stream), incarnation: "1111111111111111", key)
    }
    #expect(try await sender.step() == .unheard(.promiseBroken))
  }
}
