import CCrypto

extension KeyHandle {
  /// The secret that this pair and another's public key share (RFC 7748 § 6.1), 32 bytes; nil when
  /// the public key is of small order, so that anybody would know it.
  ///
  /// - Precondition: a pair of X25519, and a public key of X25519.
  func sharedSecret(with other: KeyHandle) -> [UInt8]? {
    let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil)
    defer { unsafe EVP_PKEY_CTX_free(context) }
    guard unsafe EVP_PKEY_derive_init(context) == 1,
      unsafe EVP_PKEY_derive_set_peer(context, other.pointer) == 1
    else { Libcrypto.stop("EVP_PKEY_derive_set_peer") }
    var count = 32
    var secret = [UInt8](repeating: 0, count: count)
    guard unsafe EVP_PKEY_derive(context, &secret, &count) == 1, count == secret.count else {
      ERR_clear_error()
      return nil
    }
    return secret
  }

  /// The message under SM2 (GB/T 32918.4) with SM3, as the DER of GM/T 0009-2012 § 7.2:
  /// `SEQUENCE { x INTEGER, y INTEGER, hash OCTET STRING, ciphertext OCTET STRING }`.
  ///
  /// - Precondition: a key of SM2 and a message that is not empty.
  func encrypt(_ message: [UInt8]) -> [UInt8] {
    let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil)
    defer { unsafe EVP_PKEY_CTX_free(context) }
    var count = 0
    guard unsafe EVP_PKEY_encrypt_init(context) == 1,
      unsafe EVP_PKEY_encrypt(context, nil, &count, message, message.count) == 1
    else { Libcrypto.stop("EVP_PKEY_encrypt_init") }
    var encrypted = [UInt8](repeating: 0, count: count)
    guard unsafe EVP_PKEY_encrypt(context, &encrypted, &count, message, message.count) == 1 else {
      Libcrypto.stop("EVP_PKEY_encrypt")
    }
    return Array(encrypted.prefix(count))
  }

  /// The message of `byteCount` bytes that was encrypted for this pair; nil when none was.
  ///
  /// - Precondition: a pair of SM2.
  func decrypt(_ encrypted: [UInt8], byteCount: Int) -> [UInt8]? {
    let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil)
    defer { unsafe EVP_PKEY_CTX_free(context) }
    guard unsafe EVP_PKEY_decrypt_init(context) == 1 else { Libcrypto.stop("EVP_PKEY_decrypt_init") }
    // Room for whatever the encrypted bytes may pretend to hold, which is less than themselves.
    var count = max(encrypted.count, byteCount)
    var message = [UInt8](repeating: 0, count: count)
    defer { unsafe OPENSSL_cleanse(&message, message.count) }
    guard unsafe EVP_PKEY_decrypt(context, &message, &count, encrypted, encrypted.count) == 1,
      count == byteCount
    else {
      ERR_clear_error()
      return nil
    }
    return Array(message.prefix(count))
  }
}
