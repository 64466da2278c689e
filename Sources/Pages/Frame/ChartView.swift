/// A chart as the partial `chart` draws it: rectangles and texts in the units of its own square grid.
///
/// The page has a table with the same figures beneath; the chart is hidden from screen readers.
struct ChartView: View {
  struct RectangleView: View {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
    /// `one` or `two`: a class of the style sheet.
    let tone: String
  }

  struct TextView: View {
    let x: Int
    let y: Int
    /// `start`, `middle` or `end`.
    let anchor: String
    let text: String
  }

  let title: String
  let width: Int
  let height: Int
  let isEmpty: Bool
  let rectangles: [RectangleView]
  let labels: [TextView]

  private static let tones = ["one", "two"]

  /// Upright bars, side by side in groups, with their values above.
  static func columns(_ groups: [(name: String, values: [Int])], title: String) -> ChartView {
    let (width, height, foot) = (960, 240, 28)
    let highest = max(1, groups.flatMap(\.values).max() ?? 0)
    let slot = (width - 20) / max(1, groups.count)
    let bar = min(40, slot * 2 / 5)
    var rectangles: [RectangleView] = []
    var labels: [TextView] = []
    for (index, group) in groups.enumerated() {
      let middle = 10 + index * slot + slot / 2
      let left = middle - bar * group.values.count / 2
      for (place, value) in group.values.enumerated() {
        let tall = value * (height - foot - 28) / highest
        let x = left + place * bar
        let y = height - foot - tall
        rectangles.append(
          RectangleView(
            x: x, y: y, width: bar - 2, height: tall, tone: tones[min(place, 1)]))
        labels.append(
          TextView(x: x + bar / 2 - 1, y: y - 6, anchor: "middle", text: String(value)))
      }
      labels.append(TextView(x: middle, y: height - 8, anchor: "middle", text: group.name))
    }
    return ChartView(
      title: title, width: width, height: height, isEmpty: groups.isEmpty,
      rectangles: rectangles, labels: labels)
  }

  /// Lying bars, with their names before and their values behind.
  static func bars(
    _ rows: [(name: String, values: [(value: Int, text: String)])], title: String
  ) -> ChartView {
    let (width, names, values) = (960, 200, 120)
    let highest = max(1, rows.flatMap { $0.values.map(\.value) }.max() ?? 0)
    var rectangles: [RectangleView] = []
    var labels: [TextView] = []
    var y = 4
    for row in rows {
      let tall = max(1, row.values.count) * 22
      labels.append(
        TextView(x: names - 12, y: y + tall / 2 + 6, anchor: "end", text: row.name))
      for (place, value) in row.values.enumerated() {
        let long = value.value * (width - names - values) / highest
        rectangles.append(
          RectangleView(
            x: names, y: y + place * 22, width: max(1, long), height: 20,
            tone: tones[min(place, 1)]))
        labels.append(
          TextView(
            x: names + long + 8, y: y + place * 22 + 16, anchor: "start", text: value.text))
      }
      y += tall + 12
    }
    return ChartView(
      title: title, width: width, height: max(y, 1), isEmpty: rows.isEmpty,
      rectangles: rectangles, labels: labels)
  }
}
