/// Where a hall sends to, as it was learnt at the enrolment. 上级平台
public struct UpstreamAddress: Sendable, Equatable, Codable {
  /// Without a path: `https://city.example`
  public var url: String
  /// The digest of the server's public key, `sha256//BASE64`; nil for plain HTTP on this machine.
  public var pin: String?

  public init(url: String, pin: String?) {
    self.url = url
    self.pin = pin
  }
}

/// Records that lie ready to be sent: numbers `from` … of one stream.
public struct OutboxPiece: Sendable, Equatable {
  public let from: Int
  /// h(from−1)
  public let prev: [UInt8]
  public let lines: [[UInt8]]

  public init(from: Int, prev: [UInt8], lines: [[UInt8]]) {
    self.from = from
    self.prev = prev
    self.lines = lines
  }
}

/// A hall's own streams as its ledger keeps them.
public protocol Outbox: Sendable {
  /// The streams of the open epoch that go up, urgent first.
  func lanes() async throws -> [LaneState]
  /// Records after a number, at most so many and so many bytes, but one at least if there is one.
  ///
  /// Whatever this returns is on disk, and so is the witness of it (C6).
  func piece(
    _ stream: StreamID, after seq: Int, records: Int, bytes: Int
  ) async throws -> OutboxPiece
  /// Decides by `SenderRule` and writes what follows, in one transaction.
  func settle(
    _ word: Acknowledgement, _ arrival: SenderRule.Arrival
  ) async throws -> SenderRule.Decision
}

/// What came down, as the ledger takes it in.
public protocol Inbox: Sendable {
  /// The receiver's incarnation as last heard; nil before its first word.
  func receiverIncarnation() async throws -> String?
  /// What is held of the receiver's own streams to this hall; the epoch is the receiver's.
  func downlinkHeld(_ lane: Lane) async throws -> (stream: StreamID, held: Held)?
  /// Applies the records of a batch that came down, each once, in the hall's journal.
  func take(_ batch: Batch, lines: [[UInt8]]) async throws -> (Acknowledgement.Code, Held)
}

/// One exchange with the receiver.
public struct UpstreamReply: Sendable {
  public let status: Int
  public let body: [UInt8]

  public init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }
}

/// What is known of an exchange to which nothing came back.
public enum UpstreamSilence: Error {
  /// Nobody listens at the address; nothing left but the knock.
  case absent
  /// Somebody was there and is gone.
  case cut
}

/// The way to the receiver; throws where nothing came back, `UpstreamSilence` where more is known of it.
public protocol UpstreamLink: Sendable {
  func post(_ path: String, _ body: [UInt8]) async throws -> UpstreamReply
  /// - Parameter headers: beside those of every request.
  func put(
    _ path: String, _ body: [UInt8], headers: [String: String]
  ) async throws -> UpstreamReply
  /// - Parameter headers: beside those of every request.
  func get(_ path: String, headers: [String: String]) async throws -> UpstreamReply
}
