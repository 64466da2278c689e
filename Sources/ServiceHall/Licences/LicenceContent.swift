/// What a licence says, of one version: whose it is, who gave it, how long it holds. 证照内容
///
/// Personal data: masked wherever it is shown.
public struct LicenceContent: Sendable, Equatable, Codable {
  /// 证照类型
  public struct Kind: Sendable, Equatable, Codable {
    /// 21 characters: the credit code of the body that defined it, and three more (GB/T 36904).
    public let code: String
    public let name: String

    public init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }

  /// 持证主体: a person by a card, or a body by its credit code.
  public struct Holder: Sendable, Equatable, Codable {
    public let name: String
    /// Three digits of GA/T 2000.156; 821 is the business licence, whose number is the credit code.
    public let idType: String
    public let idNumber: String

    public static let bodyTypes: Set<String> = ["821", "822"]

    public init(name: String, idType: String, idNumber: String) {
      self.name = name
      self.idType = idType
      self.idNumber = idNumber
    }

    /// A body's number is public, a person's is not.
    public var isBody: Bool { Self.bodyTypes.contains(idType) }

    public var maskedName: String { Masking.name(name) }
    public var maskedNumber: String { isBody ? idNumber : Masking.idNumber(idNumber) }
  }

  /// 颁发机构
  public struct Issuer: Sendable, Equatable, Codable {
    /// A credit code, or the six digits of a place.
    public let code: String
    public let name: String

    public init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }

  /// A line on the face of the licence: 经营场所, 经营范围. 照面信息
  public struct Fact: Sendable, Equatable, Codable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public static let mostFacts = 20

  public let kind: Kind
  public let holder: Holder
  public let issuer: Issuer
  public let issuedOn: CivilDate
  /// The last day on which it is in force; nil for ever.
  public let expiresOn: CivilDate?
  public let facts: [Fact]

  public init(
    kind: Kind, holder: Holder, issuer: Issuer, issuedOn: CivilDate, expiresOn: CivilDate?, facts: [Fact]
  ) {
    self.kind = kind
    self.holder = holder
    self.issuer = issuer
    self.issuedOn = issuedOn
    self.expiresOn = expiresOn
    self.facts = facts
  }

  /// The same until another day.
  public func lasting(through expiresOn: CivilDate) -> LicenceContent {
    LicenceContent(
      kind: kind, holder: holder, issuer: issuer, issuedOn: issuedOn, expiresOn: expiresOn, facts: facts)
  }
}

extension LicenceContent {
  /// The content with its texts trimmed and its numbers normalised.
  ///
  /// - Parameter today: by the journal. Nothing is issued in the future, and nothing that is over already.
  /// - Throws: `InputRefusal` with every field that is at fault, as `holder.idNumber` and `content.2.value`.
  public func checked(today: CivilDate) throws(InputRefusal) -> LicenceContent {
    var faults: [FieldFault] = []
    let kind = Self.sound(&faults) { () throws(InputRefusal) in try self.kind.checked() }
    let holder = Self.sound(&faults) { () throws(InputRefusal) in try self.holder.checked(today: today) }
    let issuer = Self.sound(&faults) { () throws(InputRefusal) in try self.issuer.checked() }
    if issuedOn > today || !AttestationBytes.days.contains(issuedOn.daysSinceEpoch) {
      faults.append(FieldFault("issuedOn", .outOfRange))
    }
    if let expiresOn,
      expiresOn < max(issuedOn, today) || !AttestationBytes.days.contains(expiresOn.daysSinceEpoch)
    {
      faults.append(FieldFault("expiresOn", .outOfRange))
    }
    let checkedFacts = facts.enumerated().map { index, fact in
      Self.sound(&faults) { () throws(InputRefusal) in try fact.checked(index) }
    }
    if facts.count > Self.mostFacts { faults.append(FieldFault("content", .tooMany)) }
    guard faults.isEmpty, let kind, let holder, let issuer else { throw InputRefusal(faults) }
    return LicenceContent(
      kind: kind, holder: holder, issuer: issuer, issuedOn: issuedOn, expiresOn: expiresOn,
      facts: checkedFacts.compactMap { $0 })
  }

  private static func sound<Value>(
    _ faults: inout [FieldFault], _ check: () throws(InputRefusal) -> Value
  ) -> Value? {
    do {
      return try check()
    } catch {
      faults += error.faults
      return nil
    }
  }
}

extension LicenceContent.Kind {
  func checked() throws(InputRefusal) -> LicenceContent.Kind {
    let name = try PlainText.required(name, field: "kind.name", longest: 20)
    guard AttestationBytes.isWritable(name, Attestation.longestKind) else {
      throw InputRefusal("kind.name", .tooLong)
    }
    let code = try PlainText.required(code, field: "kind.code", longest: 40).inHalfWidth.uppercased()
    guard code.isMade(of: { $0.isDigit || $0.isUpper }, lengths: 21...21) else {
      throw InputRefusal("kind.code", .format)
    }
    do {
      _ = try USCC(String(code.prefix(18)))
    } catch {
      throw InputRefusal("kind.code", FieldFault.Code(error))
    }
    return LicenceContent.Kind(code: code, name: name)
  }
}

extension LicenceContent.Holder {
  func checked(today: CivilDate) throws(InputRefusal) -> LicenceContent.Holder {
    var faults: [FieldFault] = []
    var checkedName = ""
    do throws(InputRefusal) {
      checkedName = try PlainText.required(name, field: "holder.name", longest: 60)
      guard AttestationBytes.isWritable(Masking.name(checkedName), Attestation.longestHolder) else {
        throw InputRefusal("holder.name", .tooLong)
      }
    } catch {
      faults += error.faults
    }
    do throws(InputRefusal) {
      let (type, number) = try checkedNumber(today: today)
      if faults.isEmpty { return LicenceContent.Holder(name: checkedName, idType: type, idNumber: number) }
    } catch {
      faults += error.faults
    }
    throw InputRefusal(faults)
  }

  private func checkedNumber(today: CivilDate) throws(InputRefusal) -> (type: String, number: String) {
    if isBody {
      let text = try PlainText.required(idNumber, field: "holder.idNumber", longest: 40)
      do {
        return (idType, try USCC(text).rawValue)
      } catch {
        throw InputRefusal("holder.idNumber", FieldFault.Code(error))
      }
    }
    do {
      let person = try Person(name: nil, idType: idType, idNumber: idNumber).checked(today: today)
      return (person.idType, person.idNumber)
    } catch {
      // The same fields, of a licence's holder.
      throw InputRefusal(
        error.faults.map { FieldFault($0.field.replacing("person.", with: "holder."), $0.code) })
    }
  }
}

extension LicenceContent.Issuer {
  func checked() throws(InputRefusal) -> LicenceContent.Issuer {
    let name = try PlainText.required(name, field: "issuer.name", longest: 60)
    let code = try PlainText.required(code, field: "issuer.code", longest: 40).inHalfWidth.uppercased()
    if code.isMade(of: \.isDigit, lengths: 6...6) { return LicenceContent.Issuer(code: code, name: name) }
    do {
      return LicenceContent.Issuer(code: try USCC(code).rawValue, name: name)
    } catch {
      throw InputRefusal("issuer.code", FieldFault.Code(error))
    }
  }
}

extension LicenceContent.Fact {
  func checked(_ index: Int) throws(InputRefusal) -> LicenceContent.Fact {
    LicenceContent.Fact(
      name: try PlainText.required(name, field: "content.\(index).name", longest: 20),
      value: try PlainText.required(value, field: "content.\(index).value", longest: 200))
  }
}
