public import ServiceHall

/// What a person is told when something is refused.
public struct RefusalText: Sendable, Equatable {
  /// What happened, in one sentence.
  public let title: String
  /// More about it, where something is known.
  public let detail: String?
  /// What to do now.
  public let remedy: String?
}

extension Strings {
  /// The sentences for a refusal's code, from `refusals` in the strings.
  ///
  /// - Parameter values: for the placeholders of the detail; a detail for which one is missing is left out.
  public func refusal(_ code: String, _ values: [String: String] = [:]) -> RefusalText {
    let known = optional("refusals.\(code).title") == nil ? "unknown" : code
    let key = "refusals.\(known)"
    let detail = optional("\(key).detail", values).flatMap { $0.contains("{") ? nil : $0 }
    return RefusalText(
      title: text("\(key).title"), detail: detail, remedy: optional("\(key).todo"))
  }

  /// When and where something was collected: 2026-11-20 09:41，3号窗口
  public func collected(_ at: Moment, _ window: Window.ID?, _ offset: UTCOffset) -> String {
    let time = "\(offset.date(of: at)) \(offset.clockTime(at))"
    guard let window else { return time }
    return text("claims.collected-at", ["time": time, "window": window.rawValue])
  }

  /// What is wrong with a field: 请填写
  public func fault(_ code: FieldFault.Code) -> String { text("faults.\(code.rawValue)") }

  /// A field's name as people know it; the last part of its path decides: `person.idNumber`.
  public func fieldName(_ field: String) -> String {
    if let name = columnName(field) { return name }
    let parts = field.split(whereSeparator: { $0 == "." || $0 == "-" })
    guard let last = parts.last else { return field }
    if let first = parts.first, parts.count > 1, first == "hours" {
      return text("weekdays.\(last)") + text("fields.hours")
    }
    if let first = parts.first, parts.count > 1, first == "serves" {
      return text("fields.serves-line", ["line": String(last)])
    }
    return optional("fields.\(last)") ?? field
  }
}
