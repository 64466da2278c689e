/// A document that is ready, or about to be, for whom it was made. 待领文书
///
/// Invariants, cited by number in `FinishedDocumentTests`:
/// 1. Only a ready document is claimed, delivered or collected.
/// 2. `collected`, `returned` and `revoked` are left by nothing but a revocation of what was collected.
/// 3. Two documents of one kind, number and issuer are never in the hall at once.
public struct FinishedDocument: Sendable, Equatable {
  /// The sequence number of the event that registered it.
  public struct ID: SequenceID {
    public let seq: Int64
    public init(seq: Int64) { self.seq = seq }
  }

  public enum State: String, Sendable, CaseIterable, Codable {
    /// Known of, but not yet in the hall's hands. 已登记
    case registered
    /// 待领
    case ready
    /// 已领取
    case collected
    /// Sent back to its issuer. 已退回
    case returned
    /// 已作废
    case revoked
  }

  /// 文书种类
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// 证照
    case licence
    /// 决定书
    case decision
    /// 证明
    case certificate
    /// 通知书
    case notice
    /// 批复
    case reply
    case other
  }

  public enum Form: String, Sendable, CaseIterable, Codable {
    case paper, electronic
  }

  public let id: ID
  public let details: Details
  /// The shelf or box where it lies. 存放位置
  public var place: String?
  public var state: State
  public let registeredAt: Moment
  /// Since when it has been in its state.
  public var changedAt: Moment
  public var version: Int
  /// Why it was returned or revoked.
  public var reason: String?

  public init(
    id: ID, details: Details, place: String?, state: State, registeredAt: Moment,
    changedAt: Moment, version: Int, reason: String? = nil
  ) {
    self.id = id
    self.details = details
    self.place = place
    self.state = state
    self.registeredAt = registeredAt
    self.changedAt = changedAt
    self.version = version
    self.reason = reason
  }

  /// (2) The states into which an act of a clerk may lead from here.
  public var next: Set<State> {
    switch state {
    case .registered: [.ready, .returned, .revoked]
    case .ready: [.returned, .revoked]
    case .collected: [.revoked]
    case .returned, .revoked: []
    }
  }

  public func requireMove(to state: State) throws(ClaimRefusal) {
    guard next.contains(state) else { throw .documentState(self.state) }
  }
}

extension FinishedDocument {
  /// What is known of a document when it is registered. Never changed afterwards.
  public struct Details: Sendable, Equatable, Codable {
    public static let mostProxies = 5

    public let kind: Kind
    /// 文号、证照编号
    public let number: String
    public let title: String
    public let holder: Party
    /// Who may collect it instead, named beforehand. 预留代领人
    public let proxies: [Party]
    /// 制发机关
    public let issuer: String
    public let issuedOn: CivilDate
    public let expiresOn: CivilDate?
    /// 办件编号, of this hall or of another.
    public let caseNumber: String?
    /// The item whose rule says how long it is kept ready.
    public let item: ServiceItem.ID?
    public let form: Form

    /// - Throws: `InputRefusal` naming the field.
    public init(
      kind: Kind, number: String?, title: String?, holder: Party, proxies: [Party] = [],
      issuer: String?, issuedOn: CivilDate, expiresOn: CivilDate? = nil, caseNumber: String? = nil,
      item: ServiceItem.ID? = nil, form: Form = .paper
    ) throws(InputRefusal) {
      self.kind = kind
      self.number = try DocumentNumber.required(number, field: "number")
      self.title = try PlainText.required(title, field: "title", longest: 100)
      self.holder = holder
      guard proxies.count <= Self.mostProxies else { throw InputRefusal("proxies", .tooMany) }
      self.proxies = proxies
      self.issuer = try PlainText.required(issuer, field: "issuer", longest: 60)
      self.issuedOn = issuedOn
      if let expiresOn, expiresOn < issuedOn { throw InputRefusal("expiresOn", .outOfRange) }
      self.expiresOn = expiresOn
      self.caseNumber =
        try PlainText.optional(caseNumber, field: "caseNumber", longest: 50)
        .map(DocumentNumber.normalised)
      self.item = item
      self.form = form
    }
  }
}

/// The number that stands on a document, as people write and type it. 文号
///
/// Brackets, blanks and full-width signs are written in many ways; two spellings of one number are equal.
public enum DocumentNumber {
  public static let longest = 60

  static func required(_ text: String?, field: String) throws(InputRefusal) -> String {
    try PlainText.required(text, field: field, longest: longest)
  }

  /// The spelling by which numbers are compared: half-width, upper case, without blanks, one kind of bracket.
  public static func normalised(_ text: String) -> String {
    var result = ""
    for character in IdentifierText.normalised(text) {
      switch character {
      case "\u{3014}", "\u{3010}", "[", "\u{FF3B}": result.append("(")
      case "\u{3015}", "\u{3011}", "]", "\u{FF3D}": result.append(")")
      default: result.append(character)
      }
    }
    return result
  }
}
