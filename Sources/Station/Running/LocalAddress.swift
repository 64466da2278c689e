import Glibc

/// This machine's own address in the hall's network, for QR codes that telephones follow.
enum LocalAddress {
  /// The first IPv4 address that is not loopback; nil on a machine without a network.
  static var first: String? {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard unsafe getifaddrs(&list) == 0 else { return nil }
    defer { unsafe freeifaddrs(list) }
    var next = unsafe list
    while let entry = unsafe next {
      if let address = unsafe text(of: entry.pointee) { return address }
      unsafe next = entry.pointee.ifa_next
    }
    return nil
  }

  private static func text(of entry: ifaddrs) -> String? {
    guard let address = unsafe entry.ifa_addr, unsafe address.pointee.sa_family == AF_INET,
      unsafe entry.ifa_flags & UInt32(IFF_LOOPBACK) == 0,
      unsafe entry.ifa_flags & UInt32(IFF_UP) != 0
    else { return nil }
    var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let result = unsafe getnameinfo(
      address, socklen_t(MemoryLayout<sockaddr_in>.size), &host, socklen_t(host.count), nil, 0,
      NI_NUMERICHOST)
    guard result == 0 else { return nil }
    return String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
