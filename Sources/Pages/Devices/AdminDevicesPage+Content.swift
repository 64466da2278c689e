internal import ServiceHall

extension AdminDevicesPage {
  private struct RowView: View {
    let device: String
    let kind: String
    let name: String
    let lastSeen: String
    let engine: String?
    let sound: ConditionView?
    let paper: ConditionView?
    let editName: String
  }

  private struct ConditionView: View {
    let text: String
    /// A class of the style sheet.
    let tone: String
  }

  private struct OfferView: View {
    let code: String
    let use: String
    let once: String
  }

  private struct Words: View {
    let devices: [RowView]
    let offer: OfferView?
    let name: FieldView
    let kinds: [OptionView]
    let key: String
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      devices: devices.map { device in
        RowView(
          device: device.device, kind: strings.text("devices.\(device.kind.rawValue)"),
          name: device.name, lastSeen: device.lastSeen ?? strings.text("devices-page.never"),
          engine: device.engine,
          sound: device.isMuted.map { isMuted in
            ConditionView(
              text: strings.text(isMuted ? "devices-page.muted" : "devices-page.sounding"),
              tone: isMuted ? "paused" : "open")
          },
          paper: device.printer.map { printer in
            ConditionView(
              text: strings.printer(printer), tone: printer.needsAttention ? "paused" : "open")
          },
          editName: strings.text("devices-page.edit-name", ["name": device.name]))
      },
      offer: offer.map { offer in
        OfferView(
          code: offer.code, use: strings.text("devices-page.code-use", ["name": offer.name]),
          once: strings.text("devices-page.code-once", ["time": offer.expiresAt]))
      },
      name: FieldView(
        "name", name, in: frame, strings, hint: "devices-page.name-hint", required: true,
        longest: 20),
      kinds: Device.Kind.allCases.map { kind in
        OptionView(
          kind.rawValue, strings.text("devices.\(kind.rawValue)"), isChosen: kind == self.kind)
      },
      key: key
    ).content
  }
}
