internal import CZlib

/// The body's compression on the wire, zlib format (RFC 1950).
public enum Deflate {
  public enum Fault: Error, Sendable, Equatable {
    /// No zlib stream, or a wrong checksum.
    case malformed
    /// It ends before the stream does.
    case truncated
    /// Something follows the stream.
    case trailingBytes
    /// More than the limit would come out.
    case tooLarge
    /// No memory for zlib's window.
    case resources
  }

  /// Compresses the bytes.
  ///
  /// - Parameter level: 1 (fast) … 9 (small); others are taken as the nearest.
  public static func compress(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
    let bound = compressBound(uLong(bytes.count))
    return unsafe [UInt8](unsafeUninitializedCapacity: Int(bound)) { buffer, count in
      var size = bound
      let status = unsafe compress2(
        buffer.baseAddress, &size, bytes, uLong(bytes.count), Int32(min(max(level, 1), 9)))
      // With this much room only a lack of memory fails.
      precondition(status == Z_OK, "zlib: compress2 failed")
      count = Int(size)
    }
  }

  /// What was compressed. Never more than `limit` bytes, and never more than 64 KiB of memory beyond what
  /// came out so far, whatever the stream claims.
  public static func inflate(_ bytes: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
    var stream = unsafe z_stream()
    guard unsafe inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw .resources
    }
    defer { unsafe inflateEnd(&stream) }
    var output: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    var used = 0
    while true {
      let step = unsafe Self.step(&stream, bytes, from: used, into: &piece)
      used += step.consumed
      guard step.produced <= limit - output.count else { throw .tooLarge }
      output += piece[..<step.produced]
      switch step.status {
      case Z_STREAM_END:
        guard used == bytes.count else { throw .trailingBytes }
        return output
      case Z_OK where step.consumed > 0 || step.produced > 0: continue
      case Z_OK, Z_BUF_ERROR: throw used == bytes.count ? .truncated : .malformed
      case Z_MEM_ERROR: throw .resources
      default: throw .malformed
      }
    }
  }

  private static func step(
    _ stream: inout z_stream, _ bytes: [UInt8], from start: Int, into piece: inout [UInt8]
  ) -> (status: Int32, consumed: Int, produced: Int) {
    // zlib counts in 32 bits.
    let offered = min(bytes.count - start, 1 << 30)
    let room = piece.count
    return unsafe bytes.withUnsafeBufferPointer { input in
      unsafe piece.withUnsafeMutableBufferPointer { output in
        // Read only; zlib's header says so when asked to.
        unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.advanced(by: start))
        unsafe stream.avail_in = UInt32(offered)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(room)
        let status = unsafe CZlib.inflate(&stream, Z_NO_FLUSH)
        return unsafe (status, offered - Int(stream.avail_in), room - Int(stream.avail_out))
      }
    }
  }
}
