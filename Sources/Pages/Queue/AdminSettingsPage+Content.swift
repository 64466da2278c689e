internal import ServiceHall

extension AdminSettingsPage {
  private struct ClosureView: View {
    let id: Int64
    let days: String
    let reason: String
    let ask: String
  }

  private struct Words: View {
    let ratio: [FieldView]
    let missed: [FieldView]
    let notice: FieldView
    let closures: [ClosureView]
    let closureDays: [FieldView]
    let closureReason: FieldView
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
        "notice", form.notice, in: frame, strings, hint: "settings.notice-hint", longest: 60),
      closures: closures.map { closure in
        let days = days(of: closure, strings)
        return ClosureView(
          id: closure.id, days: days, reason: closure.days.reason,
          ask: strings.text("settings.closure-ask", ["days": days, "reason": closure.days.reason]))
      },
      closureDays: [
        FieldView(
          "from", closureForm.from, in: frame, strings, label: "settings.closure-from",
          hint: "settings.closure-from-hint", required: true, longest: 10),
        FieldView(
          "through", closureForm.through, in: frame, strings, label: "settings.closure-through",
          hint: "settings.closure-through-hint", longest: 10),
      ],
      closureReason: FieldView(
        "reason", closureForm.reason, in: frame, strings, label: "settings.closure-reason",
        hint: "settings.closure-reason-hint", required: true, longest: 30)
    ).content
  }

  private func days(of closure: Closure, _ strings: Strings) -> String {
    let from = closure.days.from.description
    let through = closure.days.through.description
    return from == through
      ? from : strings.text("settings.closure-days", ["from": from, "through": through])
  }
}
