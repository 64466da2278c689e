internal import CMicrohttpd
import Glibc

/// The client's end of a connection, read once when it opens.
final class Peer: Sendable {
  /// Numeric, without port; an IPv4 client of a dual-stack socket appears as IPv4.
  let address: String

  init(_ socketAddress: UnsafePointer<sockaddr>?) {
    address = unsafe Self.text(socketAddress)
  }

  private static func text(_ socketAddress: UnsafePointer<sockaddr>?) -> String {
    guard let socketAddress = unsafe socketAddress else { return "" }
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let length = socklen_t(buffer.count)
    switch Int32(unsafe socketAddress.pointee.sa_family) {
    case AF_INET:
      unsafe socketAddress.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        var address = unsafe $0.pointee.sin_addr
        _ = unsafe inet_ntop(AF_INET, &address, &buffer, length)
      }
    case AF_INET6:
      unsafe socketAddress.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        var address = unsafe $0.pointee.sin6_addr
        _ = unsafe inet_ntop(AF_INET6, &address, &buffer, length)
      }
    default:
      return ""
    }
    let text = String(
      decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let mapped = "::ffff:"
    return text.hasPrefix(mapped) && text.contains(".")
      ? String(text.dropFirst(mapped.count)) : text
  }
}
