internal import ServiceHall

/// An item's process as the partial `process` draws it: one stage below the other, what ends it at the right,
/// what passes over stages at the left. 流程图
///
/// It is made from the definition that a case will run on. The page has a table with the same facts beneath; the
/// chart is hidden from screen readers.
struct ProcessChart: View {
  struct BoxView: View {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
    /// `stage` or `end`: a class of the style sheet.
    let tone: String
  }

  struct LineView: View { let path: String }

  struct TextView: View {
    let x: Int
    let y: Int
    /// `start` or `middle`
    let anchor: String
    /// `name`, `fact`, `risk` or `outcome`: a class of the style sheet.
    let tone: String
    let text: String
  }

  let width: Int
  let height: Int
  let boxes: [BoxView]
  let lines: [LineView]
  let labels: [TextView]

  /// What a stage's box says beneath its name.
  struct Facts {
    var who: String
    var risk: String?
  }

  // In the units of the picture, which are pixels at its own size.
  private static let width = 720
  private static let left = 90
  private static let box = 320
  private static let end = (x: 500, width: 210, row: 56)
  private static let line = 26
  private static let gap = 52

  /// - Parameter stages: as checked: they begin with the first, never go in a circle and always end.
  init(_ stages: [Stage], facts: (Stage) -> Facts) {
    let ordered = Self.ordered(stages)
    var boxes: [BoxView] = []
    var lines: [LineView] = []
    var labels: [TextView] = []
    var places: [Stage.ID: (top: Int, bottom: Int)] = [:]
    var y = 4
    for stage in ordered {
      let facts = facts(stage)
      let name = Self.wrapped(stage.name, 15)
      let who = Self.wrapped(facts.who, 18)
      let risk = facts.risk.map { Self.wrapped($0, 18) } ?? []
      let inside = (name.count + who.count + risk.count) * Self.line + 16
      let ends = stage.outcomes.filter { $0.next == nil }
      let high = max(inside, ends.count * Self.end.row)
      boxes.append(BoxView(x: Self.left, y: y, width: Self.box, height: high, tone: "stage"))
      var base = y + (high - inside) / 2 + 26
      for (texts, tone) in [(name, "name"), (who, "fact"), (risk, "risk")] {
        for text in texts {
          labels.append(
            TextView(x: Self.left + Self.box / 2, y: base, anchor: "middle", tone: tone, text: text))
          base += Self.line
        }
      }
      for (index, outcome) in ends.enumerated() {
        let middle = y + (2 * index + 1) * high / (2 * ends.count)
        lines.append(Self.arrow(from: Self.left + Self.box, middle, toX: Self.end.x))
        boxes.append(
          BoxView(
            x: Self.end.x, y: middle - 24, width: Self.end.width, height: 48, tone: "end"))
        let texts = Self.wrapped(outcome.name, 11)
        for (row, text) in texts.prefix(2).enumerated() {
          labels.append(
            TextView(
              x: Self.end.x + Self.end.width / 2, y: middle + 6 + (2 * row + 1 - min(texts.count, 2)) * 11,
              anchor: "middle", tone: "outcome", text: text))
        }
      }
      places[stage.id] = (y, y + high)
      y += high + Self.gap
    }
    for (index, stage) in ordered.enumerated() {
      guard let from = places[stage.id] else { continue }
      let onwards = Dictionary(grouping: stage.outcomes.filter { $0.next != nil }) { $0.next }
      let isNext = { (id: Stage.ID?) in index + 1 < ordered.count && ordered[index + 1].id == id }
      for (place, id) in onwards.keys.compactMap(\.self).sorted(by: { $0.rawValue < $1.rawValue })
        .enumerated()
      {
        guard let to = places[id] else { continue }
        let names = (onwards[id] ?? []).map(\.name).joined(separator: " / ")
        if isNext(id) {
          let x = Self.left + Self.box / 2
          lines.append(Self.arrow(down: x, from.bottom, to.top))
          labels.append(
            TextView(x: x + 12, y: from.bottom + 32, anchor: "start", tone: "outcome", text: names))
        } else {
          let x = 20 + place * 18
          let (start, end) = (from.bottom - 16, to.top + 18)
          lines.append(
            LineView(
              path: "M\(Self.left) \(start) H\(x) V\(end) H\(Self.left) "
                + "m-8 -5 l8 5 l-8 5"))
          labels.append(
            TextView(x: x + 6, y: from.bottom + 32, anchor: "start", tone: "outcome", text: names))
        }
      }
    }
    width = Self.width
    height = max(y - Self.gap + 4, 1)
    self.boxes = boxes
    self.lines = lines
    self.labels = labels
  }

  /// The stages so that each stands below all that lead to it.
  static func ordered(_ stages: [Stage]) -> [Stage] {
    var depth: [Stage.ID: Int] = [:]
    // As many rounds as there are stages settle every depth, for there are no circles.
    for _ in stages {
      for stage in stages {
        for next in stage.outcomes.compactMap(\.next) {
          depth[next] = max(depth[next] ?? 0, min((depth[stage.id] ?? 0) + 1, stages.count))
        }
      }
    }
    return stages.enumerated().sorted {
      (depth[$0.element.id] ?? 0, $0.offset) < (depth[$1.element.id] ?? 0, $1.offset)
    }.map(\.element)
  }

  private static func arrow(from x: Int, _ y: Int, toX end: Int) -> LineView {
    LineView(path: "M\(x) \(y) H\(end) m-8 -5 l8 5 l-8 5")
  }

  private static func arrow(down x: Int, _ top: Int, _ bottom: Int) -> LineView {
    LineView(path: "M\(x) \(top) V\(bottom) m-5 -8 l5 8 l5 -8")
  }

  /// A text in lines of so many characters.
  private static func wrapped(_ text: String, _ most: Int) -> [String] {
    var lines: [String] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      lines.append(String(rest.prefix(most)))
      rest = rest.dropFirst(most)
    }
    return lines
  }
}
