/// Conditional requests (RFC 9110 §13): a client that already has the answer gets 304.
public enum Conditional {
  /// A strong entity tag of some content, with its quotes.
  public static func entityTag(of bytes: [UInt8]) -> String {
    "\"\(ContentDigest(bytes).text)\""
  }

  /// The response, or 304 without content if it carries an ETag that the request already names.
  ///
  /// Only a 200 to GET or HEAD is conditional. The fields that RFC 9110 §15.4.5 wants repeated
  /// are kept; those that describe the content go with it.
  public static func apply(_ response: Response, to request: Request) -> Response {
    guard request.method == .get || request.method == .head else { return response }
    var status = response.status
    var headers = response.headers
    if case .prepared(let prepared) = response.body {
      status = prepared.status
      headers = prepared.headers.adding(response.headers)
    }
    guard status == .ok, let tag = headers["etag"],
      names(tag, in: request.headers.values(of: "if-none-match"))
    else { return response }
    for name in ["content-type", "content-encoding", "content-length", "content-language"] {
      headers[name] = nil
    }
    return Response(status: .notModified, headers: headers)
  }

  /// Weak comparison, as If-None-Match has it.
  static func names(_ tag: String, in lines: [String]) -> Bool {
    let opaque = tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...]
    for line in lines {
      for candidate in line.split(separator: ",") {
        let candidate = candidate.withoutOuterSpace
        if candidate == "*" { return true }
        if (candidate.hasPrefix("W/") ? candidate.dropFirst(2) : candidate) == opaque {
          return true
        }
      }
    }
    return false
  }
}
