import GRDB
public import ServiceHall

/// What the public asks the catalogue for.
public struct ItemQuery: Sendable, Equatable {
  /// Words, a code, or initials of pinyin; empty lists everything.
  public var words: String
  public var department: Department.ID?
  public var kind: ItemKind?
  /// Leaves out public services.
  public var powersOnly = false
  public var hall: Hall.ID?
  public var audience: Audience?
  public var theme: String?
  public var lifeEvent: String?
  /// At most 200.
  public var limit: Int
  public var offset: Int

  public init(
    words: String = "", department: Department.ID? = nil, kind: ItemKind? = nil, hall: Hall.ID? = nil,
    audience: Audience? = nil, theme: String? = nil, lifeEvent: String? = nil, limit: Int = 50,
    offset: Int = 0
  ) {
    self.words = words
    self.department = department
    self.kind = kind
    self.hall = hall
    self.audience = audience
    self.theme = theme
    self.lifeEvent = lifeEvent
    self.limit = limit
    self.offset = offset
  }
}

/// Finds published items: by code, by words inside Chinese text, by initials of pinyin.
///
/// Invariants, cited by number in `ItemSearchTests`:
/// 1. Only what is in force on the day is found.
/// 2. Names go before synonyms, synonyms before questions, questions before the rest.
/// 3. A code, whole or its beginning, finds its item first.
/// 4. Letters alone are also taken for initials.
struct ItemSearch {
  /// The letters with which a character's pinyin can begin, A as bit 0.
  typealias Initials = (Unicode.Scalar) -> UInt32

  let database: Database
  let day: CivilDate
  let initials: Initials

  /// More than these are not ranked: nobody reads so far.
  private static let mostRanked = 1000
  /// Of these the names are looked at.
  private static let mostTiered = 200
  /// Pairs of a query that count; what a person types in a hall has fewer.
  private static let mostGrams = 24

  /// What the index holds of an item.
  static func index(of item: ServiceItem) -> (name: String, synonyms: String, questions: String, text: String)
  {
    func grams(_ texts: [String]) -> String {
      texts.flatMap { SearchText.grams($0) }.joined(separator: " ")
    }
    return (
      grams([item.name]), grams(item.synonyms),
      grams(item.questions.map(\.text) + item.commonQuestions.map(\.question)),
      grams(
        item.themes + item.lifeEvents + item.conditions + item.results.map(\.name)
          + item.materials.map(\.name) + [item.exercisingBody ?? ""])
    )
  }

  /// The publications that answer, best first, and whether there are more.
  func find(_ query: ItemQuery) throws -> (ids: [Int64], hasMore: Bool) {
    let terms = SearchText.terms(query.words)
    let ids: [Int64]
    if query.words.allSatisfy(\.isWhitespace) {
      ids = try list(query)
    } else if terms.isEmpty {
      ids = []
    } else {
      ids = Array(try ranked(query, terms).dropFirst(query.offset).prefix(query.limit + 1))
    }
    return (Array(ids.prefix(query.limit)), ids.count > query.limit)
  }

  private func list(_ query: ItemQuery) throws -> [Int64] {
    let (conditions, arguments) = conditions(query)
    return try database.all(
      """
      SELECT p.id FROM publication p WHERE \(conditions)
      ORDER BY p.department, p.item LIMIT ? OFFSET ?
      """, arguments + [query.limit + 1, query.offset]
    ) { $0[0] }
  }

  private func ranked(_ query: ItemQuery, _ terms: [String]) throws -> [Int64] {
    var found: [Int64] = []
    var seen: Set<Int64> = []
    func add(_ ids: [Int64]) { found += ids.filter { seen.insert($0).inserted } }
    let typed = query.words.filter { !$0.isWhitespace }
    if let code = ServiceItem.ID(rawValue: typed.uppercased()), code.rawValue.utf8.count >= 6 {
      add(try codes(code, query))
    }
    if SearchText.isInitials(typed) { add(try byInitials(typed, query)) }
    add(try byWords(query, terms))
    return found
  }

  private func codes(_ code: ServiceItem.ID, _ query: ItemQuery) throws -> [Int64] {
    let (conditions, arguments) = conditions(query)
    return try database.all(
      """
      SELECT p.id FROM publication p WHERE p.item >= ? AND p.item < ? AND \(conditions)
      ORDER BY p.item LIMIT \(Self.mostRanked)
      """, [code.rawValue, code.rawValue + "\u{7F}"] + arguments
    ) { $0[0] }
  }

  private func byWords(_ query: ItemQuery, _ terms: [String]) throws -> [Int64] {
    var grams: [String] = []
    for gram in SearchText.grams(query.words) where !grams.contains(gram) { grams.append(gram) }
    let match = grams.prefix(Self.mostGrams).map { "\"\($0)\"" }.joined(separator: " OR ")
    let hits = try hits(match, query)
    // Whole words in the name, then in a synonym, go before what shares pairs only.
    func tier(_ names: String) -> Int {
      let lines = names.split(separator: "\n").map { SearchText.normalised(String($0)) }
      func holds(_ text: String) -> Bool { terms.allSatisfy { text.contains($0) } }
      guard let name = lines.first else { return 2 }
      return holds(name) ? 0 : lines.dropFirst().contains(where: holds) ? 1 : 2
    }
    return hits.prefix(Self.mostTiered).enumerated().map {
      (tier($0.element.names), $0.offset, $0.element.id)
    }
    .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2) + hits.dropFirst(Self.mostTiered).map(\.id)
  }

  /// What shares pairs with the query, best first.
  ///
  /// Ranking alone costs half of what ranking beside the publications does, and nearly always its best are in
  /// force and enough; the rest is asked for only when they are not.
  private func hits(_ match: String, _ query: ItemQuery) throws -> [(id: Int64, names: String)] {
    let (conditions, arguments) = conditions(query)
    let best = try database.all(
      """
      SELECT best.id, p.names FROM (
        SELECT rowid AS id, bm25(item_search, 12, 8, 3, 1) AS place FROM item_search
        WHERE item_search MATCH ? ORDER BY place, id LIMIT \(Self.mostRanked)
      ) best LEFT JOIN publication p ON p.id = best.id AND \(conditions)
      ORDER BY best.place, best.id
      """, [match] + arguments
    ) { row -> (id: Int64, names: String?) in (row[0], row[1]) }
    let hits = best.compactMap { hit in hit.names.map { (id: hit.id, names: $0) } }
    let isWhole = best.count < Self.mostRanked
    if isWhole || hits.count >= max(Self.mostTiered, query.offset + query.limit + 1) { return hits }
    return try database.all(
      """
      SELECT p.id, p.names FROM item_search JOIN publication p ON p.id = item_search.rowid
      WHERE item_search MATCH ? AND \(conditions)
      ORDER BY bm25(item_search, 12, 8, 3, 1), p.id LIMIT \(Self.mostRanked)
      """, [match] + arguments
    ) { row -> (id: Int64, names: String) in (row[0], row[1]) }
  }

  /// Items whose name or synonym has characters in a row that begin with these letters; the name first.
  private func byInitials(_ letters: String, _ query: ItemQuery) throws -> [Int64] {
    let wanted: [UInt32] = letters.utf8.map { 1 << UInt32(($0 | 0x20) - 0x61) }
    let (conditions, arguments) = conditions(query)
    var signs: [UInt32] = []
    signs.reserveCapacity(100)
    let hits = try database.all(
      "SELECT p.id, p.names FROM publication p WHERE \(conditions)", arguments
    ) { row -> (tier: Int, length: Int, id: Int64)? in
      let best = Self.place(of: wanted, inLinesOf: row[1], initials, &signs)
      return best.map { ($0.tier, $0.length, row[0]) }
    }.compactMap(\.self)
    return hits.sorted { ($0.tier, $0.length, $0.id) < ($1.tier, $1.length, $1.id) }
      .prefix(Self.mostRanked).map(\.id)
  }

  /// The first line that has the letters: the name's beginning goes before its middle, both before a synonym.
  ///
  /// - Parameter signs: room for a line, kept from name to name.
  private static func place(
    of wanted: [UInt32], inLinesOf names: String, _ initials: Initials, _ signs: inout [UInt32]
  ) -> (tier: Int, length: Int)? {
    var tier = 0
    signs.removeAll(keepingCapacity: true)
    for scalar in names.unicodeScalars {
      if scalar == "\n" {
        if let place = place(of: wanted, in: signs) { return (tier + min(place, 1), signs.count) }
        signs.removeAll(keepingCapacity: true)
        tier = 2
      } else {
        // What has no letters, a bracket or a digit, is passed over.
        let letters = initials(scalar)
        if letters != 0 { signs.append(letters) }
      }
    }
    return place(of: wanted, in: signs).map { (tier + min($0, 1), signs.count) }
  }

  private static func place(of wanted: [UInt32], in signs: [UInt32]) -> Int? {
    guard signs.count >= wanted.count, let first = wanted.first else { return nil }
    for start in 0...(signs.count - wanted.count) where first & signs[start] != 0 {
      var length = 1
      while length < wanted.count, wanted[length] & signs[start + length] != 0 { length += 1 }
      if length == wanted.count { return start }
    }
    return nil
  }

  private func conditions(_ query: ItemQuery) -> (String, [any DatabaseValueConvertible]) {
    var conditions = ["p.from_day <= ?", "p.until_day > ?"]
    var arguments: [any DatabaseValueConvertible] = [day.description, day.description]
    func add(_ condition: String, _ argument: String?) {
      guard let argument else { return }
      conditions.append(condition)
      arguments.append(argument)
    }
    add("p.department = ?", query.department?.rawValue)
    add("p.kind = ?", query.kind?.rawValue)
    add("p.kind <> ?", query.powersOnly ? ItemKind.publicService.rawValue : nil)
    add("instr(p.audiences, char(10) || ? || char(10))", query.audience?.rawValue)
    add("instr(p.themes, char(10) || ? || char(10))", query.theme)
    add("instr(p.life_events, char(10) || ? || char(10))", query.lifeEvent)
    add(
      "p.id IN (SELECT publication FROM publication_hall WHERE hall = ?)", query.hall?.rawValue)
    return (conditions.joined(separator: " AND "), arguments)
  }
}
