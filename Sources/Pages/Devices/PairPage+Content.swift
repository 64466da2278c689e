extension PairPage {
  private struct Words: View {
    let code: FieldView
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      code: FieldView(
        "code", in: frame, strings, label: "pair.code", hint: "pair.hint", kind: .digits,
        required: true, longest: 12)
    ).content
  }
}
