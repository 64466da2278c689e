public import ServiceHall

/// A ticket as its slip tells of it: raw values, put into words by `words`.
public struct TicketSlip: Sendable {
  public var hall: String
  public var number: String
  public var shortCode: String
  public var lineName: String
  public var linePlace: String?
  /// The numbers of the windows that serve the line.
  public var windows: [String]
  /// nil when it does not wait.
  public var ahead: Int?
  /// nil when no window of the line is open.
  public var estimatedSeconds: Int?
  public var priority: PriorityReason?
  public var ratio: PriorityRatio
  /// Names of the lines that follow.
  public var then: [String]
  /// `2026-11-20`
  public var day: String
  /// `HH:mm`
  public var issuedAt: String
  public var notice: String?
  public var followURL: String

  public init(
    hall: String, number: String, shortCode: String, lineName: String, linePlace: String? = nil,
    windows: [String], ahead: Int?, estimatedSeconds: Int? = nil, priority: PriorityReason? = nil,
    ratio: PriorityRatio, then: [String] = [], day: String, issuedAt: String,
    notice: String? = nil, followURL: String
  ) {
    self.hall = hall
    self.number = number
    self.shortCode = shortCode
    self.lineName = lineName
    self.linePlace = linePlace
    self.windows = windows
    self.ahead = ahead
    self.estimatedSeconds = estimatedSeconds
    self.priority = priority
    self.ratio = ratio
    self.then = then
    self.day = day
    self.issuedAt = issuedAt
    self.notice = notice
    self.followURL = followURL
  }

  /// A slip that is no ticket's, for a look at the printer.
  public static func trial(
    hall: String, device: String, day: String, time: String, address: String, _ strings: Strings
  ) -> Slip {
    Slip(
      hall: hall, heading: strings.text("slip.trial"), number: "A000", line: device,
      windows: strings.text("slip.trial-sentence"), ratio: "", followURL: address,
      follow: strings.text("slip.trial-follow"), code: "", keep: "",
      issued: strings.text("slip.trial-time", ["day": day, "time": time]))
  }

  public func words(_ strings: Strings) -> Slip {
    Slip(
      hall: hall, heading: strings.text("ticket.heading"), number: number, line: lineName,
      windows: windows.isEmpty
        ? strings.text("ticket.no-windows")
        : strings.text("ticket.windows", ["windows": strings.list(windows)]),
      place: linePlace.map { strings.text("ticket.place", ["place": $0]) },
      ahead: ahead.flatMap { strings.standing(ahead: $0, isServed: estimatedSeconds != nil) },
      estimate: ahead == nil
        ? nil
        : estimatedSeconds.map { strings.text("slip.estimate", ["time": strings.estimate($0)]) },
      priority: strings.priorityMark(priority), ratio: strings.ratio(ratio),
      then: then.isEmpty ? nil : strings.text("ticket.then", ["lines": strings.list(then)]),
      followURL: followURL, follow: strings.text("ticket.follow"),
      code: strings.text("slip.code", ["code": shortCode]), notice: notice,
      keep: strings.text("ticket.slip-keep"),
      issued: strings.text("slip.issued", ["day": day, "time": issuedAt]))
  }
}
