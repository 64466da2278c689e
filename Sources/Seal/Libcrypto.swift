import CCrypto

/// The one-shot functions of libcrypto, over Swift arrays. Computations with a state of their own
/// are in `DigestContext`.
enum Libcrypto {
  /// Ends the process: libcrypto has no memory left, or the machine's OpenSSL configuration
  /// withholds an algorithm. Never called because of what somebody sent.
  static func stop(_ function: StaticString) -> Never {
    preconditionFailure("libcrypto: \(function) failed")
  }

  /// - Precondition: the generator works. Without one no secret may be made at all.
  static func randomBytes(_ count: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let made = unsafe RAND_bytes_ex(nil, buffer.baseAddress, count, 0)
      precondition(made == 1, "libcrypto: RAND_bytes_ex failed")
      filled = count
    }
  }

  /// - Precondition: both have the same length.
  static func equal(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    precondition(first.count == second.count, "secrets of unequal length")
    return unsafe CRYPTO_memcmp(first, second, first.count) == 0
  }

  static func hmac(_ digest: Digest, key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: Digest.byteCount) { buffer, count in
      let code = unsafe HMAC(
        digest.algorithm.pointer, key, Int32(key.count), message, message.count,
        buffer.baseAddress, nil)
      precondition(unsafe code != nil, "libcrypto: HMAC failed")
      count = Digest.byteCount
    }
  }

  /// scrypt (RFC 7914); nil when libcrypto refuses the parameters or has no memory for them.
  ///
  /// - Parameter memoryLimit: in bytes; libcrypto's own default would refuse costs that we allow.
  static func scrypt(
    _ password: [UInt8], salt: [UInt8], cost: PasswordHash.Cost, byteCount: Int, memoryLimit: Int
  ) -> [UInt8]? {
    var derived = true
    let key = unsafe password.withUnsafeBytes { password in
      unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
        derived =
          unsafe EVP_PBE_scrypt(
            password.baseAddress, password.count, salt, salt.count, 1 << UInt64(cost.exponent),
            UInt64(cost.blockSize), UInt64(cost.parallelism), UInt64(memoryLimit),
            buffer.baseAddress, byteCount) == 1
        count = derived ? byteCount : 0
      }
    }
    return derived ? key : nil
  }
}
