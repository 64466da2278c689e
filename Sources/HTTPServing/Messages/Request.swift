/// One request, entirely copied: nothing in it belongs to the library that received it.
public struct Request: Sendable {
  public var method: HTTPMethod
  /// Percent-decoded; always begins with "/" and has no ".." segment.
  public var path: String
  public var query: QueryParameters
  public var headers: HeaderFields
  /// Numeric, without port; IPv4 clients of a dual-stack socket appear as IPv4.
  public var remoteAddress: String
  /// Whether the request came over TLS.
  public var isSecure: Bool
  public var body: RequestBody

  public init(
    method: HTTPMethod = .get, path: String, query: QueryParameters = QueryParameters(),
    headers: HeaderFields = HeaderFields(), remoteAddress: String = "127.0.0.1",
    isSecure: Bool = false, body: RequestBody = .empty
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.remoteAddress = remoteAddress
    self.isSecure = isSecure
    self.body = body
  }

  /// Whether the client is on this machine.
  public var isLoopback: Bool {
    remoteAddress.hasPrefix("127.") || remoteAddress == "::1"
  }

  public var cookies: Cookies {
    Cookies(headers.values(of: "cookie"))
  }

  /// The fields of a form, by the content type of the body.
  ///
  /// - Throws: `MalformedRequest` if the body is not what its content type says.
  public func form() throws -> Form {
    try Form(contentType: headers["content-type"], body: body)
  }
}
