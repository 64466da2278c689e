/// Says what was refused, why, and what to do now; no page is ever left blank.
public struct RefusalPage: Page {
  public static let template = "refusal"

  public var frame: Frame
  public var status: Int
  /// The code of a domain refusal or of an HTTP refusal: `line-closed`, `not-found`.
  public var code: String
  /// What the sentence's placeholders stand for.
  public var values: [String: String] = [:]
  /// Names the entry in the log; set for every 5xx.
  public var incident: String?
  /// A path on this machine; nil leads to the hall, or to the first page.
  public var back: String?

  public init(
    frame: Frame, status: Int, code: String, values: [String: String] = [:],
    incident: String? = nil, back: String? = nil
  ) {
    self.frame = frame
    self.status = status
    self.code = code
    self.values = values
    self.incident = incident
    self.back = back
  }
}
