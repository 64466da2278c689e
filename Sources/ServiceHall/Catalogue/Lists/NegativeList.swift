/// What may not be done, or only under conditions, in one edition. 负面清单
///
/// Invariants, cited by number in `NegativeListTests`:
/// 1. Clauses are numbered once; each forbids or restricts.
/// 2. A comparison gives every clause that holds one of the asked words, those with most words first.
/// 3. Words that no clause holds are not listed; the answer always names the edition.
public struct NegativeList: Sendable, Equatable, Codable {
  public typealias ID = ServiceItem.ID

  public struct Clause: Sendable, Equatable, Codable {
    public enum Measure: String, Sendable, CaseIterable, Codable {
      /// 禁止
      case forbidden
      /// 限制
      case restricted
    }

    public var number: String
    /// 领域、行业
    public var field: String
    public var text: String
    public var measure: Measure
    public init(number: String, field: String, text: String, measure: Measure) {
      self.number = number
      self.field = field
      self.text = text
      self.measure = measure
    }
  }

  /// 比对结论
  public enum Verdict: String, Sendable, CaseIterable, Codable { case forbidden, restricted, unlisted }

  public let id: ID
  public var name: String
  /// 版本: the year or number of this edition.
  public var edition: String
  public var effectiveOn: CivilDate
  public var source: String
  public var clauses: [Clause]
  public var isDemonstration: Bool

  public init(
    id: ID, name: String, edition: String, effectiveOn: CivilDate, source: String, clauses: [Clause],
    isDemonstration: Bool = false
  ) {
    self.id = id
    self.name = name
    self.edition = edition
    self.effectiveOn = effectiveOn
    self.source = source
    self.clauses = clauses
    self.isDemonstration = isDemonstration
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try values.decode(ID.self, forKey: .id), name: try values.decode(String.self, forKey: .name),
      edition: try values.decode(String.self, forKey: .edition),
      effectiveOn: try values.decode(CivilDate.self, forKey: .effectiveOn),
      source: try values.decode(String.self, forKey: .source), clauses: try values.list(.clauses),
      isDemonstration: try values.flag(.isDemonstration))
  }

  /// - Throws: `InputRefusal` naming every field that is at fault.
  public func checked() throws(InputRefusal) -> NegativeList {
    var list = self
    var check = CatalogueCheck()
    list.name = check.text(name, "name", longest: 200)
    list.edition = check.text(edition, "edition", longest: 40)
    list.source = check.text(source, "source", longest: 300)
    if clauses.isEmpty { check.add("clauses", .required) }
    if clauses.count > 5000 { check.add("clauses", .tooMany) }
    var numbers: Set<String> = []
    for (index, clause) in clauses.enumerated() {
      let field = "clauses.\(index)"
      list.clauses[index].number = check.text(clause.number, "\(field).number", longest: 20)
      list.clauses[index].field = check.text(clause.field, "\(field).field", longest: 100)
      list.clauses[index].text = check.text(clause.text, "\(field).text", longest: 2000)
      if !numbers.insert(clause.number).inserted { check.add("\(field).number", .duplicate) }
    }
    try check.finish()
    return list
  }

  /// The clauses that concern what somebody wants to do. 比对
  ///
  /// - Parameter words: an industry or keywords, apart by spaces or commas.
  public func compare(_ words: String) -> (verdict: Verdict, clauses: [Clause]) {
    let terms = SearchText.terms(words)
    guard !terms.isEmpty else { return (.unlisted, []) }
    let hits = clauses.map { clause in
      let text = SearchText.normalised(clause.field + " " + clause.text)
      return (clause: clause, count: terms.filter { text.holds($0) }.count)
    }.filter { $0.count > 0 }
    let sorted = hits.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element.clause)
    let verdict: Verdict =
      sorted.contains { $0.measure == .forbidden }
      ? .forbidden : sorted.isEmpty ? .unlisted : .restricted
    return (verdict, sorted)
  }
}
