extension SealedFile {
  /// What stands before the chunks; see the layout at `SealedFile`.
  struct Header: Equatable {
    static let mark = Array("YZS1".utf8)
    /// Mark, suite, key id and the length of the wrapped key.
    static let fixedByteCount = mark.count + 1 + KeyID.byteCount + 1

    let suiteCode: UInt8
    let recipientID: [UInt8]
    let wrappedKey: [UInt8]

    /// - Precondition: the wrapped key has at most 255 bytes.
    init(to recipient: SealingKey.Public, wrappedKey: [UInt8]) {
      suiteCode = recipient.suite.code
      recipientID = KeyID.bytes(recipient.suite.digest, recipient.bytes)
      self.wrappedKey = wrappedKey
    }

    /// Reads the header at the start of a file; nil when more bytes are needed.
    ///
    /// - Throws: `Fault.notSealed`, as soon as it is certain.
    init?(at start: [UInt8]) throws(Fault) {
      guard start.starts(with: Header.mark.prefix(start.count)) else { throw .notSealed }
      guard start.count >= Header.fixedByteCount else { return nil }
      let code = start[Header.mark.count]
      let wrappedCount = Int(start[Header.fixedByteCount - 1])
      guard let suite = SealingSuite.allCases.first(where: { $0.code == code }),
        suite == .sm ? wrappedCount > 0 : wrappedCount == 32
      else { throw .notSealed }
      guard start.count >= Header.fixedByteCount + wrappedCount else { return nil }
      suiteCode = code
      recipientID = Array(start[(Header.mark.count + 1)..<(Header.fixedByteCount - 1)])
      wrappedKey = Array(start[Header.fixedByteCount..<(Header.fixedByteCount + wrappedCount)])
    }

    var bytes: [UInt8] {
      Header.mark + [suiteCode] + recipientID + [UInt8(wrappedKey.count)] + wrappedKey
    }
  }
}
