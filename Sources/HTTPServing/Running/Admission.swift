/// What is to become of a request whose header section has arrived.
///
/// Ambiguous framing (RFC 9112 §6.3) is refused and the connection closed: where the next request
/// begins could be read in two ways, by us and by a proxy before us.
enum Admission {
  /// To be answered after its body, if any, of at most `limit` bytes; `expected` if it said so.
  case accept(Request, limit: Int, expected: Int?)
  /// To be refused; the body, if any, is read and thrown away, so that the client reads the answer.
  case refuse(HTTPStatus, String)
  /// To be refused at once, and the connection closed.
  case refuseAndClose(HTTPStatus, String)

  static func decide(
    method name: String, version: String, target: [UInt8], fields: [HeaderFields.Field],
    headerBytes: Int, peer: Peer?, configuration: Server.Configuration
  ) -> Admission {
    let limits = configuration.limits
    let framing = Framing(fields)
    guard framing.isSound, framing.hasHost || version == "HTTP/1.0" else {
      return .refuseAndClose(.badRequest, "malformed-header")
    }
    func refused(_ status: HTTPStatus, _ code: String) -> Admission {
      framing.expectsContinue
        ? .refuseAndClose(status, code) : .refuse(status, code)
    }
    guard headerBytes <= limits.headerBytes else {
      return refused(.headerFieldsTooLarge, "header-too-large")
    }
    guard target.count <= limits.targetBytes else { return refused(.uriTooLong, "uri-too-long") }
    guard let method = HTTPMethod(rawValue: name) else {
      return refused(.notImplemented, "method-not-implemented")
    }
    guard let parsed = RequestTarget(target) else {
      return refused(.badRequest, "malformed-target")
    }
    let limit = max(0, limits.maximumBody(method, parsed.path))
    if let length = framing.contentLength, length > limit {
      let isBounded = length <= drainLimit(for: limit) && !framing.expectsContinue
      return isBounded
        ? .refuse(.contentTooLarge, "body-too-large")
        : .refuseAndClose(.contentTooLarge, "body-too-large")
    }
    let request = Request(
      method: method, path: parsed.path, query: parsed.query,
      headers: HeaderFields(checked: fields), remoteAddress: peer?.address ?? "",
      isSecure: configuration.tls != nil)
    return .accept(request, limit: limit, expected: framing.contentLength)
  }

  /// How much of a refused body is read, in bytes: four times the limit, at most 256 MB, and
  /// always enough for a form that is a little too long.
  static func drainLimit(for limit: Int) -> Int {
    let bound = 256 * 1024 * 1024
    return min(max(limit, 64 * 1024), bound / 4) * 4
  }
}

/// What the header section says about the length of the body.
struct Framing {
  private(set) var contentLength: Int?
  private(set) var isChunked = false
  private(set) var expectsContinue = false
  private(set) var hasHost = false
  /// False if the fields contradict each other or cannot be relied on.
  private(set) var isSound = true

  init(_ fields: [HeaderFields.Field]) {
    var lengths = 0
    var codings = 0
    var hosts = 0
    for field in fields {
      // A blank before the colon hides a field from one reader and not from the next.
      if !field.name.isToken { isSound = false }
      switch field.name.utf8.count {
      case 4 where field.name.isSameToken(as: "host"):
        hosts += 1
        hasHost = true
      case 6 where field.name.isSameToken(as: "expect"):
        expectsContinue = field.value.isSameToken(as: "100-continue")
      case 14 where field.name.isSameToken(as: "content-length"):
        lengths += 1
        contentLength = Int(field.value)
        let isNumber = field.value.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
        if contentLength == nil || !isNumber { isSound = false }
      case 17 where field.name.isSameToken(as: "transfer-encoding"):
        codings += 1
        isChunked = field.value.isSameToken(as: "chunked")
        if !isChunked { isSound = false }
      default: break
      }
    }
    if lengths > 1 || codings > 1 || lengths + codings > 1 || hosts > 1 { isSound = false }
  }
}
