/// On what law an item or a duty rests. 设定依据
///
/// A basis that nobody has compared with the law's text is not verified, and every page says so (依据待核).
public struct LegalBasis: Sendable, Equatable, Codable {
  /// The law's title with its number.
  public var law: String
  /// 条款: 第十二条第一款
  public var article: String?
  /// The article's words.
  public var text: String?
  public var isVerified: Bool
  /// Where the article was compared: required of a verified basis.
  public var source: String?

  public init(
    law: String, article: String? = nil, text: String? = nil, isVerified: Bool = false,
    source: String? = nil
  ) {
    self.law = law
    self.article = article
    self.text = text
    self.isVerified = isVerified
    self.source = source
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      law: try values.decode(String.self, forKey: .law),
      article: try values.decodeIfPresent(String.self, forKey: .article),
      text: try values.decodeIfPresent(String.self, forKey: .text),
      isVerified: try values.flag(.isVerified),
      source: try values.decodeIfPresent(String.self, forKey: .source))
  }

  func checked(_ field: String, _ check: inout CatalogueCheck) -> LegalBasis {
    let basis = LegalBasis(
      law: check.text(law, "\(field).law", longest: 200),
      article: check.optional(article, "\(field).article", longest: 100),
      text: check.optional(text, "\(field).text", longest: 4000), isVerified: isVerified,
      source: check.optional(source, "\(field).source", longest: 200))
    if isVerified {
      if basis.article == nil { check.add("\(field).article", .required) }
      if basis.source == nil { check.add("\(field).source", .required) }
    }
    return basis
  }
}
