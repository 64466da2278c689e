import Courier
import Seal
import ServiceHall
import Synchronization

/// A hall, a receiver, sticks between them and everything that may go wrong; it watches the invariants.
final class World {
  let hall: MemoryHall
  let store: MemoryStore
  let link: FaultyLink
  private let receive: @Sendable ([UInt8]) async throws -> [UInt8]
  private let hallKey = SigningKey.make(.ed25519)
  private let receiverKey = SigningKey.make(.ed25519)
  private var sender: Sender
  private let clock = Mutex(Duration.zero)

  private var random: Randomness
  private var count = 0
  private var rounds = 0
  private var hallBackup: MemoryHall.Ledger?
  private var storeBackup: MemoryStore.State?
  private var files: [[UInt8]] = []
  private var strayWords: [Acknowledgement] = []

  private(set) var committed: Set<String> = []
  /// Messages whose last copy went with a disk.
  private(set) var destroyed: Set<String> = []
  /// Every line that some hall ever froze.
  private var frozen: Set<[UInt8]> = []
  private var promised: [String: [StreamID: Int]] = [:]
  private(set) var violations: [String] = []
  private(set) var happened: [String: Int] = [:]

  init(seed: UInt64, isNaive: Bool) {
    var random = Randomness(seed: seed)
    let numbers = Mutex(Randomness(seed: seed ^ 0xabcd))
    hall = MemoryHall(mint: {
      let (high, low) = numbers.withLock { ($0.next(), $0.next()) }
      return .named(Self.hex(high) + Self.hex(low))
    })
    let store = MemoryStore(
      EnrolledHall(
        hall: MemoryHall.id, name: "-", division: "119999100000", keys: [hallKey.publicKey]),
      incarnation: Self.hex(random.next()))
    self.store = store
    let receiver = Receiver(
      store: store, key: receiverKey, packer: .plain, time: { "2026-11-20T09:31:05+08:00" })
    let naive = NaiveReceiver(store: store, key: receiverKey)
    receive = { bytes in
      isNaive ? try naive.receive(bytes) : try await receiver.receive(bytes).bytes
    }
    link = FaultyLink(receive: receive)
    sender = Self.makeSender(hall, link, hallKey, receiverKey, { .zero })
    self.random = random
    sender = newSender()
  }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func makeSender(
    _ hall: MemoryHall, _ link: FaultyLink, _ key: SigningKey, _ receiver: SigningKey,
    _ elapsed: @escaping @Sendable () -> Duration
  ) -> Sender {
    Sender(
      Sender.Parts(
        outbox: hall, link: link, signers: Signers(key), receiverKeys: [receiver.publicKey], packer: .plain,
        elapsed: elapsed))
  }

  /// The process begins anew: what was only in memory is gone.
  private func newSender() -> Sender {
    Self.makeSender(hall, link, hallKey, receiverKey) { .zero }
  }

  // MARK: What happens

  func round() async throws {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<35: record()
    case 35..<80: try await step()
    case 80..<84: hallBackup = hall.ledger.withLock { $0 }
    case 84..<86: restoreHall(noticed: true)
    case 86..<88: restoreHall(noticed: false)
    case 88..<91: backUpReceiver()
    case 91..<93: restoreReceiver()
    case 93..<96: try await export()
    case 96..<98: try await carry()
    case 98..<99: sender = newSender()
    default: try await deliverStray()
    }
    rounds += 1
    checkNumbers()
    // A loss is noticed later all the same: only a disk that goes excuses one.
    if rounds % 50 == 0 { checkBytes() }
  }

  private func record() {
    count += 1
    let number = String(count, radix: 16)
    let message =
      "00000000-0000-8000-8000-" + String(repeating: "0", count: 12 - number.count) + number
    committed.insert(message)
    frozen.insert(
      hall.record(
        message, about: "case:\(Int.random(in: 1...9, using: &random))",
        lane: random.happens(1, in: 3) ? .urgent : .normal))
  }

  private func step() async throws {
    let fault: FaultyLink.Fault =
      random.happens(1, in: 2) ? .none : FaultyLink.Fault.allCases.randomElement(using: &random) ?? .none
    let isFull = random.happens(1, in: 12)
    link.fault.withLock { $0 = fault }
    store.isFull.withLock { $0 = isFull }
    let before = hall.ledger.withLock { $0 }
    let held = store.state.withLock { $0 }
    let step = try await sender.step()
    let after = hall.ledger.withLock { $0 }
    if [.portal, .forged, .proxyRefuses, .lostRequest].contains(fault), !Self.same(before, after) {
      violations.append("C9 after \(fault): \(step)")
    }
    if isFull {
      let now = store.state.withLock { $0 }
      if now.work != held.work { violations.append("C10: changed although the disk was full") }
    }
    store.isFull.withLock { $0 = false }
    happened["\(fault)", default: 0] += 1
    if case .settled(.rolledBack) = step { happened["rolledBack", default: 0] += 1 }
    if case .settled(.rewind) = step { happened["rewind", default: 0] += 1 }
  }

  private static func same(_ left: MemoryHall.Ledger, _ right: MemoryHall.Ledger) -> Bool {
    left.epoch == right.epoch
      && left.streams.mapValues(\.acknowledged) == right.streams.mapValues(\.acknowledged)
      && left.streams.mapValues(\.safe) == right.streams.mapValues(\.safe)
  }

  private func restoreHall(noticed: Bool) {
    guard let backup = hallBackup else { return }
    let before = copies()
    hall.ledger.withLock { $0 = backup }
    if noticed { hall.renew() }
    sender = newSender()
    destroyed.formUnion(before.subtracting(copies()))
    happened[noticed ? "hall restored" : "hall rolled back", default: 0] += 1
  }

  private func backUpReceiver() {
    store.state.withLock { state in
      state.safe = state.streams.mapValues(\.lines.count)
      storeBackup = state
    }
  }

  private func restoreReceiver() {
    guard var backup = storeBackup else { return }
    let before = copies()
    backup.incarnation = Self.hex(random.next())
    // A quarantine and the promise of safety are in every backup that is taken elsewhere.
    store.state.withLock { $0 = backup }
    destroyed.formUnion(before.subtracting(copies()))
    happened["receiver restored", default: 0] += 1
  }

  /// Writes what is not in custody onto the stick, beside what lies there already.
  private func export() async throws {
    for lane in try await hall.lanes() where lane.waiting > 0 {
      let piece = try await hall.piece(
        lane.stream, after: lane.acknowledged, records: Int.random(in: 1...20, using: &random),
        bytes: .max)
      files.append(
        Batch.compose(
          lane.stream, from: piece.from, lines: piece.lines, prev: piece.prev, compression: .none,
          packer: .plain, by: hallKey
        ).bytes)
    }
  }

  /// Imports some of the files in any order, and brings the words back some day.
  private func carry() async throws {
    for file in files.shuffled(using: &random).prefix(4) {
      let word = try await receive(file)
      strayWords.append(try Acknowledgement.read(word[...]).acknowledgement)
      happened["carried", default: 0] += 1
    }
  }

  private func deliverStray() async throws {
    guard let word = strayWords.randomElement(using: &random) else { return }
    _ = try await hall.settle(word, .stray)
  }

  /// The line is mended and everything is sent; nothing may be left behind.
  func drain() async throws {
    link.fault.withLock { $0 = .none }
    sender = newSender()
    for _ in 0..<400 {
      if try await sender.step() == .idle { break }
      checkNumbers()
    }
    checkBytes()
    let lanes = try await hall.lanes()
    if lanes.contains(where: { $0.waiting > 0 }) { violations.append("does not end: \(lanes)") }
    let missing = hall.ledger.withLock(\.messages).subtracting(store.state.withLock(\.messages))
    if !missing.isEmpty { violations.append("C1: never came: \(missing.count)") }
  }

  // MARK: What must hold

  private func copies() -> Set<String> {
    let (work, quarantined) = store.state.withLock { ($0.messages, $0.quarantined) }
    return hall.ledger.withLock(\.messages).union(work).union(quarantined)
  }

  private func checkNumbers() {
    let (state, ledger) = (store.state.withLock { $0 }, hall.ledger.withLock { $0 })
    for (id, rows) in state.streams {
      let known = promised[state.incarnation, default: [:]][id, default: 0]
      if rows.lines.count < known { violations.append("C4: \(id) fell below \(known)") }
      promised[state.incarnation, default: [:]][id] = rows.lines.count
    }
    for (id, stream) in ledger.streams {
      if stream.pruned > stream.safe { violations.append("C15: \(id)") }
      if id.epoch != ledger.epoch, stream.acknowledged > stream.lines.count {
        violations.append("C7: \(id)")
      }
    }
  }

  private func checkBytes() {
    let state = store.state.withLock { $0 }
    if let (message, _) = state.work.first(where: { $0.value > 1 }) {
      violations.append("C2: \(message) twice")
    }
    for (id, rows) in state.streams {
      let chains = rows.lines.reduce(into: [MemoryHall.chain.start(of: id)]) { chains, line in
        chains.append(MemoryHall.chain.head(after: chains[chains.count - 1], line: line))
      }
      if chains != rows.chains || !frozen.isSuperset(of: rows.lines) {
        violations.append("C3: \(id) is no run of what was frozen")
      }
    }
    let lost = committed.subtracting(copies()).subtracting(destroyed)
    if !lost.isEmpty { violations.append("C1: lost \(lost.sorted().prefix(3))") }
  }
}
