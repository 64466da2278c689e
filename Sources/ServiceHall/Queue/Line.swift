/// A queue for one kind of business, lettered. 业务队列
public struct Line: Sendable, Equatable, Codable {
  /// One letter, A–Z: the first character of every number of the line.
  public struct ID: Identifier {
    public let rawValue: String
    public init?(rawValue: String) {
      guard rawValue.isMade(of: \.isUpper, lengths: 1...1) else { return nil }
      self.rawValue = rawValue
    }
  }

  public var id: ID
  /// At most 20 characters: 社会保障
  public var name: String
  /// Where to wait, as printed on the slip: 一楼东侧. At most 40 characters.
  public var place: String?
  public var hours: OpeningHours
  /// The most numbers given out on one business day.
  public var dailyCap: Int?
  /// The most numbers one person may take on one business day; the person must then be named.
  public var personCap: Int?
  /// A ticket that has waited longer than this goes before every ticket taken later. Whole minutes.
  public var overdueAfterMinutes: Int
  /// Set while the line is closed by hand, as people read it: 系统维护,下午恢复
  public var closedReason: String?

  public init(
    id: ID, name: String, place: String? = nil, hours: OpeningHours = .always,
    dailyCap: Int? = nil, personCap: Int? = nil, overdueAfterMinutes: Int = 45,
    closedReason: String? = nil
  ) {
    self.id = id
    self.name = name
    self.place = place
    self.hours = hours
    self.dailyCap = dailyCap
    self.personCap = personCap
    self.overdueAfterMinutes = overdueAfterMinutes
    self.closedReason = closedReason
  }

  public var overdueAfter: Duration { .minutes(overdueAfterMinutes) }

  /// - Throws: every field that is out of its range.
  public func checked() throws(InputRefusal) -> Line {
    var line = self
    line.name = try PlainText.required(name, field: "name", longest: 20)
    line.place = try PlainText.optional(place, field: "place", longest: 40)
    line.closedReason = try PlainText.optional(closedReason, field: "closedReason", longest: 60)
    var faults: [FieldFault] = []
    func check(_ value: Int?, _ field: String, _ range: ClosedRange<Int>) {
      if let value, !range.contains(value) { faults.append(FieldFault(field, .outOfRange)) }
    }
    check(dailyCap, "dailyCap", 1...9999)
    check(personCap, "personCap", 1...99)
    check(overdueAfterMinutes, "overdueAfterMinutes", 1...600)
    guard faults.isEmpty else { throw InputRefusal(faults) }
    return line
  }
}
