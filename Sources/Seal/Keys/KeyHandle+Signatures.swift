import CCrypto

extension KeyHandle {
  /// The signer's identity in the hash that SM2 signs: the one that GB/T 32918 and GM/T 0009 set
  /// where the parties agreed on none.
  private static let identity = Array("1234567812345678".utf8)

  /// - Precondition: a pair that signs, Ed25519 or SM2.
  func signature(of message: [UInt8]) -> [UInt8] {
    let context = unsafe EVP_MD_CTX_new()
    defer { unsafe EVP_MD_CTX_free(context) }
    var parameters: OpaquePointer?
    guard unsafe EVP_DigestSignInit(context, &parameters, hash, nil, pointer) == 1,
      unsafe identify(parameters)
    else { Libcrypto.stop("EVP_DigestSignInit") }
    // 64 bytes for Ed25519, at most 72 for SM2.
    return unsafe [UInt8](unsafeUninitializedCapacity: 96) { buffer, count in
      count = 96
      let signed = unsafe EVP_DigestSign(context, buffer.baseAddress, &count, message, message.count)
      guard signed == 1 else { Libcrypto.stop("EVP_DigestSign") }
    }
  }

  func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    let context = unsafe EVP_MD_CTX_new()
    defer { unsafe EVP_MD_CTX_free(context) }
    var parameters: OpaquePointer?
    guard unsafe EVP_DigestVerifyInit(context, &parameters, hash, nil, pointer) == 1,
      unsafe identify(parameters)
    else { Libcrypto.stop("EVP_DigestVerifyInit") }
    let answer = unsafe EVP_DigestVerify(
      context, signature, signature.count, message, message.count)
    // Below zero for a signature that is not even one.
    guard answer == 1 else {
      ERR_clear_error()
      return false
    }
    return true
  }

  /// Ed25519 hashes by itself.
  private var hash: OpaquePointer? {
    algorithm == .sm2 ? unsafe Digest.sm3.algorithm.pointer : nil
  }

  private func identify(_ parameters: OpaquePointer?) -> Bool {
    guard algorithm == .sm2 else { return true }
    let identity = KeyHandle.identity
    return unsafe EVP_PKEY_CTX_set1_id(parameters, identity, Int32(identity.count)) == 1
  }
}
