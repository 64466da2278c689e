public import ServiceHall

/// A licence as somebody types it. 证照内容
public struct LicenceForm: Sendable, Equatable {
  public var kindCode = ""
  public var kindName = ""
  public var holderName = ""
  public var idType = "111"
  public var idNumber = ""
  public var issuerCode = ""
  public var issuerName = ""
  /// Blank is today.
  public var issuedOn = ""
  /// Blank is for ever.
  public var expiresOn = ""
  /// A line each, with a colon behind the name.
  public var content = ""
  public var reason = ""
  /// What makes two sendings of the form one.
  public var key = ""

  public init() {}

  /// What a new version begins with; the holder stays unless he is named anew.
  public init(_ content: LicenceContent) {
    kindCode = content.kind.code
    kindName = content.kind.name
    idType = content.holder.idType
    issuerCode = content.issuer.code
    issuerName = content.issuer.name
    issuedOn = content.issuedOn.description
    expiresOn = content.expiresOn?.description ?? ""
    self.content = content.facts.map { "\($0.name)\(Self.colon)\($0.value)" }.joined(separator: "\n")
  }

  /// What another licence of the kind begins with: nothing of its holder.
  public init(like content: LicenceContent) {
    self.init(content)
    idType = "111"
    issuedOn = ""
    expiresOn = ""
    self.content = content.facts.map { $0.name + Self.colon }.joined(separator: "\n")
  }

  static let colon = "\u{FF1A}"

  /// The lines of the face, each parted at its first colon.
  public var facts: [LicenceContent.Fact] {
    content.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }.map { line in
      let parts = line.split(maxSplits: 1, omittingEmptySubsequences: false) {
        $0 == ":" || String($0) == Self.colon
      }
      return LicenceContent.Fact(name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : "")
    }
  }

  /// The input of a field of the content: `holder.idNumber` → `idNumber`.
  public static func input(of field: String) -> String {
    switch field {
    case "kind.code": "kindCode"
    case "kind.name": "kindName"
    case "holder.name": "holderName"
    case "holder.idNumber": "idNumber"
    case "holder.idType": "idType"
    case "issuer.code": "issuerCode"
    case "issuer.name": "issuerName"
    default: field.hasPrefix("content.") ? "content" : field
    }
  }
}
