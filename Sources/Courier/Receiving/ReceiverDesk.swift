public import ServiceHall

/// How far one stream has come, for the people at the receiver.
public struct StreamOverview: Sendable, Equatable {
  public let stream: StreamID
  public let highWater: Int
  public let heardAt: Moment

  public init(stream: StreamID, highWater: Int, heardAt: Moment) {
    self.stream = stream
    self.highWater = highWater
    self.heardAt = heardAt
  }
}

/// One hall as its receiver sees it.
public struct EnrolledHallOverview: Sendable, Equatable {
  public let hall: Hall.ID
  public let name: String
  public let division: String
  public let streams: [StreamOverview]
  /// Batches that contradict what is held.
  public let quarantined: Int
  /// Items that wait for an earlier version.
  public let parked: Int

  public init(
    hall: Hall.ID, name: String, division: String, streams: [StreamOverview], quarantined: Int,
    parked: Int
  ) {
    self.hall = hall
    self.name = name
    self.division = division
    self.streams = streams
    self.quarantined = quarantined
    self.parked = parked
  }

  public var heardAt: Moment? { streams.map(\.heardAt).max() }
}

/// What the receiving end's calls ask of its store besides taking batches in.
///
/// Each call is one transaction; what it throws changed nothing, unless the connection to the store was lost
/// while it was committed. Then the store is the truth, and every call may be made again.
public protocol ReceiverDesk: ReceiverStore {
  /// Keeps the digest of a code that will enrol one hall once.
  func addCode(digest: String) async throws
  /// Uses a code up and notes the hall with its key.
  ///
  /// - Returns: whether the code was good.
  func enrol(_ hall: EnrolledHall, codeDigest: String) async throws -> Bool

  /// The streams that are held of a hall, oldest first.
  func streams(of hall: Hall.ID) async throws -> [StreamOverview]
  /// Rows of a stream as they came; nil for one that is not held so far.
  ///
  /// - Parameter start: h(0)
  func piece(
    _ stream: StreamID, after seq: Int, records: Int, start: [UInt8]
  ) async throws -> OutboxPiece?

  /// The receiver's own stream to a hall.
  func downlink(to hall: Hall.ID, _ lane: Lane) -> StreamID
  /// Puts a record into the stream to a hall; the same message twice is put in once.
  ///
  /// - Parameter kind: nil for one that this version does not know; it stands in `json` in any case.
  /// - Returns: whether the message was new.
  func send(
    _ kind: Downlink.Kind?, about entity: String, message: String, json: String, to hall: Hall.ID,
    _ lane: Lane, chain: Chain
  ) async throws -> Bool
  /// Rows to a hall after a number; a hello where there is nothing newer.
  func downlinkPiece(
    to hall: Hall.ID, _ lane: Lane, after seq: Int, records: Int, chain: Chain
  ) async throws -> OutboxPiece
  /// Notes what a hall says that it holds of its stream.
  func noteDownlink(_ word: Acknowledgement) async throws

  func overview() async throws -> [EnrolledHallOverview]
  /// Items of work that are not done, by state.
  func workCounts() async throws -> [String: Int]

  /// Closes a day: notes what is held of every stream at this moment.
  ///
  /// A line that was written for the day stays as it is; run again, it adds the streams that are new.
  ///
  /// - Returns: how many lines were added.
  @discardableResult func closeDay(_ day: CivilDate) async throws -> Int
  /// The lines of a day by hall, epoch and lane; none before it was closed.
  func reconciliation(of day: CivilDate) async throws -> [DailyReconciliation]
}
