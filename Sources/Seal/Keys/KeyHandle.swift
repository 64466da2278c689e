import CCrypto

/// A key in libcrypto: a pair, or a public key alone.
///
/// Invariants:
/// 1. The key is owned by this object alone, freed with it, and its private part wiped.
/// 2. It never changes once made, so tasks may use it at once; every operation has a context of its
///    own.
/// 3. What comes from outside (texts, points, signatures) is refused, whatever it is, and leaves
///    nothing in libcrypto's queue of errors.
@safe
final class KeyHandle: @unchecked Sendable {
  let algorithm: KeyAlgorithm
  let pointer: OpaquePointer

  /// Takes the ownership of the pointer.
  init(_ algorithm: KeyAlgorithm, owning pointer: OpaquePointer) {
    self.algorithm = algorithm
    unsafe self.pointer = pointer
  }

  deinit { unsafe EVP_PKEY_free(pointer) }

  /// A new pair.
  static func generate(_ algorithm: KeyAlgorithm) -> KeyHandle {
    let context = unsafe EVP_PKEY_CTX_new_from_name(nil, algorithm.name, nil)
    defer { unsafe EVP_PKEY_CTX_free(context) }
    var pointer: OpaquePointer?
    guard unsafe EVP_PKEY_keygen_init(context) == 1, unsafe EVP_PKEY_keygen(context, &pointer) == 1,
      let pointer = unsafe pointer
    else { Libcrypto.stop("EVP_PKEY_keygen") }
    return unsafe KeyHandle(algorithm, owning: pointer)
  }

  /// The public key that the bytes are: a coordinate of 32 bytes for Ed25519 and X25519, the
  /// uncompressed point of 65 bytes for SM2; nil when they are none.
  static func reading(_ algorithm: KeyAlgorithm, publicBytes bytes: [UInt8]) -> KeyHandle? {
    guard bytes.count == algorithm.publicByteCount else { return nil }
    defer { ERR_clear_error() }
    switch algorithm {
    case .ed25519:
      guard Curve25519.isSigningKey(bytes) else { return nil }
    case .x25519:
      guard Curve25519.isReduced(bytes) else { return nil }
    case .sm2:
      // Compressed and hybrid points would give one key several ids.
      guard bytes[0] == 0x04 else { return nil }
      return readingPoint(bytes)
    }
    let pointer = unsafe EVP_PKEY_new_raw_public_key_ex(nil, algorithm.name, nil, bytes, bytes.count)
    return unsafe pointer.map { unsafe KeyHandle(algorithm, owning: $0) }
  }

  /// libcrypto refuses a point that is not on the curve.
  private static func readingPoint(_ bytes: [UInt8]) -> KeyHandle? {
    let context = unsafe EVP_PKEY_CTX_new_from_name(nil, KeyAlgorithm.sm2.name, nil)
    defer { unsafe EVP_PKEY_CTX_free(context) }
    guard unsafe EVP_PKEY_fromdata_init(context) == 1 else { Libcrypto.stop("EVP_PKEY_fromdata_init") }
    var point = bytes
    var pointer: OpaquePointer?
    let isRead = unsafe seal_read_sm2_point(context, &pointer, &point, point.count) == 1
    guard isRead, let pointer = unsafe pointer else { return nil }
    return unsafe KeyHandle(.sm2, owning: pointer)
  }

  /// The public part, as `reading` takes it.
  var publicBytes: [UInt8] {
    if algorithm == .sm2 { return [0x04] + coordinate("qx") + coordinate("qy") }
    var count = algorithm.publicByteCount
    var bytes = [UInt8](repeating: 0, count: count)
    let written = unsafe EVP_PKEY_get_raw_public_key(pointer, &bytes, &count)
    guard written == 1, count == bytes.count else { Libcrypto.stop("EVP_PKEY_get_raw_public_key") }
    return bytes
  }

  /// A coordinate of the public point. Asked for one by one, because a key that was read with a
  /// compressed point would be written with one.
  private func coordinate(_ name: String) -> [UInt8] {
    var number: OpaquePointer?
    defer { unsafe BN_free(number) }
    var bytes = [UInt8](repeating: 0, count: 32)
    guard unsafe EVP_PKEY_get_bn_param(pointer, name, &number) == 1,
      unsafe BN_bn2binpad(number, &bytes, 32) == 32
    else { Libcrypto.stop("EVP_PKEY_get_bn_param") }
    return bytes
  }
}
