extension AdminSettingsPage {
  private struct Words: View {
    let ratio: [FieldView]
    let missed: [FieldView]
    let notice: FieldView
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      ratio: [
        FieldView(
          "priority", form.priority, in: frame, strings, kind: .number, required: true),
        FieldView("normal", form.normal, in: frame, strings, kind: .number, required: true),
      ],
      missed: [
        FieldView(
          "returnAfter", form.returnAfter, in: frame, strings, hint: "settings.return-hint",
          kind: .number, required: true),
        FieldView(
          "voidAtMiss", form.voidAtMiss, in: frame, strings, hint: "settings.void-hint",
          kind: .number, required: true),
      ],
      notice: FieldView(
        "notice", form.notice, in: frame, strings, hint: "settings.notice-hint", longest: 60)
    ).content
  }
}
