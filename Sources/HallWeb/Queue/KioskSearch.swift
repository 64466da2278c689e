import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension HallContext {
  private static let mostWords = 8

  /// The search as far as it was typed: `q`, one more letter in `add`, a whole word in `word`, the last sign
  /// taken away by `cut`. So each key of the pad works as a plain button of the form.
  func searchPage(_ board: BoardState) -> KioskSearchPage {
    let query = machine.request.query
    var text = query["word"] ?? ((query["q"] ?? "") + (query["add"] ?? ""))
    text = String(text.unicodeScalars.prefix(TextSearch.longest))
    if query["cut"] != nil { text = String(text.dropLast()) }
    let initials = EmbeddedFiles.initials
    // Service items join here once there is a catalogue: each with the line that serves it.
    let lines = board.lines.map(LineStatus.init)
    let entries = lines.map { line in
      [line.name, line.place ?? ""].map { TextSearch.entry($0, initials) }
    }
    let found = TextSearch(text).matches(entries).map { lines[$0] }
    return KioskSearchPage(
      frame: frame, key: formKey, query: text, lines: found, words: words(entries, lines),
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
