/// What is stored of a password: a salted scrypt key and the cost it was made with. 口令散列
///
/// Written as `scrypt$ln=14,r=8,p=1$salt$key`, salt and key in unpadded Base64, so that a record
/// can be read and remade at a higher cost years later.
///
/// The password is taken byte for byte in UTF-8 and not normalised: a table that changes with the
/// Unicode version would one day lock somebody out.
///
/// Invariants, cited by number in `PasswordHashTests`:
/// 1. Only the password it was made from matches; a damaged record matches nothing.
/// 2. Two records of one password differ, because each has its own salt.
/// 3. A record's text and the record are the same value, and the text has one spelling.
/// 4. A record read from a file cannot ask for more than `Cost.memoryCeiling`.
public struct PasswordHash: Sendable, Equatable {
  public let cost: Cost
  let salt: [UInt8]
  let key: [UInt8]

  /// Bytes of salt in a new record; RFC 7914 asks only that it be unique.
  static let saltByteCount = 16
  /// Bytes of key, those of the hash inside scrypt.
  static let keyByteCount = 32

  /// Hashes a password under a salt of its own; about 50 ms at the standard cost.
  ///
  /// - Throws: `SealFault.costOutOfRange`, or `keyDerivationFailed` for want of memory.
  public static func make(
    _ password: String, cost: Cost = .standard
  ) throws(SealFault) -> PasswordHash {
    guard cost.isAllowed else { throw .costOutOfRange(cost) }
    let salt = SecureRandom.bytes(saltByteCount)
    guard let key = derive(password, salt: salt, cost: cost) else { throw .keyDerivationFailed }
    return PasswordHash(cost: cost, salt: salt, key: key)
  }

  /// Whether this is the password, taking the same time for every wrong one.
  ///
  /// False too when there is no memory to find out: doubt keeps the door shut.
  public func matches(_ password: String) -> Bool {
    guard let candidate = PasswordHash.derive(password, salt: salt, cost: cost) else {
      return false
    }
    return constantTimeEquals(candidate, key)
  }

  /// Whether the record is cheaper to guess than `cost` now asks, in any of its parameters; remake
  /// it at the next sign-in, when the password is at hand.
  public func needsUpgrade(to cost: Cost = .standard) -> Bool {
    self.cost.exponent < cost.exponent || self.cost.blockSize < cost.blockSize
      || self.cost.parallelism < cost.parallelism
  }

  private static func derive(_ password: String, salt: [UInt8], cost: Cost) -> [UInt8]? {
    Libcrypto.scrypt(
      Array(password.utf8), salt: salt, cost: cost, byteCount: keyByteCount,
      memoryLimit: cost.memory)
  }
}
