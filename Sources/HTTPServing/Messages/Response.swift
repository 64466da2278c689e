/// What a request is answered with.
///
/// Content-Length, Transfer-Encoding, Date and Connection are set by the server; fields of these
/// names (but `Connection: close`) are left out.
public struct Response: Sendable {
  public var status: HTTPStatus
  public var headers: HeaderFields
  public var body: ResponseBody

  public init(
    status: HTTPStatus = .ok, headers: HeaderFields = HeaderFields(), body: ResponseBody = .empty
  ) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  public static func bytes(
    _ bytes: [UInt8], type: String, status: HTTPStatus = .ok
  ) -> Response {
    Response(status: status, headers: HeaderFields([("Content-Type", type)]), body: .bytes(bytes))
  }

  public static func text(
    _ text: String, type: String = "text/html; charset=utf-8", status: HTTPStatus = .ok
  ) -> Response {
    bytes(Array(text.utf8), type: type, status: status)
  }

  /// 303: the browser fetches the address with GET, so that a reload does not post again.
  public static func redirect(to address: String) -> Response {
    Response(status: .seeOther, headers: HeaderFields([("Location", address)]))
  }

  /// A cached answer, with its own status and header fields.
  public static func prepared(_ body: PreparedBody) -> Response {
    Response(status: body.status, headers: body.headers, body: .prepared(body))
  }

  /// A stream of server-sent events, with the header fields that keep it flowing.
  public static func events(_ stream: EventStream) -> Response {
    Response(body: .events(stream))
  }

  public mutating func setCookie(_ cookie: SetCookie) {
    headers.add("Set-Cookie", cookie.fieldValue)
  }
}

/// The content of a response.
public enum ResponseBody: Sendable {
  case empty
  case bytes([UInt8])
  /// Sent with the status and the header fields of the prepared body; header fields that only
  /// the response has are added, at the price of a copy.
  case prepared(PreparedBody)
  /// Stays open until either side closes it.
  case events(EventStream)

  /// Bytes; zero for a stream.
  public var size: Int {
    switch self {
    case .empty, .events: 0
    case .bytes(let bytes): bytes.count
    case .prepared(let prepared): prepared.bytes.count
    }
  }
}
