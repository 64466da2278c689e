extension SealedFile {
  /// The keys of one file, and what is done with them to a chunk; see the layout at `SealedFile`.
  struct ChunkCipher: Sendable {
    private enum Keys {
      case international([UInt8])
      case sm([UInt8], proof: [UInt8])
    }

    /// The header of the file.
    let header: [UInt8]
    private let keys: Keys

    private static let info = Array("YZS1 international".utf8)
    private static let materialByteCount = 48

    /// New keys, and the header that tells them to the recipient.
    init(to recipient: SealingKey.Public) {
      switch recipient.suite {
      case .international:
        let ephemeral = KeyHandle.generate(.x25519)
        let bytes = ephemeral.publicBytes
        // A recipient of small order was refused when its key was read.
        guard let secret = ephemeral.sharedSecret(with: recipient.handle) else {
          Libcrypto.stop("EVP_PKEY_derive")
        }
        header = Header(to: recipient, wrappedKey: bytes).bytes
        keys = ChunkCipher.international(secret, ephemeral: bytes, recipient: recipient)
      case .sm:
        let material = SecureRandom.bytes(ChunkCipher.materialByteCount)
        header = Header(to: recipient, wrappedKey: recipient.handle.encrypt(material)).bytes
        keys = ChunkCipher.sm(material)
      }
    }

    /// The keys that a header tells.
    ///
    /// - Throws: `Fault.otherKey`; `Fault.damaged` when it tells none.
    init(_ header: Header, with key: SealingKey) throws(Fault) {
      let own = Header(to: key.publicKey, wrappedKey: [])
      guard header.suiteCode == own.suiteCode, header.recipientID == own.recipientID else {
        throw .otherKey(id: Hex.encode(header.recipientID))
      }
      self.header = header.bytes
      let wrapped = header.wrappedKey
      switch key.suite {
      case .international:
        guard let ephemeral = KeyHandle.reading(.x25519, publicBytes: wrapped),
          let secret = key.handle.sharedSecret(with: ephemeral)
        else { throw .damaged }
        keys = ChunkCipher.international(secret, ephemeral: wrapped, recipient: key.publicKey)
      case .sm:
        guard
          let material = key.handle.decrypt(wrapped, byteCount: ChunkCipher.materialByteCount)
        else { throw .damaged }
        keys = ChunkCipher.sm(material)
      }
    }

    private static func international(
      _ secret: [UInt8], ephemeral: [UInt8], recipient: SealingKey.Public
    ) -> Keys {
      .international(
        KeyDerivation.hkdf(
          .sha256, secret: secret, salt: ephemeral + recipient.bytes, info: info, byteCount: 32))
    }

    private static func sm(_ material: [UInt8]) -> Keys {
      .sm(Array(material.prefix(16)), proof: Array(material.dropFirst(16)))
    }

    /// What the proof at a chunk's end takes, in bytes.
    var proofByteCount: Int {
      switch keys {
      case .international: SealingSuite.international.proofByteCount
      case .sm: SealingSuite.sm.proofByteCount
      }
    }

    func seal(_ chunk: [UInt8], number: UInt64, isLast: Bool) -> [UInt8] {
      let nonce = ChunkCipher.nonce(number, isLast: isLast)
      switch keys {
      case .international(let key):
        return Libcrypto.sealGCM(chunk, key: key, nonce: nonce, header: header)
      case .sm(let key, let proof):
        let hidden = Libcrypto.sm4Counter(chunk, key: key, counter: nonce + [0, 0, 0, 0])
        return hidden + MessageCode.hmac(.sm3, key: proof, header + nonce + hidden)
      }
    }

    /// The plain chunk; nil when it is not this file's chunk of this number.
    func open(_ chunk: [UInt8], number: UInt64, isLast: Bool) -> [UInt8]? {
      let nonce = ChunkCipher.nonce(number, isLast: isLast)
      switch keys {
      case .international(let key):
        return Libcrypto.openGCM(chunk, key: key, nonce: nonce, header: header)
      case .sm(let key, let proof):
        let hidden = Array(chunk.dropLast(Digest.byteCount))
        let expected = MessageCode.hmac(.sm3, key: proof, header + nonce + hidden)
        guard constantTimeEquals(Array(chunk.suffix(Digest.byteCount)), expected) else { return nil }
        return Libcrypto.sm4Counter(hidden, key: key, counter: nonce + [0, 0, 0, 0])
      }
    }

    private static func nonce(_ number: UInt64, isLast: Bool) -> [UInt8] {
      let digits = (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> UInt64($0 * 8)) }
      return [0, 0, 0] + digits + [isLast ? 1 : 0]
    }
  }
}
