/// Who may have a document. 核验身份
///
/// Invariants, cited by number in `HandOverTests`:
/// 1. A person's document goes to the person, or to a proxy with an authorisation; a body's to its agent, with an
///    authorisation.
/// 2. A proxy shows two numbers: an own one, and the holder's. An agent shows an own one, and the body's.
/// 3. An authorisation is the name that was left beforehand, or a letter that was scanned.
public struct HandOver: Sendable, Equatable {
  /// 与当事人的关系
  public enum Relation: String, Sendable, CaseIterable, Codable {
    /// 本人
    case holder = "self"
    /// 代领人
    case proxy
    /// 单位经办人
    case agent
  }

  public let relation: Relation
  public let collector: Party
  /// The holder's number, as the proxy or the agent showed it.
  public let holderNumber: String?
  /// The digest of the letter that was scanned. 委托书、介绍信
  public let authorisation: String?

  public init(
    relation: Relation, collector: Party, holderNumber: String? = nil, authorisation: String? = nil
  ) {
    self.relation = relation
    self.collector = collector
    self.holderNumber = holderNumber
    self.authorisation = authorisation
  }

  /// Whether the document of these details may be handed over so.
  ///
  /// - Throws: `ClaimRefusal.relationUnfit`, `.identityMismatch`, `.authorisationMissing`.
  public func check(_ details: FinishedDocument.Details) throws(ClaimRefusal) {
    let holder = details.holder
    switch relation {
    case .holder:
      guard !holder.isBody else { throw .relationUnfit }
      guard isSame(collector, holder) else { throw .identityMismatch }
    case .proxy, .agent:
      guard (relation == .agent) == holder.isBody, !collector.isBody else { throw .relationUnfit }
      guard let holderNumber, Self.equals(holderNumber, holder.idNumber) else {
        throw .identityMismatch
      }
      let isNamed = details.proxies.contains { isSame(collector, $0) }
      guard isNamed || authorisation != nil else { throw .authorisationMissing }
    }
  }

  /// The number decides; a name that differs is another person's, or a card's misread.
  private func isSame(_ shown: Party, _ known: Party) -> Bool {
    Self.equals(shown.idNumber, known.idNumber) && shown.idType == known.idType
      && Self.plain(shown.name) == Self.plain(known.name)
  }

  private static func plain(_ name: String) -> String {
    // 阿卜杜拉·买买提: the dot is typed in several ways.
    String(
      name.inHalfWidth.unicodeScalars.filter { !["\u{00B7}", "\u{2022}", "\u{30FB}", "."].contains($0) }
    )
    .uppercased()
  }

  /// In the same time wherever they differ.
  private static func equals(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
