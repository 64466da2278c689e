internal import CCurl

/// libcurl's easy handle, used by one thread. Any option that the library refuses ends the request: most
/// of them are there for safety.
@safe final class CurlEasy {
  let pointer: UnsafeMutableRawPointer
  /// In use until the transfer is over.
  private var headers: UnsafeMutablePointer<curl_slist>?

  init?() {
    guard let pointer = unsafe curl_easy_init() else { return nil }
    unsafe self.pointer = pointer
  }

  deinit {
    unsafe curl_easy_cleanup(pointer)
    unsafe curl_slist_free_all(headers)
  }

  /// Forgets all options; connections, sessions and names stay known.
  func reset() {
    unsafe curl_easy_reset(pointer)
    unsafe curl_slist_free_all(headers)
    unsafe headers = nil
  }

  func set(_ option: CURLoption, _ value: Int) throws(LinkFault) {
    try unsafe check(link_set_long(pointer, option, value))
  }

  func set(_ option: CURLoption, _ value: Bool) throws(LinkFault) {
    try set(option, value ? 1 : 0)
  }

  func set(offset option: CURLoption, _ value: Int) throws(LinkFault) {
    try unsafe check(link_set_offset(pointer, option, curl_off_t(value)))
  }

  func set(_ option: CURLoption, _ value: String) throws(LinkFault) {
    try unsafe check(link_set_string(pointer, option, value))
  }

  func set(milliseconds option: CURLoption, _ value: Duration) throws(LinkFault) {
    let (seconds, attoseconds) = value.components
    // Zero would be no limit at all; a fortnight is more than anyone waits, and fits a long.
    let whole = min(max(seconds, 0), 1_209_600) * 1000 + attoseconds / 1_000_000_000_000_000
    try set(option, Int(max(1, whole)))
  }

  /// Once between two resets.
  func setHeaders(_ lines: [String]) throws(LinkFault) {
    for line in lines {
      guard let longer = unsafe curl_slist_append(headers, line) else { throw .unreachable(.resources) }
      unsafe headers = longer
    }
    try unsafe check(link_set_list(pointer, CURLOPT_HTTPHEADER, headers))
  }

  func check(_ code: CURLcode) throws(LinkFault) {
    if code != CURLE_OK { throw .unreachable(.other(Int32(bitPattern: code.rawValue))) }
  }

  // MARK: What came of it

  func integer(_ info: CURLINFO) -> Int { unsafe link_get_long(pointer, info) }
  func offset(_ info: CURLINFO) -> Int64 { unsafe Int64(link_get_offset(pointer, info)) }

  /// The server's certificate, if this transfer made a connection and it was readable.
  var certificate: ServerCertificate? {
    var line = unsafe link_get_certificate(pointer)
    while let entry = unsafe line {
      let text = unsafe String(cString: entry.pointee.data)
      if text.hasPrefix("Cert:") { return ServerCertificate(pem: text.dropFirst(5)) }
      unsafe line = unsafe UnsafePointer(entry.pointee.next)
    }
    return nil
  }
}
