extension SealedFile {
  /// Opens a file piece by piece, for bytes that should not be held in memory.
  ///
  /// What `open` gives was sealed so and stood at this place, but the file may end too early: only
  /// `finish` tells. Keep the bytes aside until then.
  public struct Opener: ~Copyable, Sendable {
    private enum Progress {
      case header
      case chunks(ChunkCipher, next: UInt64)
      case failed(Fault)
    }

    private let key: SealingKey
    private var progress: Progress = .header
    /// The sealed bytes that are not opened yet.
    private var held: [UInt8] = []

    public init(with key: SealingKey) { self.key = key }

    /// Takes the next sealed bytes, any number of them, and gives the next plain ones.
    ///
    /// - Throws: `Fault`, and from then on the same one.
    public mutating func open(_ sealed: [UInt8]) throws(Fault) -> [UInt8] {
      held += sealed
      do {
        return try advance()
      } catch {
        progress = .failed(error)
        held = []
        throw error
      }
    }

    /// The last plain bytes.
    ///
    /// - Throws: `Fault`; `Fault.damaged` when the file's end is missing.
    public consuming func finish() throws(Fault) -> [UInt8] {
      switch progress {
      case .failed(let fault): throw fault
      case .header: throw held.isEmpty ? .notSealed : .damaged
      case .chunks(let cipher, let number):
        guard let plain = cipher.open(held, number: number, isLast: true),
          !plain.isEmpty || number == 0
        else { throw .damaged }
        return plain
      }
    }

    private mutating func advance() throws(Fault) -> [UInt8] {
      if case .failed(let fault) = progress { throw fault }
      if case .header = progress {
        guard let header = try Header(at: held) else { return [] }
        progress = .chunks(try ChunkCipher(header, with: key), next: 0)
        held.removeFirst(header.bytes.count)
      }
      guard case .chunks(let cipher, var number) = progress else { return [] }
      let chunkCount = chunkByteCount + cipher.proofByteCount
      var plain: [UInt8] = []
      var opened = 0
      // A chunk is known not to be the last once a byte follows it.
      while held.count - opened > chunkCount {
        let chunk = Array(held[opened..<(opened + chunkCount)])
        guard let bytes = cipher.open(chunk, number: number, isLast: false) else { throw .damaged }
        plain += bytes
        opened += chunkCount
        number += 1
      }
      held.removeFirst(opened)
      progress = .chunks(cipher, next: number)
      return plain
    }
  }
}
