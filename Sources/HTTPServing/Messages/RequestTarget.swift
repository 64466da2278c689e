/// The target of a request line (RFC 9112 §3.2), decoded.
///
/// Invariants, cited by number in `RequestTargetTests`:
/// 1. The path begins with "/", is valid UTF-8 and holds no control character.
/// 2. No segment of the decoded path is "..", so that it can be joined to a folder.
struct RequestTarget: Sendable {
  let path: String
  let query: QueryParameters

  /// Nil if the target is malformed in any way.
  init?(_ bytes: [UInt8]) {
    guard let start = Self.startOfPath(bytes) else { return nil }
    // RFC 9112: only visible ASCII may stand here. Raw UTF-8 is let through because old
    // browsers send it; spaces and control characters never are.
    guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    let rest = bytes[start...]
    let end = rest.firstIndex { $0 == 0x3F || $0 == 0x23 } ?? rest.endIndex
    guard let path = PercentEncoding.decoded(rest[..<end], plusIsSpace: false),
      path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { return nil }
    if path.utf8.contains(0x2E),
      path.utf8.split(separator: 0x2F).contains(where: { $0.elementsEqual("..".utf8) })
    {
      return nil
    }
    self.path = path.isEmpty ? "/" : path
    guard end < rest.endIndex, rest[end] == 0x3F else {
      query = QueryParameters()
      return
    }
    let text = rest[(end + 1)...].prefix { $0 != 0x23 }
    guard let pairs = try? PercentEncoding.pairs(text) else { return nil }
    query = QueryParameters(pairs.map { ($0.name, $0.value) })
  }

  /// Where the path begins: at once, or after scheme and authority of the absolute form, which
  /// every server has to accept.
  private static func startOfPath(_ bytes: [UInt8]) -> Int? {
    if bytes.first == 0x2F { return 0 }
    for scheme in ["http://", "https://"] where bytes.count > scheme.utf8.count {
      let prefix = bytes.prefix(scheme.utf8.count).map(\.asciiLowercased)
      guard prefix.elementsEqual(scheme.utf8) else { continue }
      let authority = bytes[scheme.utf8.count...]
      return authority.firstIndex { $0 == 0x2F || $0 == 0x3F } ?? bytes.endIndex
    }
    return nil
  }
}
