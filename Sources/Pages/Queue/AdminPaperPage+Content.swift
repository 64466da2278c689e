internal import ServiceHall

extension AdminPaperPage {
  private struct BlockView: View {
    let id: Int64
    let key: String
    let lineName: String
    let range: String
    let entered: String
    let hint: String
    let enterName: String
  }

  private struct Words: View {
    let lines: [OptionView]
    let count: FieldView
    let lineFault: String?
    let reserveKey: String
    let blocks: [BlockView]
    let reasons: [OptionView]
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      lines: lines.map { line in
        OptionView(
          line.value, strings.text("desk.to-line", ["letter": line.value, "name": line.name]))
      },
      count: FieldView(
        "count", "20", in: frame, strings, label: "paper.count", kind: .number, required: true),
      lineFault: frame.fault("line", strings), reserveKey: "\(key).reserve",
      blocks: blocks.map { block in
        BlockView(
          id: block.id, key: "\(key).\(block.id)", lineName: block.lineName,
          range: strings.text("paper.range", ["from": block.from, "to": block.to]),
          entered: strings.text("paper.entered", ["n": String(block.entered)]),
          hint: strings.text("paper.number-hint", ["from": block.from]),
          enterName: strings.text("paper.enter-name", ["line": block.lineName]))
      },
      reasons: PriorityReason.allCases.map { OptionView($0.rawValue, strings.reason($0)) }
    ).content
  }
}
