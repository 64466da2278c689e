internal import ServiceHall

extension AdminDevicePage {
  private struct Words: View {
    let title: String
    let device: String
    let kind: String
    let name: FieldView
    let kiosk: KioskView?
    let board: BoardView?
    let evaluator: EvaluatorView?
    let printer: PrinterView?
    let unpairAsk: String
    let unpairConfirm: String
  }

  private struct PrinterView: View {
    let text: String
    /// A class of the style sheet.
    let tone: String
    let noChinese: String?
  }

  private struct KioskView: View {
    let ways: [WayView]
    let papers: [OptionView]
    let locker: [FieldView]
  }

  /// One way to print, with the inputs that it needs.
  private struct WayView: View {
    let value: String
    let name: String
    let hint: String
    let isChosen: Bool
    let fields: [FieldView]
  }

  private struct BoardView: View {
    let lines: [OptionView]
    let sizes: [FieldView]
    let isVoiced: Bool
    let tooSmall: String?
  }

  private struct EvaluatorView: View {
    let windows: [OptionView]
    let hasWindows: Bool
    let fault: String?
  }

  public func content(_ strings: Strings) -> PageContent {
    let values = ["name": name]
    return Words(
      title: strings.text("device-page.heading", values), device: device,
      kind: strings.text("devices.\(kind.rawValue)"),
      name: FieldView(
        "name", form.name, in: frame, strings, hint: "devices-page.name-hint", required: true,
        longest: 20),
      kiosk: kind == .kiosk ? kiosk(strings) : nil, board: kind == .board ? board(strings) : nil,
      evaluator: kind == .evaluator ? evaluator(strings) : nil,
      printer: isDriven
        ? PrinterView(
          text: strings.printer(printer),
          tone: printer.map(\.needsAttention) ?? false ? "paused" : "open",
          noChinese: printsChinese ? nil : strings.text("device-page.no-chinese"))
        : nil,
      unpairAsk: strings.text("device-page.unpair-ask", values),
      unpairConfirm: strings.text("device-page.unpair-confirm", values)
    ).content
  }

  private func kiosk(_ strings: Strings) -> KioskView {
    KioskView(
      ways: DeviceForm.Printing.allCases.map { way in
        WayView(
          value: way.rawValue, name: strings.text("device-page.print-\(way.rawValue)"),
          hint: strings.text("device-page.print-\(way.rawValue)-hint"),
          isChosen: form.printing == way.rawValue, fields: fields(of: way, strings))
      },
      papers: SlipPrinter.Paper.allCases.map { paper in
        let width = String(paper.rawValue)
        return OptionView(
          width, strings.text("device-page.paper-width", ["n": width]),
          isChosen: form.paper == width)
      },
      locker: [
        FieldView("lockerHost", form.lockerHost, in: frame, strings, longest: 253),
        FieldView("lockerPort", form.lockerPort, in: frame, strings, kind: .number, longest: 5),
        FieldView("lockerCells", form.lockerCells, in: frame, strings, kind: .number, longest: 3),
      ])
  }

  private func fields(of way: DeviceForm.Printing, _ strings: Strings) -> [FieldView] {
    switch way {
    case .browser: []
    case .network:
      [
        FieldView("host", form.host, in: frame, strings, longest: 253),
        FieldView("port", form.port, in: frame, strings, kind: .number, longest: 5),
      ]
    case .file: [FieldView("path", form.path, in: frame, strings, longest: 80)]
    }
  }

  private func board(_ strings: Strings) -> BoardView {
    BoardView(
      lines: lines.map { line in
        OptionView(line.value, line.name, isChosen: form.lines.contains(line.value))
      },
      sizes: [
        FieldView(
          "diagonalInches", form.diagonalInches, in: frame, strings,
          hint: "device-page.diagonal-hint", kind: .number, required: true, longest: 3),
        FieldView(
          "distance", form.distance, in: frame, strings, hint: "device-page.distance-hint",
          kind: .number, required: true, longest: 4),
      ], isVoiced: form.isVoiced,
      tooSmall: tooSmallBeyond.map {
        strings.text("device-page.too-small", ["n": "\($0 / 10).\($0 % 10)"])
      })
  }

  private func evaluator(_ strings: Strings) -> EvaluatorView {
    EvaluatorView(
      windows: OptionView.all(windows, chosen: form.window), hasWindows: !windows.isEmpty,
      fault: frame.fault("window", strings))
  }
}
