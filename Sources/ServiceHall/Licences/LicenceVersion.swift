/// One version of a licence, sealed: it never changes afterwards. 证照版本
public struct LicenceVersion: Sendable, Equatable, Codable {
  public let number: LicenceNumber
  /// 1…999; a later one supersedes it.
  public let version: Int
  /// 电子证照标识, with its check character.
  public let id: String
  public let content: LicenceContent
  /// 128 random bits, so that the digest in a public QR code gives nobody away who could be guessed.
  public let salt: String
  /// The text of its QR code.
  public let seal: String

  public init(
    number: LicenceNumber, version: Int, id: String, content: LicenceContent, salt: String, seal: String
  ) {
    self.number = number
    self.version = version
    self.id = id
    self.content = content
    self.salt = salt
    self.seal = seal
  }

  /// The document whose digest is signed: JSON with one spelling, as RFC 8785 has it. The members stand in the
  /// order of their names; `expiresOn` is missing where the licence holds for ever.
  public static func document(
    number: LicenceNumber, version: Int, id: String, content: LicenceContent, salt: String
  ) -> [UInt8] {
    var document = JSONText()
    document.add(
      "content",
      objects: content.facts.map { fact in
        var object = JSONText()
        object.add("name", fact.name)
        object.add("value", fact.value)
        return object
      })
    document.add("expiresOn", content.expiresOn?.description)
    var holder = JSONText()
    holder.add("idNumber", content.holder.idNumber)
    holder.add("idType", content.holder.idType)
    holder.add("name", content.holder.name)
    document.add("holder", object: holder)
    document.add("id", id)
    document.add("issuedOn", content.issuedOn.description)
    document.add("issuer", object: named(content.issuer.code, content.issuer.name))
    document.add("kind", object: named(content.kind.code, content.kind.name))
    document.add("number", number.rawValue)
    document.add("salt", salt)
    document.add("version", version)
    return document.bytes
  }

  private static func named(_ code: String, _ name: String) -> JSONText {
    var object = JSONText()
    object.add("code", code)
    object.add("name", name)
    return object
  }
}

/// Where a licence stands, derived from its dates. 证照状态
public enum LicenceState: String, Sendable, CaseIterable {
  /// 有效
  case valid
  /// 过期
  case expired
  /// 注销
  case revoked

  /// - Parameter today: by the journal.
  public init(expiresOn: CivilDate?, isRevoked: Bool, today: CivilDate) {
    self = isRevoked ? .revoked : expiresOn.map { $0 < today } ?? false ? .expired : .valid
  }
}
