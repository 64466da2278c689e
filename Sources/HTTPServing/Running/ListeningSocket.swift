internal import CMicrohttpd
import Glibc

/// Opens the socket that clients connect to.
enum ListeningSocket {
  /// The descriptor, non-blocking, and the port it is bound to.
  ///
  /// `::` listens for IPv4 as well. The address has to be numeric: a name could mean several.
  static func open(
    address: String, port: UInt16
  ) throws(ServerFault) -> (descriptor: Int32, port: UInt16) {
    let isIPv6 = address.contains(":")
    let descriptor = socket(
      isIPv6 ? AF_INET6 : AF_INET,
      Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw fault(errno, port: port) }
    do throws(ServerFault) {
      // A server that is restarted finds its old connections still waiting.
      try set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
      if isIPv6 { try set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
      let code = isIPv6 ? bindIPv6(descriptor, address, port) : bindIPv4(descriptor, address, port)
      guard let code else { throw ServerFault.cannotStart("not a numeric address: \(address)") }
      guard code == 0, listen(descriptor, SOMAXCONN) == 0 else { throw fault(errno, port: port) }
    } catch {
      close(descriptor)
      throw error
    }
    return (descriptor, boundPort(descriptor) ?? port)
  }

  private static func fault(_ code: Int32, port: UInt16) -> ServerFault {
    switch code {
    case EADDRINUSE: .portInUse(port)
    case EACCES, EPERM: .notPermitted
    default: .cannotStart(unsafe String(cString: strerror(code)))
    }
  }

  private static func set(
    _ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32
  ) throws(ServerFault) {
    var value = value
    let size = socklen_t(MemoryLayout<Int32>.size)
    guard unsafe setsockopt(descriptor, level, option, &value, size) == 0 else {
      throw fault(errno, port: 0)
    }
  }

  /// Nil if the text is no address.
  private static func bindIPv4(_ descriptor: Int32, _ text: String, _ port: UInt16) -> Int32? {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    guard unsafe inet_pton(AF_INET, text, &address.sin_addr) == 1 else { return nil }
    return unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  /// Nil if the text is no address.
  private static func bindIPv6(_ descriptor: Int32, _ text: String, _ port: UInt16) -> Int32? {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    guard unsafe inet_pton(AF_INET6, text, &address.sin6_addr) == 1 else { return nil }
    return unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
      }
    }
  }

  /// Both families keep the port at the same place.
  private static func boundPort(_ descriptor: Int32) -> UInt16? {
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let code = unsafe withUnsafeMutablePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(descriptor, $0, &length)
      }
    }
    return code == 0 ? UInt16(bigEndian: address.sin6_port) : nil
  }
}
