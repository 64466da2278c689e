public import ServiceHall

/// `/negative-lists`: words in, clauses out. 负面清单比对
public struct NegativeListPage: Page {
  public static let template = "Catalogue/negative-lists"

  /// An edition that can be compared with.
  public struct Edition: Sendable, Equatable {
    public var id: NegativeList.ID
    public var name: String
    public var edition: String

    public init(id: NegativeList.ID, name: String, edition: String) {
      self.id = id
      self.name = name
      self.edition = edition
    }
  }

  public var frame: Frame
  public var editions: [Edition]
  /// The edition that is shown; nil while there is none.
  public var list: NegativeList?
  public var words: String
  /// `2026-11-21 09:41`
  public var comparedAt: String

  public init(
    frame: Frame, editions: [Edition], list: NegativeList?, words: String = "", comparedAt: String
  ) {
    self.frame = frame
    self.editions = editions
    self.list = list
    self.words = words
    self.comparedAt = comparedAt
  }
}
