/// One labelled input, as the partial `field` draws it.
struct FieldView: View {
  enum Kind: String {
    case text, password, newPassword, number, account
    /// A short text of digits.
    case digits
    case date
  }

  let id: String
  let name: String
  let label: String
  let value: String
  let hint: String?
  let fault: String?
  let type: String
  let inputMode: String?
  let autocomplete: String
  let isRequired: Bool
  let isShort: Bool
  let longest: Int?

  /// - Parameters:
  ///   - label: a key of the strings; the field's own name when it is nil.
  ///   - hint: a key of the strings.
  init(
    _ name: String, _ value: String = "", in frame: Frame, _ strings: Strings,
    label: String? = nil, hint: String? = nil, kind: Kind = .text, required: Bool = false,
    longest: Int? = nil
  ) {
    id = "f-\(name)"
    self.name = name
    self.label = label.map { strings.text($0) } ?? strings.fieldName(name)
    self.value = value
    self.hint = hint.map { strings.text($0) }
    fault = frame.fault(name, strings)
    type =
      switch kind {
      case .password, .newPassword: "password"
      case .date: "date"
      default: "text"
      }
    inputMode = kind == .number || kind == .digits ? "numeric" : nil
    autocomplete =
      switch kind {
      case .account: "username"
      case .password: "current-password"
      case .newPassword: "new-password"
      default: "off"
      }
    isRequired = required
    isShort = kind == .number
    self.longest = longest
  }
}

/// One entry of a list to choose from.
struct OptionView: View {
  let value: String
  let name: String
  let isChosen: Bool

  init(_ value: String, _ name: String, isChosen: Bool = false) {
    self.value = value
    self.name = name
    self.isChosen = isChosen
  }

  static func all(_ choices: [Choice], chosen: String = "") -> [OptionView] {
    choices.map { OptionView($0.value, $0.name, isChosen: $0.value == chosen) }
  }
}
