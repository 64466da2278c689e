public import Courier
public import Seal
public import ServiceHall

/// A receiver over a store that is tried, and the one hall that it knows.
public struct ReceivingEnd: Sendable {
  public let desk: any ReceiverDesk
  public let receiver: Receiver
  public let hall: Hall.ID
  public let key: SigningKey

  /// Enrols the hall.
  public init(_ desk: any ReceiverDesk, hall name: String = "chengguan") async throws {
    guard let hall = Hall.ID(name) else { throw Discrepancy(description: name) }
    self.desk = desk
    self.hall = hall
    key = SigningKey.make(.ed25519)
    receiver = Receiver(store: desk, key: SigningKey.make(.ed25519), packer: .plain) {
      "2026-11-20T09:31:05+08:00"
    }
    try await desk.addCode(digest: "code of \(name)")
    let enrolled = EnrolledHall(hall: hall, name: name, division: "119999100202", keys: [key.publicKey])
    try same(try await desk.enrol(enrolled, codeDigest: "code of \(name)"), true, "enrolment")
  }

  /// - Parameter number: of the epoch.
  public func stream(_ number: Int, _ lane: Lane = .normal) throws -> SendingHall {
    let digits = String(number, radix: 16)
    guard let epoch = Epoch(String(repeating: "0", count: 32 - digits.utf8.count) + digits) else {
      throw Discrepancy(description: digits)
    }
    return SendingHall(StreamID(hall: hall, epoch: epoch, lane: lane), key: key)
  }

  /// The receiver's one word about a batch.
  @discardableResult public func send(_ batch: [UInt8]) async throws -> Acknowledgement {
    let answer = try await receiver.receive(batch)
    let (word, length) = try Acknowledgement.read(answer.bytes[...])
    try same(length, answer.bytes.count, "one acknowledgement")
    try same(word.isSigned(by: [receiver.key.publicKey]), true, "the signature")
    return word
  }

  /// Sends a batch and looks at what is said.
  public func send(
    _ batch: [UInt8], gives code: Acknowledgement.Code, _ highWater: Int, line: Int = #line
  ) async throws {
    let word = try await send(batch)
    try same(word.code, code, "code", line: line)
    try same(word.highWater, highWater, "high water", line: line)
  }

  /// What the store holds is what the hall wrote, and the words about it are true.
  public func holds(_ sender: SendingHall, _ count: Int, line: Int = #line) async throws {
    var lines: [[UInt8]] = []
    while true {
      let piece = try await desk.piece(
        sender.stream, after: lines.count, records: 700, start: sender.chain(0))
      guard let piece, !piece.lines.isEmpty else { break }
      try same(piece.from, lines.count + 1, "from", line: line)
      try same(piece.prev, sender.chain(lines.count), "prev", line: line)
      lines += piece.lines
    }
    try same(lines.count, count, "records held", line: line)
    try same(lines == Array(sender.lines.prefix(count)), true, "the same bytes", line: line)
    let overview = try await desk.streams(of: sender.stream.hall).first { $0.stream == sender.stream }
    try same(overview?.highWater ?? 0, count, "high water", line: line)
  }

  public func work(_ counts: [String: Int], line: Int = #line) async throws {
    try same(try await desk.workCounts(), counts, "items of work", line: line)
  }

  public func quarantined(_ count: Int, line: Int = #line) async throws {
    let halls = try await desk.overview().filter { $0.hall == hall }
    try same(halls.map(\.quarantined), [count], "quarantined", line: line)
  }
}
