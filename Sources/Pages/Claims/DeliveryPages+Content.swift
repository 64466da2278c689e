internal import ServiceHall

extension DeliveriesPage {
  private struct RowView: View {
    let number: String
    let method: String
    let state: String
    let tone: String
    let at: String
    let titles: String
    let receiver: String?
    let trackingNumber: String?
    let arrivedName: String
    let failedName: String

    init(_ row: Row, _ strings: Strings) {
      number = row.number
      method = strings.text("delivery-methods.\(row.method.rawValue)")
      state = strings.text("delivery-states.\(row.state.rawValue)")
      tone = row.state == .delivered ? "open" : row.state == .underWay ? "paused" : "closed"
      at = row.at
      titles = strings.list(row.titles)
      receiver = row.receiver
      trackingNumber = row.trackingNumber
      arrivedName = strings.text("deliveries.arrived-name", ["number": row.number])
      failedName = strings.text("deliveries.failed-name", ["number": row.number])
    }
  }

  private struct Words: View {
    let underWay: [RowView]
    let recent: [RowView]
    let today: String
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      underWay: underWay.map { RowView($0, strings) }, recent: recent.map { RowView($0, strings) },
      today: today
    ).content
  }
}

extension DeliveryFormPage {
  private struct MethodView: View {
    let value: String
    let name: String
    let isCurrent: Bool
  }

  private struct Words: View {
    let method: String
    let methodName: String
    let explain: String
    let methods: [MethodView]
    let rows: [DocumentRowView]
    let documentsFault: String?
    let chosen: String
    let fields: [FieldView]
    let types: [OptionView]
    let isAgent: Bool
    let key: String
  }

  public func content(_ strings: Strings) -> PageContent {
    func field(_ name: String, required: Bool = false, kind: FieldView.Kind = .text, longest: Int)
      -> FieldView
    {
      FieldView(
        name, values[name] ?? "", in: frame, strings, label: "delivery-form.\(name)",
        hint: "delivery-form.\(name)-hint", kind: kind, required: required, longest: longest)
    }
    let fields: [FieldView] =
      switch method {
      case .post:
        [
          field("trackingNumber", required: true, longest: 40), field("carrier", longest: 40),
          field("sentOn", required: true, kind: .date, longest: 10),
        ]
      case .agent:
        [field("personName", required: true, longest: 60), field("idNumber", required: true, longest: 40)]
      case .electronic: [field("consent", required: true, longest: 100)]
      case .lodged:
        [field("refusalReason", required: true, longest: 100), field("witness", required: true, longest: 60)]
      case .notice, .window, .proxy, .locker: []
      }
    return Words(
      method: method.rawValue, methodName: strings.text("delivery-methods.\(method.rawValue)"),
      explain: strings.text("delivery-form.explain-\(method.rawValue)"),
      methods: Self.methods.map {
        MethodView(
          value: $0.rawValue, name: strings.text("delivery-methods.\($0.rawValue)"), isCurrent: $0 == method)
      },
      rows: rows.map { DocumentRowView($0, isTicked: true, strings) },
      documentsFault: frame.fault("documents", strings),
      chosen: rows.map { "&document=\($0.id)" }.joined(), fields: fields,
      types: IDTypes.options(IDTypes.persons, chosen: values["idType"] ?? "111", strings),
      isAgent: method == .agent, key: key
    ).content
  }
}
