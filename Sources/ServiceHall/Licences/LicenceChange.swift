/// What becomes different in a licence's next version; what is nil stays as it was. 变更内容
///
/// The kind's code never changes: that would be another licence.
public struct LicenceChange: Sendable, Equatable {
  public enum Lasting: Sendable, Equatable {
    case endless
    case through(CivilDate)

    var day: CivilDate? {
      switch self {
      case .endless: nil
      case .through(let day): day
      }
    }
  }

  public var kindName: String?
  public var holder: LicenceContent.Holder?
  public var issuer: LicenceContent.Issuer?
  public var issuedOn: CivilDate?
  public var lasting: Lasting?
  public var facts: [LicenceContent.Fact]?

  public init(
    kindName: String? = nil, holder: LicenceContent.Holder? = nil, issuer: LicenceContent.Issuer? = nil,
    issuedOn: CivilDate? = nil, lasting: Lasting? = nil, facts: [LicenceContent.Fact]? = nil
  ) {
    self.kindName = kindName
    self.holder = holder
    self.issuer = issuer
    self.issuedOn = issuedOn
    self.lasting = lasting
    self.facts = facts
  }

  /// What results; to be checked as any other content.
  public func applied(to former: LicenceContent) -> LicenceContent {
    LicenceContent(
      kind: LicenceContent.Kind(code: former.kind.code, name: kindName ?? former.kind.name),
      holder: holder ?? former.holder, issuer: issuer ?? former.issuer,
      issuedOn: issuedOn ?? former.issuedOn,
      expiresOn: lasting.map(\.day) ?? former.expiresOn, facts: facts ?? former.facts)
  }
}
