/// Documents that were handed over or sent, as the receipt says it. 送达
///
/// Invariants, cited by number in `DeliveryTests`:
/// 1. A delivery has one receipt number; a document is in one delivery at most that has not failed.
/// 2. By post and by an agent it is under way until it is known to have arrived, or failed; every other way ends
///    at once.
/// 3. An electronic one needs the receiver's consent, one that was left or refused a witness.
public struct Delivery: Sendable, Equatable {
  public enum State: String, Sendable, CaseIterable, Codable {
    /// On its way by post or with an agent; or the locker's door has not closed yet.
    case underWay = "under-way"
    case delivered
    /// It came back: its documents are ready again.
    case failed
  }

  /// How the receiver confirmed it.
  public enum Signature: Sendable, Equatable {
    /// Drawn on a pad; the digest of the image.
    case drawn(String)
    /// On the printed receipt.
    case paper
    /// None, where a machine compared the number of a card.
    case none
  }

  public let number: ReceiptNumber
  public let made: Made
  public let at: Moment
  public var state: State
  /// When it arrived or came back.
  public var endedAt: Moment?
  /// The day that the post or the agent tells.
  public var receivedOn: CivilDate?
  /// Why it failed.
  public var reason: String?

  public init(number: ReceiptNumber, made: Made, at: Moment) {
    self.number = number
    self.made = made
    self.at = at
    state = made.method.isUnderWay ? .underWay : .delivered
    endedAt = state == .delivered ? at : nil
  }

  /// Everything that is known when documents leave the counter. The body of an event: fields may be added as
  /// optional ones, never renamed.
  public struct Made: Sendable, Equatable, Codable {
    public let documents: [FinishedDocument.ID]
    public let method: DeliveryMethod
    public var claim: Claim.ID?
    public var receiver: Party?
    public var relation: HandOver.Relation?
    /// The digest of the scanned letter.
    public var authorisation: String?
    public var signature: Signature
    public var window: Window.ID?
    /// 物流单号
    public var trackingNumber: String?
    /// 寄送单位
    public var carrier: String?
    public var sentOn: CivilDate?
    /// How the receiver agreed to an electronic delivery.
    public var consent: String?
    /// 见证人
    public var witness: String?
    /// Why it was left or refused.
    public var refusalReason: String?
    /// The cell of a locker.
    public var cell: LockerCell?

    public init(
      documents: [FinishedDocument.ID], method: DeliveryMethod, signature: Signature = .none
    ) {
      self.documents = documents
      self.method = method
      self.signature = signature
    }

    /// (3)
    public func checked() throws -> Made {
      var made = self
      made.trackingNumber = try PlainText.optional(trackingNumber, field: "trackingNumber", longest: 40)
      made.carrier = try PlainText.optional(carrier, field: "carrier", longest: 40)
      made.consent = try PlainText.optional(consent, field: "consent", longest: 100)
      made.witness = try PlainText.optional(witness, field: "witness", longest: 60)
      made.refusalReason = try PlainText.optional(refusalReason, field: "refusalReason", longest: 100)
      guard (1...Self.mostDocuments).contains(documents.count),
        Set(documents).count == documents.count
      else { throw InputRefusal("documents", documents.isEmpty ? .required : .tooMany) }
      switch method {
      case .post:
        if made.trackingNumber == nil { throw InputRefusal("trackingNumber", .required) }
        if made.sentOn == nil { throw InputRefusal("sentOn", .required) }
      case .agent:
        if made.receiver == nil { throw InputRefusal("receiver", .required) }
      case .electronic:
        if made.consent == nil { throw InputRefusal("consent", .required) }
      case .lodged:
        if made.witness == nil { throw InputRefusal("witness", .required) }
        if made.refusalReason == nil { throw InputRefusal("refusalReason", .required) }
      case .window, .proxy, .locker, .notice: break
      }
      return made
    }

    /// A hall hands out fewer at once.
    public static let mostDocuments = 50
  }
}

public typealias DeliveryMethod = Record.DeliveryMethod

extension Record.DeliveryMethod: Codable {
  /// (2) Whether its end is known only later.
  public var isUnderWay: Bool { self == .post || self == .agent || self == .locker }
}

extension Delivery.Signature: Codable {
  /// `paper`, `none`, or the digest of an image.
  public init(from decoder: any Decoder) throws {
    switch try decoder.singleValueContainer().decode(String.self) {
    case "paper": self = .paper
    case "none": self = .none
    case let digest: self = .drawn(digest)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .paper: try container.encode("paper")
    case .none: try container.encode("none")
    case .drawn(let digest): try container.encode(digest)
    }
  }
}

/// A cell of a locker at a kiosk. 自助柜格口
public struct LockerCell: Sendable, Hashable, Codable {
  /// The kiosk at which the locker stands.
  public let device: Device.ID
  /// As the locker counts them, from 1.
  public let number: Int

  public init(device: Device.ID, number: Int) {
    self.device = device
    self.number = number
  }
}
