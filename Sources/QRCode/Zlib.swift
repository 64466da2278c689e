import CZlib

/// zlib, over Swift arrays.
enum Zlib {
  /// A zlib stream (RFC 1950) of the bytes, at the best compression: an image is made once and
  /// sent over a slow line.
  static func compress(_ bytes: [UInt8]) -> [UInt8] {
    let bound = compressBound(uLong(bytes.count))
    return unsafe [UInt8](unsafeUninitializedCapacity: Int(bound)) { buffer, count in
      var size = bound
      let status = unsafe compress2(
        buffer.baseAddress, &size, bytes, uLong(bytes.count), Z_BEST_COMPRESSION)
      // With this much room only a lack of memory fails.
      precondition(status == Z_OK, "zlib: compress2 failed")
      count = Int(size)
    }
  }

  /// The CRC-32 of the bytes (RFC 1952 § 8).
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    unsafe UInt32(truncatingIfNeeded: crc32_z(0, bytes, bytes.count))
  }
}
