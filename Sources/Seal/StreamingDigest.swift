/// A digest of bytes that arrive piece by piece, for files that should not be held in memory.
///
/// A value like any other: a copy continues on its own, and asking for the digest so far does not
/// end the computation.
public struct StreamingDigest: Sendable {
  private var context: DigestContext

  public init(_ digest: Digest) {
    context = DigestContext(digest)
  }

  /// Adds a piece.
  public mutating func update(_ bytes: [UInt8]) {
    detach()
    context.update(bytes)
  }

  /// Adds a piece straight from a buffer, such as the one a read filled.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    detach()
    unsafe context.update(bytes)
  }

  /// The digest of all pieces so far, 32 bytes.
  public func finalize() -> [UInt8] { context.copy().finish() }

  private mutating func detach() {
    if !isKnownUniquelyReferenced(&context) { context = context.copy() }
  }
}
