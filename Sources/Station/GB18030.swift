import Glibc

/// The encoding of files that spreadsheets save in China; the C library converts it.
enum GB18030 {
  /// - Returns: the text as UTF-8; nil when the bytes are not GB18030 from beginning to end.
  static func decode(_ bytes: [UInt8]) -> [UInt8]? {
    let converter = unsafe iconv_open("UTF-8", "GB18030")
    guard unsafe converter != iconv_t(bitPattern: -1) else { return nil }
    defer { unsafe iconv_close(converter) }
    // Two bytes become three, and never more than twice as many and a few.
    let capacity = bytes.count * 2 + 16
    var source = bytes.map { CChar(bitPattern: $0) }
    var isWhole = false
    let text = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      unsafe buffer.withMemoryRebound(to: CChar.self) { target in
        unsafe source.withUnsafeMutableBufferPointer { source in
          var from = source.baseAddress
          var fromLeft = source.count
          var to = target.baseAddress
          var toLeft = capacity
          let result = unsafe iconv(converter, &from, &fromLeft, &to, &toLeft)
          isWhole = result != -1 && fromLeft == 0
          count = capacity - toLeft
        }
      }
    }
    return isWhole ? text : nil
  }
}
