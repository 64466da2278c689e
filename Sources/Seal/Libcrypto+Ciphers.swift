import CCrypto

/// Ciphers over whole chunks. Each call has a context of its own: it costs a microsecond and leaves
/// nothing to share.
extension Libcrypto {
  /// The tag of AES-GCM, in bytes.
  static let tagByteCount = 16

  /// AES-256-GCM (NIST SP 800-38D): the encrypted bytes and the tag.
  ///
  /// - Precondition: a key of 32 bytes, a nonce of 12 that the key has never seen, fewer than 2^31
  ///   bytes.
  static func sealGCM(
    _ plain: [UInt8], key: [UInt8], nonce: [UInt8], header: [UInt8]
  ) -> [UInt8] {
    precondition(key.count == 32 && nonce.count == 12, "a key or nonce of another cipher")
    let context = unsafe EVP_CIPHER_CTX_new()
    defer { unsafe EVP_CIPHER_CTX_free(context) }
    let total = plain.count + tagByteCount
    return unsafe [UInt8](unsafeUninitializedCapacity: total) { buffer, filled in
      guard let start = buffer.baseAddress else { stop("EVP_CIPHER_CTX_new") }
      let tag = unsafe start + plain.count
      var count: Int32 = 0
      let isSealed =
        unsafe EVP_EncryptInit_ex2(context, CipherAlgorithm.aes256GCM.pointer, key, nonce, nil) == 1
        && EVP_EncryptUpdate(context, nil, &count, header, Int32(header.count)) == 1
        && EVP_EncryptUpdate(context, start, &count, plain, Int32(plain.count)) == 1
        && EVP_EncryptFinal_ex(context, tag, &count) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagByteCount), tag) == 1
      guard isSealed else { stop("EVP_EncryptUpdate") }
      filled = total
    }
  }

  /// The plain bytes; nil when anything was changed, or nothing is there.
  static func openGCM(
    _ sealed: [UInt8], key: [UInt8], nonce: [UInt8], header: [UInt8]
  ) -> [UInt8]? {
    precondition(key.count == 32 && nonce.count == 12, "a key or nonce of another cipher")
    let plainCount = sealed.count - tagByteCount
    guard plainCount >= 0 else { return nil }
    let context = unsafe EVP_CIPHER_CTX_new()
    defer { unsafe EVP_CIPHER_CTX_free(context) }
    var tag = Array(sealed.suffix(tagByteCount))
    // One byte more than needed, so that the end of an empty text has an address too.
    var plain = [UInt8](repeating: 0, count: plainCount + 1)
    var count: Int32 = 0
    let isRead =
      unsafe EVP_DecryptInit_ex2(context, CipherAlgorithm.aes256GCM.pointer, key, nonce, nil) == 1
      && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagByteCount), &tag) == 1
      && EVP_DecryptUpdate(context, nil, &count, header, Int32(header.count)) == 1
      && EVP_DecryptUpdate(context, &plain, &count, sealed, Int32(plainCount)) == 1
    guard isRead else { stop("EVP_DecryptUpdate") }
    var end: UInt8 = 0
    guard unsafe EVP_DecryptFinal_ex(context, &end, &count) == 1 else {
      ERR_clear_error()
      return nil
    }
    plain.removeLast()
    return plain
  }

  /// SM4 (GB/T 32907) in counter mode, which is its own inverse. It proves nothing about the bytes.
  ///
  /// - Precondition: a key of 16 bytes, a counter of 16 whose successors the key has never seen,
  ///   fewer than 2^31 bytes.
  static func sm4Counter(_ bytes: [UInt8], key: [UInt8], counter: [UInt8]) -> [UInt8] {
    precondition(key.count == 16 && counter.count == 16, "a key or counter of another cipher")
    guard !bytes.isEmpty else { return [] }
    let context = unsafe EVP_CIPHER_CTX_new()
    defer { unsafe EVP_CIPHER_CTX_free(context) }
    return unsafe [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, filled in
      var count: Int32 = 0
      let isDone =
        unsafe EVP_EncryptInit_ex2(context, CipherAlgorithm.sm4CTR.pointer, key, counter, nil) == 1
        && EVP_EncryptUpdate(context, buffer.baseAddress, &count, bytes, Int32(bytes.count)) == 1
      guard isDone, count == bytes.count else { stop("EVP_EncryptUpdate") }
      filled = bytes.count
    }
  }
}

/// A cipher fetched from libcrypto once per process; immutable there and safe to share.
@safe
private struct CipherAlgorithm: @unchecked Sendable {
  static let aes256GCM = CipherAlgorithm(named: "AES-256-GCM")
  static let sm4CTR = CipherAlgorithm(named: "SM4-CTR")

  let pointer: OpaquePointer

  private init(named name: String) {
    guard let pointer = unsafe EVP_CIPHER_fetch(nil, name, nil) else {
      preconditionFailure("libcrypto has no \(name)")
    }
    unsafe self.pointer = pointer
  }
}
