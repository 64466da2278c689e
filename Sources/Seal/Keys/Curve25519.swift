import CCrypto

/// What libcrypto takes without looking: it reads 32 bytes as a public key of Ed25519 or X25519
/// whatever they are.
enum Curve25519 {
  /// Whether the bytes are the one spelling of a point in which a signature proves something.
  ///
  /// Refused are what RFC 8032 § 5.1.3 cannot decode, coordinates of p or more, and the eight points
  /// of small order, under which one signature fits many messages.
  static func isSigningKey(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 32 else { return false }
    var ordinate = bytes
    ordinate[31] &= 0x7F
    return isReduced(ordinate) && !ofOrderEight.contains(ordinate)
      && ordinate.contains(where: { $0 != 0 }) && isOnEdwardsCurve(ordinate: ordinate)
  }

  /// Whether the bytes, the lowest first, are a number below p = 2^255 − 19.
  static func isReduced(_ bytes: [UInt8]) -> Bool {
    bytes.count == 32 && bytes.reversed().lexicographicallyPrecedes(prime.reversed())
  }

  /// Whether x² = (y² − 1) / (d y² + 1) has a root other than zero (RFC 8032 § 5.1): whether the
  /// quotient's symbol of Jacobi, which is the product's, is one.
  private static func isOnEdwardsCurve(ordinate: [UInt8]) -> Bool {
    guard let context = unsafe BN_CTX_new() else { Libcrypto.stop("BN_CTX_new") }
    defer { unsafe BN_CTX_free(context) }
    unsafe BN_CTX_start(context)
    defer { unsafe BN_CTX_end(context) }
    let p = unsafe number(prime, context)
    let d = unsafe number(factor, context)
    let one = unsafe number([1], context)
    let square = unsafe number(ordinate, context)
    let numerator = unsafe number([], context)
    let denominator = unsafe number([], context)
    let isCalculated =
      unsafe BN_mod_sqr(square, square, p, context) == 1
      && BN_mod_sub(numerator, square, one, p, context) == 1
      && BN_mod_mul(denominator, square, d, p, context) == 1
      && BN_mod_add(denominator, denominator, one, p, context) == 1
      && BN_mod_mul(numerator, numerator, denominator, p, context) == 1
    guard isCalculated else { Libcrypto.stop("BN_mod_mul") }
    return unsafe BN_kronecker(numerator, p, context) == 1
  }

  /// A number that lives as long as the context's frame.
  private static func number(_ littleEndian: [UInt8], _ context: OpaquePointer) -> OpaquePointer {
    guard let number = unsafe BN_CTX_get(context),
      unsafe BN_lebin2bn(littleEndian, Int32(littleEndian.count), number) != nil
    else { Libcrypto.stop("BN_CTX_get") }
    return unsafe number
  }

  /// p = 2^255 − 19.
  private static let prime: [UInt8] = [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]

  /// d = −121665 / 121666 mod p.
  private static let factor: [UInt8] = [
    0xA3, 0x78, 0x59, 0x13, 0xCA, 0x4D, 0xEB, 0x75, 0xAB, 0xD8, 0x41, 0x41, 0x4D, 0x0A, 0x70, 0x00,
    0x98, 0xE8, 0x79, 0x77, 0x79, 0x40, 0xC7, 0x8C, 0x73, 0xFE, 0x6F, 0x2B, 0xEE, 0x6C, 0x03, 0x52,
  ]

  /// The two ordinates of the points of order eight. Those of order one and two, ±1, have the root
  /// zero, and those of order four have the ordinate zero.
  private static let ofOrderEight: [[UInt8]] = [
    [
      0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
      0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
    ],
    [
      0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
      0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
    ],
  ]
}
