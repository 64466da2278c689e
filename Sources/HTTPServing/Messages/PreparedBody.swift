import Synchronization

/// An answer that is made once and sent many times: status, header fields and content.
///
/// The library's form of it is made on first use, shared by all connections and released with
/// this object; a connection that is still sending it keeps it alive. Sending costs no copy.
public final class PreparedBody: Sendable {
  public let bytes: [UInt8]
  public let headers: HeaderFields
  public let status: HTTPStatus
  private let shared = Mutex<NativeResponse?>(nil)

  public init(
    bytes: [UInt8], headers: HeaderFields = HeaderFields(), status: HTTPStatus = .ok
  ) {
    self.bytes = bytes
    self.headers = headers
    self.status = status
  }

  /// Prepares a response that is to be given again and again; nil if it is a stream.
  public convenience init?(_ response: Response) {
    switch response.body {
    case .empty:
      self.init(bytes: [], headers: response.headers, status: response.status)
    case .bytes(let bytes):
      self.init(bytes: bytes, headers: response.headers, status: response.status)
    case .prepared(let other):
      self.init(
        bytes: other.bytes, headers: other.headers.adding(response.headers), status: other.status)
    case .events:
      return nil
    }
  }

  /// Queues the shared response; false if the connection does not take it.
  func queue(on connection: Connection) -> Bool {
    shared.withLock { response in
      if response == nil { response = NativeResponse(bytes: bytes, headers: headers) }
      return response?.queue(on: connection, status: status) ?? false
    }
  }
}
