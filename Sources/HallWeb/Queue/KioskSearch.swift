import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension HallContext {
  private static let mostWords = 8
  private static let mostItems = 8

  /// The search as far as it was typed: `q`, one more letter in `add`, a whole word in `word`, the last sign
  /// taken away by `cut`. So each key of the pad works as a plain button of the form.
  func searchPage(_ board: BoardState) async throws -> KioskSearchPage {
    let query = machine.request.query
    var text = query["word"] ?? ((query["q"] ?? "") + (query["add"] ?? ""))
    text = String(text.unicodeScalars.prefix(TextSearch.longest))
    if query["cut"] != nil { text = String(text.dropLast()) }
    let initials = EmbeddedFiles.initials
    let lines = board.lines.map(LineStatus.init)
    let entries = lines.map { line in
      [line.name, line.place ?? ""].map { TextSearch.entry($0, initials) }
    }
    let found = TextSearch(text).matches(entries).map { lines[$0] }
    var page = KioskSearchPage(
      frame: frame, key: formKey, query: text, lines: found, words: words(entries, lines),
      priority: query["priority"].flatMap(PriorityReason.init), lastEvent: board.position)
    page.items = try await items(text, lines)
    return page
  }

  /// What this hall does of the catalogue, with the line that takes it.
  private func items(_ text: String, _ lines: [LineStatus]) async throws -> [KioskSearchPage.Item] {
    guard !TextSearch(text).isEmpty else { return [] }
    let found = try await machine.findItems(
      ItemQuery(words: text, hall: hall.id, limit: Self.mostItems))
    return found.items.compactMap { item in
      guard let letter = item.points.first(where: { $0.hall == hall.id })?.line.rawValue,
        let line = lines.first(where: { $0.letter == letter })
      else { return nil }
      return KioskSearchPage.Item(
        code: item.code.rawValue, name: item.name, line: letter, lineName: line.name)
    }
  }

  /// What an item needs, as far as the person has said which case it is.
  func itemPage(_ board: BoardState) async throws -> KioskItemPage {
    let query = machine.request.query
    guard let id = query["item"].flatMap({ ServiceItem.ID($0) }) else { throw CatalogueRefusal.unknownItem }
    let item = try await machine.site.surroundings.county.publishedItem(id, on: machine.today).item
    let line = item.points.first { $0.hall == hall.id }?.line.rawValue
    return KioskItemPage(
      frame: frame, key: formKey, item: item,
      line: board.lines.map(LineStatus.init).first { $0.letter == line },
      answers: item.answers(in: query), query: query["q"] ?? "",
      priority: query["priority"].flatMap(PriorityReason.init), lastEvent: board.position)
  }

  /// Words that are worth a key: those of the strings that find something, then the halves of names of four
  /// characters, then the places.
  private func words(_ entries: [[TextSearch.Entry]], _ lines: [LineStatus]) -> [String] {
    let common = machine.strings.text("search-page.words").split(separator: " ").map(String.init)
    var words = common.filter { !TextSearch($0).matches(entries).isEmpty }
    for name in lines.map(\.name) where name.count == 4 {
      words += [String(name.prefix(2)), String(name.suffix(2))]
    }
    words += lines.compactMap(\.place).filter { $0.count <= 6 }
    var seen: Set<String> = []
    return Array(words.filter { seen.insert($0).inserted }.prefix(Self.mostWords))
  }
}
