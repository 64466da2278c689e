/// The hash functions a hall may use: international or national. 杂凑算法
///
/// SHA-256 is FIPS 180-4; SM3 is GB/T 32905-2016. Both give 32 bytes, so a hall that changes its
/// suite changes no column, no frame and no length.
public enum Digest: String, Sendable, CaseIterable {
  case sha256
  case sm3

  /// The length of every digest, in bytes.
  public static let byteCount = 32

  /// The digest of the parts laid end to end.
  ///
  /// The parts are not delimited: a caller whose parts vary in length must frame them.
  public func hash(_ parts: [UInt8]...) -> [UInt8] { hash(parts) }

  /// The digest of the parts laid end to end; of nothing, the digest of the empty message.
  public func hash(_ parts: [[UInt8]]) -> [UInt8] {
    let context = DigestContext(self)
    for part in parts { context.update(part) }
    return context.finish()
  }

  /// The digest of a journal line and of the digest before it: H(previous ‖ line).
  ///
  /// Called once per journal line, 30,000 times a second while a hall is replayed; it joins
  /// nothing in memory.
  public func chain(_ previous: [UInt8], _ line: [UInt8]) -> [UInt8] {
    let context = DigestContext(self)
    context.update(previous)
    context.update(line)
    return context.finish()
  }
}
