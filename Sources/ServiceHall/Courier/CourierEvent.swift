/// What happens between a hall and its upstream, as the journal keeps it.
///
/// Bodies are frozen once they stand in a journal: fields may be added as optional ones, never renamed.
public enum CourierEvent: Sendable, Equatable {
  /// From here on every change is reported.
  case enrolled(Upstream)
  /// Nothing is reported any more; what waits is kept.
  case left
  /// The hall's next key takes over behind the record that tells it. 密钥轮换
  case rotated(Upstream.Key)
  /// A record that came down, applied once.
  case received(Downlink)
  /// A row that was lost here and that the receiver still held, taken back once. 找回
  case regained(RegainedRow)
  /// So many records of cases that never were, to show the channel at work.
  case synthetic(SyntheticReport)
}

public struct SyntheticReport: Sendable, Equatable, Codable {
  public let records: Int
  public init(records: Int) { self.records = records }
}

/// A row of the hall's journal that went with a disk, as its receiver holds it.
///
/// It is kept and shown, and changes nothing: what it names by number has been given to others since.
public struct RegainedRow: Sendable, Equatable, Codable {
  /// Its number then; another row bears it now.
  public let seq: Int64
  /// Milliseconds since 1970.
  public let at: Int64
  public let actor: String
  public let device: String
  public let kind: String
  public let subject: String
  public let body: String
  /// Hex of its link of the chain, which names it: a row is taken back once.
  public let chain: String

  public init(
    seq: Int64, at: Int64, actor: String, device: String, kind: String, subject: String, body: String,
    chain: String
  ) {
    self.seq = seq
    self.at = at
    self.actor = actor
    self.device = device
    self.kind = kind
    self.subject = subject
    self.body = body
    self.chain = chain
  }
}

/// A record that came down from the upstream. 下行
public struct Downlink: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case decision = "case.decision"
    /// 退件
    case `return` = "case.return"
    case accepted = "record.accepted"
    case rejected = "record.rejected"
    case catalogueDelta = "catalogue.delta"
    case catalogueSnapshot = "catalogue.snapshot"
    case calendarYear = "calendar.year"
    case notice
    case keyRotation = "key.rotation"
    /// A finished document that is on its way to the hall.
    case documentFinished = "document.finished"

    /// Whether it concerns the whole county, whichever hall it came to.
    public var isDocument: Bool {
      switch self {
      case .catalogueDelta, .catalogueSnapshot, .calendarYear: true
      case .decision, .return, .accepted, .rejected, .notice, .keyRotation, .documentFinished: false
      }
    }
  }

  /// Which stream of the receiver it came by.
  public let epoch: String
  public let lane: Int
  public let seq: Int
  public let message: String
  public let entity: String
  public let version: Int
  /// Nil for a kind that this version does not know; it is kept and shown.
  public let kind: Kind?
  /// The record's object, as it came.
  public let json: String

  public init(
    epoch: String, lane: Int, seq: Int, message: String, entity: String, version: Int, kind: Kind?,
    json: String
  ) {
    self.epoch = epoch
    self.lane = lane
    self.seq = seq
    self.message = message
    self.entity = entity
    self.version = version
    self.kind = kind
    self.json = json
  }
}
