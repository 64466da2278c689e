internal import ServiceHall

extension Strings {
  /// A text as the value of a query parameter.
  static func queryValue(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = (48...57).contains(byte) || (65...90).contains(byte & ~0x20)
      if isPlain { return String(UnicodeScalar(byte)) }
      let hex = String(byte, radix: 16, uppercase: true)
      return "%" + (byte < 16 ? "0" : "") + hex
    }.joined()
  }

  /// 前面 3 人, or 无需等候.
  func ahead(_ count: Int) -> String {
    count == 0 ? text("wait.nobody") : text("wait.ahead", ["n": String(count)])
  }

  /// 3 人等候, or 无人等候.
  func waiting(_ count: Int) -> String {
    count == 0 ? text("wait.nobody-waiting") : text("wait.waiting", ["n": String(count)])
  }

  /// An honest estimate: rounded up to whole minutes, and none when no window is open.
  func estimate(_ seconds: Int?) -> String {
    guard let seconds else { return text("wait.no-window") }
    let minutes = (seconds + 59) / 60
    switch minutes {
    case ...0: return text("wait.soon")
    case ..<60: return text("wait.minutes", ["n": String(minutes)])
    default:
      let values = ["h": String(minutes / 60), "n": String(minutes % 60)]
      return text(minutes % 60 == 0 ? "wait.whole-hours" : "wait.hours", values)
    }
  }

  /// How many are before a ticket. Nobody ahead is good news only where a window is open.
  func standing(ahead: Int, isServed: Bool) -> String? {
    if ahead > 0 { return text("ticket.ahead", ["n": String(ahead)]) }
    return isServed ? text("ticket.ahead-none") : nil
  }

  /// 打印机缺纸 and the like.
  func printing(_ failure: PrintFailure) -> String { text("printing.\(failure.rawValue)") }

  /// How a printer is; one that was not asked yet is nil.
  func printer(_ condition: PrinterCondition?) -> String {
    guard let condition else { return text("printing.unasked") }
    if let failure = condition.failure { return printing(failure) }
    if condition.isPaperLow { return text("printing.paper-low") }
    return text(condition.answers ? "printing.ready" : "printing.silent")
  }

  func ratio(_ ratio: PriorityRatio) -> String {
    text("wait.ratio", ["p": String(ratio.priority), "n": String(ratio.normal)])
  }

  func reason(_ priority: PriorityReason) -> String { text("priority.\(priority.rawValue)") }

  func priorityMark(_ priority: PriorityReason?) -> String? {
    priority.map { text("wait.priority-mark", ["reason": reason($0)]) }
  }

  func list(_ names: [String]) -> String { names.joined(separator: text("app.list-joint")) }

  /// Why a line gives out no numbers now.
  func closed(_ reason: String?) -> String {
    reason.map { text("closed.reason", ["reason": $0]) } ?? text("closed.plain")
  }

  /// When numbers are given out again: later today, tomorrow, on a weekday, or on a date.
  func nextOpening(of line: LineStatus) -> String? {
    if let time = line.nextOpening { return text("closed.next", ["time": time]) }
    guard let later = line.laterOpening else { return nil }
    if let date = later.date {
      return text("closed.next-day", ["day": day(date), "time": later.time])
    }
    let day = text(later.isTomorrow ? "closed.tomorrow" : "weekdays.\(later.weekday.rawValue)")
    return text("closed.next-day", ["day": day, "time": later.time])
  }

  func role(_ role: Role) -> String { text("roles.\(role.rawValue)") }
}
