extension PasswordHash {
  /// How much work one guess takes: scrypt's N = 2^exponent, r and p (RFC 7914 §2).
  public struct Cost: Sendable, Equatable {
    /// The binary logarithm of scrypt's N.
    public let exponent: Int
    /// scrypt's r, in blocks of 128 bytes.
    public let blockSize: Int
    /// scrypt's p.
    public let parallelism: Int

    /// N = 2^14, r = 8, p = 1: 16 MiB for each guess, which a small machine can spare while several
    /// people sign in at once.
    public static let standard = Cost(exponent: 14)

    /// The most memory that one password may take, in bytes: 256 MiB.
    public static let memoryCeiling = 256 << 20

    public init(exponent: Int, blockSize: Int = 8, parallelism: Int = 1) {
      self.exponent = exponent
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// Whether scrypt accepts the parameters and the ceiling holds them.
    public var isAllowed: Bool {
      (1...20).contains(exponent) && (1...32).contains(blockSize) && (1...16).contains(parallelism)
        && memory <= Cost.memoryCeiling
    }

    /// The memory that libcrypto takes, in bytes: 128 r for each of N, p and two of its own.
    var memory: Int { 128 * blockSize * (1 << exponent + parallelism + 2) }
  }
}
