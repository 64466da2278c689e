/// What came back, whole. It proves nothing by its status: a captive portal answers 200 too.
public struct LinkResponse: Sendable {
  /// 100…599; a redirect is returned and never followed.
  public var status: Int
  /// By name in lower case; of several lines of one name, the last.
  public var headers: [String: String]
  public var body: [UInt8]
  /// From the request's turn in the queue to the reply's last byte.
  public var elapsed: Duration
  /// Bytes of request body per second, from the moment the connection stood to the reply's last byte; nil
  /// without a body. Only the reply shows that the bytes arrived: the system's buffers take any upload of
  /// a few hundred KB at once.
  public var goodput: Double?
  /// Whether the connection of an earlier request served this one too.
  public var isOnKeptConnection: Bool

  public var contentType: String? { headers["content-type"] }
}
