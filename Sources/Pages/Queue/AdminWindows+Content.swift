internal import ServiceHall

extension AdminWindowsPage {
  private struct RowView: View {
    let window: String
    let name: String
    let state: String
    let tone: String
    let clerk: String?
    let serves: String
    let editName: String
  }

  private struct Words: View {
    let windows: [RowView]
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      windows: windows.map { window in
        RowView(
          window: window.window, name: window.name,
          state: strings.text("window-states.\(window.state.rawValue)"),
          tone: window.state.rawValue, clerk: window.clerk,
          serves: window.serves.isEmpty
            ? strings.text("windows.serves-nothing") : strings.list(window.serves),
          editName: strings.text("windows.edit-name", ["name": window.name]))
      }
    ).content
  }
}

extension AdminWindowPage {
  private struct ServeView: View {
    let id: String
    let letter: String
    let name: String
    let preferences: [OptionView]
  }

  private struct Words: View {
    let isNew: Bool
    let title: String
    let heading: String
    let window: FieldView?
    let windowValue: String
    let name: FieldView
    let serves: [ServeView]
    let servesFault: String?
    let removeAsk: String
    let removeConfirm: String
  }

  public func content(_ strings: Strings) -> PageContent {
    let title = strings.text(isNew ? "window.title-new" : "window.title-edit")
    let values = ["name": form.name]
    return Words(
      isNew: isNew, title: title,
      heading: isNew ? title : strings.text("window.heading-edit", values),
      window: isNew
        ? FieldView(
          "window", form.window, in: frame, strings, hint: "window.window-hint", required: true,
          longest: 4) : nil,
      windowValue: form.window,
      name: FieldView(
        "name", form.name, in: frame, strings, hint: "window.name-hint", required: true,
        longest: 20),
      serves: lines.map { line in
        ServeView(
          id: "f-serves-\(line.value)", letter: line.value, name: line.name,
          preferences: preferences(of: form.serves[line.value] ?? "", strings))
      },
      servesFault: frame.fault("services", strings) ?? frame.fault("serves", strings),
      removeAsk: strings.text("window.remove-ask", values),
      removeConfirm: strings.text("window.remove-confirm", values)
    ).content
  }

  /// Three places are enough for people; another one that a program has set stays to be chosen.
  private func preferences(of chosen: String, _ strings: Strings) -> [OptionView] {
    var places = ["1", "2", "3"]
    if !chosen.isEmpty, !places.contains(chosen) { places.append(chosen) }
    let options = places.map { place in
      OptionView(
        place,
        strings.optional("window.serves-\(place)")
          ?? strings.text("window.serves-n", ["n": place]), isChosen: place == chosen)
    }
    return [OptionView("", strings.text("window.serves-none"), isChosen: chosen.isEmpty)] + options
  }
}
