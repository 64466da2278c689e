/// What stands on a ticket's slip, in words that are ready to be set. 小票
///
/// A slip lies about and is left behind: it never carries a name, an ID or a phone number.
public struct Slip: Sendable, Equatable {
  public var hall: String
  /// What stands above the number: 您的号码.
  public var heading: String
  /// `A001`
  public var number: String
  public var line: String
  /// Which windows serve the line.
  public var windows: String
  /// Where to wait.
  public var place: String?
  /// How many are before it; nil when it does not wait.
  public var ahead: String?
  public var estimate: String?
  /// Why it goes first.
  public var priority: String?
  /// How priority and normal numbers take turns.
  public var ratio: String
  /// The lines that follow after this one.
  public var then: String?
  /// Becomes the QR code.
  public var followURL: String
  /// What the QR code is for.
  public var follow: String
  /// The short code with its name.
  public var code: String
  public var notice: String?
  public var keep: String
  /// Date and time of issue.
  public var issued: String

  public init(
    hall: String, heading: String, number: String, line: String, windows: String,
    place: String? = nil, ahead: String? = nil, estimate: String? = nil, priority: String? = nil,
    ratio: String, then: String? = nil, followURL: String, follow: String, code: String,
    notice: String? = nil, keep: String, issued: String
  ) {
    self.hall = hall
    self.heading = heading
    self.number = number
    self.line = line
    self.windows = windows
    self.place = place
    self.ahead = ahead
    self.estimate = estimate
    self.priority = priority
    self.ratio = ratio
    self.then = then
    self.followURL = followURL
    self.follow = follow
    self.code = code
    self.notice = notice
    self.keep = keep
    self.issued = issued
  }
}
