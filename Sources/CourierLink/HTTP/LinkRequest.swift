/// One request to a receiver.
public struct LinkRequest: Sendable {
  public enum Method: String, Sendable {
    case get = "GET"
    case put = "PUT"
    case post = "POST"
  }

  public var method: Method
  /// `https://…`; `http://` as `HTTPLink.Settings.allowsPlainHTTP` says.
  public var url: String
  /// Control characters in them are left out.
  public var headers: [String: String]
  /// Sent with its length; empty for `GET`.
  public var body: [UInt8]
  /// The whole exchange, from its turn in the queue to its last byte; nil leaves only the settings' limits
  /// for connecting and for silence.
  public var timeLimit: Duration?
  /// Whether a body of which a part has left is sent once more when the kept connection turns out to be dead.
  public var isRepeatable: Bool
  /// A longer reply is cut off, as `LinkFault.tooLarge`.
  public var maxResponseBytes: Int

  public init(
    method: Method, url: String, headers: [String: String] = [:], body: [UInt8] = [],
    timeLimit: Duration? = nil, isRepeatable: Bool = true, maxResponseBytes: Int = 1024 * 1024
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeLimit = timeLimit
    self.isRepeatable = isRepeatable
    self.maxResponseBytes = maxResponseBytes
  }
}
