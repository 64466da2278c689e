internal import CCurl
import Glibc

/// A URL as libcurl itself takes it apart, so that what was looked at is what is used.
struct LinkAddress {
  let isSecure: Bool
  let host: String

  /// Nil if it is none, of another protocol, or carries a password.
  init?(_ text: String) {
    guard let handle = unsafe curl_url() else { return nil }
    defer { unsafe curl_url_cleanup(handle) }
    guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }),
      unsafe curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK,
      let scheme = unsafe Self.part(CURLUPART_SCHEME, of: handle),
      let host = unsafe Self.part(CURLUPART_HOST, of: handle), !host.isEmpty,
      unsafe Self.part(CURLUPART_USER, of: handle) == nil,
      unsafe Self.part(CURLUPART_PASSWORD, of: handle) == nil
    else { return nil }
    switch scheme {
    case "https": isSecure = true
    case "http": isSecure = false
    default: return nil
    }
    self.host = host.lowercased()
  }

  /// This machine: its bytes pass no wire.
  var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    var address = in_addr()
    return unsafe inet_pton(AF_INET, host, &address) == 1 && address.s_addr.bigEndian >> 24 == 127
  }

  private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>? = nil
    guard unsafe curl_url_get(handle, part, &text, 0) == CURLUE_OK, let text = unsafe text else { return nil }
    defer { unsafe curl_free(text) }
    return unsafe String(cString: text)
  }
}
