/// What somebody asks for when taking a number.
public struct TicketRequest: Sendable, Equatable, Codable {
  public let line: Line.ID
  public let priority: PriorityReason?
  /// Lines to visit afterwards, in this order.
  public let then: [Line.ID]
  public let person: Person?
  public let phone: String?

  /// - Throws: `InputRefusal` naming `then` or `phone`.
  public init(
    line: Line.ID, priority: PriorityReason? = nil, then: [Line.ID] = [], person: Person? = nil,
    phone: String? = nil
  ) throws(InputRefusal) {
    guard then.count <= 5 else { throw InputRefusal("then", .tooMany) }
    guard zip([line] + then, then).allSatisfy({ $0 != $1 }) else {
      throw InputRefusal("then", .notCombinable)
    }
    self.line = line
    self.priority = priority
    self.then = then
    self.person = person
    self.phone = try Phone.checked(phone, field: "phone")
  }
}

/// A telephone number as people type it: digits, with an optional leading plus.
public enum Phone {
  public static func checked(_ phone: String?, field: String) throws(InputRefusal) -> String? {
    guard let text = try PlainText.optional(phone, field: field, longest: 20) else { return nil }
    let digits = text.hasPrefix("+") ? text.dropFirst() : Substring(text)
    guard digits.isMade(of: \.isDigit, lengths: 5...18) else { throw InputRefusal(field, .format) }
    return text
  }
}

extension Line {
  /// Checks whether a number may be given out now.
  ///
  /// - Parameters:
  ///   - issued: numbers given out today, handwritten ones included.
  ///   - taken: numbers that this person took today.
  ///   - closures: the hall's days off.
  public func admit(
    _ request: TicketRequest, issued: Int, taken: Int, on date: CivilDate, at time: TimeOfDay,
    closures: [Closure] = []
  ) throws(QueueRefusal) {
    if let closure = closures.closure(on: date) {
      throw .hallClosed(
        reason: closure.days.reason, opens: hours.firstOpening(after: date, closures: closures)?.date)
    }
    if let closedReason { throw .lineClosed(reason: closedReason) }
    guard hours.isOpen(on: date, at: time) else { throw .lineClosed(reason: nil) }
    if let dailyCap, issued >= dailyCap { throw .dailyLimit(dailyCap) }
    if let personCap, taken >= personCap { throw .personLimit(personCap) }
  }
}
