extension SealedFile {
  /// Seals a file piece by piece, for bytes that should not be held in memory.
  ///
  /// It cannot be copied: two ends of one file would use a nonce twice.
  public struct Sealer: ~Copyable, Sendable {
    private let cipher: ChunkCipher
    private var number: UInt64 = 0
    /// The header, until it is handed out.
    private var start: [UInt8]
    /// The bytes of the chunk that may be the last: 0 to 65,536.
    private var held: [UInt8] = []

    public init(to recipient: SealingKey.Public) {
      cipher = ChunkCipher(to: recipient)
      start = cipher.header
    }

    /// Takes the next plain bytes, any number of them, and gives the next sealed ones.
    public mutating func seal(_ plain: [UInt8]) -> [UInt8] {
      var sealed = takeStart()
      var rest = plain[...]
      while held.count + rest.count > chunkByteCount {
        let missing = chunkByteCount - held.count
        held += rest.prefix(missing)
        rest = rest.dropFirst(missing)
        sealed += cipher.seal(held, number: number, isLast: false)
        number += 1
        held.removeAll(keepingCapacity: true)
      }
      held += rest
      return sealed
    }

    /// The last sealed bytes.
    public consuming func finish() -> [UInt8] {
      takeStart() + cipher.seal(held, number: number, isLast: true)
    }

    private mutating func takeStart() -> [UInt8] {
      defer { start = [] }
      return start
    }
  }
}
