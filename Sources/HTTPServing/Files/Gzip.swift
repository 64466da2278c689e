internal import CZlib

/// Compression done once, when files are loaded.
enum Gzip {
  /// The gzip form at the best level, or nil if it is not at least a tenth smaller.
  static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count > 200, let count = UInt32(exactly: bytes.count) else { return nil }
    let limit = bytes.count - bytes.count / 10
    var stream = unsafe z_stream()
    // 15 bits of window, and 16 to ask for the gzip wrapping.
    guard
      unsafe deflateInit2_(
        &stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { unsafe deflateEnd(&stream) }
    var isFinished = false
    var input = bytes
    let output = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, written in
      unsafe input.withUnsafeMutableBufferPointer { source in
        unsafe stream.next_in = source.baseAddress
        unsafe stream.avail_in = count
        unsafe stream.next_out = buffer.baseAddress
        unsafe stream.avail_out = UInt32(clamping: limit)
        isFinished = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
        written = unsafe limit - Int(stream.avail_out)
      }
    }
    return isFinished ? output : nil
  }
}
