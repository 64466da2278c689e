import Courier
import CourierLink
import Foundation
import Seal
import ServiceHall
import Synchronization

/// This project's own receiver over a store in memory, without a network.
final class SoundSite: ConformanceWire, Sendable {
  /// Any number of halls before one store of streams.
  private final class Store: ReceiverStore, Sendable {
    let halls = Mutex<[Hall.ID: EnrolledHall]>([:])
    let rows: MemoryStore

    init() {
      let nobody = EnrolledHall(
        hall: .named("nobody"), name: "-", division: "119999100000", keys: [])
      rows = MemoryStore(nobody, incarnation: "0123456789abcdef")
    }

    func hall(_ id: Hall.ID) async throws -> EnrolledHall? { halls.withLock { $0[id] } }

    func take<Answer: Sendable>(
      _ stream: StreamID, _ body: @escaping @Sendable (any StreamHolding) throws -> Answer
    ) async throws -> Answer { try await rows.take(stream, body) }

    var incarnation: String { get async throws { try await rows.incarnation } }
  }

  private let store: Store
  private let receiver: Receiver
  private let codes: Mutex<Set<String>>

  init(codes: [String]) {
    self.codes = Mutex(Set(codes))
    store = Store()
    receiver = Receiver(
      store: store, key: .make(.ed25519), packer: FlawedSite.packer,
      limits: FlawedReceiver.limits, time: { "2026-11-20T09:31:05+08:00" })
  }

  func send(_ call: ConformanceCall, on connection: Int) async throws -> ConformanceReply {
    switch call.path {
    case "/channel/v1/batches":
      let answer = try await receiver.receive(call.body)
      return reply(answer.isAccepting ? 200 : 409, answer.bytes)
    case "/channel/v1/enrol": return try enrol(call.body)
    default: return reply(404)
    }
  }

  private func enrol(_ body: [UInt8]) throws -> ConformanceReply {
    guard let asked = try? JSONDecoder().decode(Enrolment.Request.self, from: Data(body)),
      let hall = asked.enrolled
    else { return reply(400) }
    guard codes.withLock({ $0.remove(asked.code) }) != nil else { return reply(403) }
    let known = store.halls.withLock { halls in
      let known = EnrolledHall(
        hall: hall.hall, name: hall.name, division: hall.division,
        keys: hall.keys + (halls[hall.hall]?.keys ?? []))
      halls[hall.hall] = known
      return known
    }
    let welcome = receiver.welcome(known, incarnation: "0123456789abcdef", streams: [])
    return reply(201, [UInt8](try JSONEncoder().encode(welcome)))
  }

  private func reply(_ status: Int, _ body: [UInt8] = []) -> ConformanceReply {
    ConformanceReply(status: status, body: body, isOnKeptConnection: true)
  }
}
