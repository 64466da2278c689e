extension Record {
  /// Somebody who applies, or holds a licence. Personal data.
  public struct Party: Sendable, Equatable {
    public let name: String
    public let kind: ApplicantKind
    public let certificate: CertificateKind
    public let number: String

    public init(name: String, kind: ApplicantKind, certificate: CertificateKind, number: String) {
      self.name = name
      self.kind = kind
      self.certificate = certificate
      self.number = number
    }
  }

  /// Whom to reach about a case. 联系人、代理人. Personal data.
  public struct Contact: Sendable, Equatable {
    public let name: String
    public let certificate: CertificateKind?
    public let number: String?
    public let phone: String?

    public init(name: String, certificate: CertificateKind?, number: String?, phone: String?) {
      self.name = name
      self.certificate = certificate
      self.number = number
      self.phone = phone
    }
  }

  /// A body of the administration.
  public struct Organisation: Sendable, Equatable {
    /// 统一社会信用代码
    public let code: String
    public let name: String

    public init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }

  /// The item by which a case was taken in, as it stood then.
  public struct Item: Sendable, Equatable {
    /// 基本编码
    public let basicCode: String?
    /// 实施编码
    public let implementationCode: String
    /// 业务办理项编码
    public let handlingCode: String?
    /// 地方基本编码
    public let localBasicCode: String?
    /// 地方实施编码
    public let localImplementationCode: String?
    public let name: String
    public let version: Int
    public let kind: ItemKind?

    public init(
      basicCode: String?, implementationCode: String, handlingCode: String? = nil,
      localBasicCode: String? = nil, localImplementationCode: String? = nil, name: String,
      version: Int, kind: ItemKind? = nil
    ) {
      self.basicCode = basicCode
      self.implementationCode = implementationCode
      self.handlingCode = handlingCode
      self.localBasicCode = localBasicCode
      self.localImplementationCode = localImplementationCode
      self.name = name
      self.version = version
      self.kind = kind
    }
  }

  /// The number of a visit. Unique across restores: whoever makes it puts the ledger's epoch into it.
  public struct VisitNumber: Identifier {
    public let rawValue: String
    public init?(rawValue: String) {
      let isAllowed: (UInt8) -> Bool = { $0.isUpper || $0.isLower || $0.isDigit || $0 == 45 }
      guard rawValue.isMade(of: isAllowed, lengths: 1...50) else { return nil }
      self.rawValue = rawValue
    }
  }
}
