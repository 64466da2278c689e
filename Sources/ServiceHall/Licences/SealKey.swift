/// A key with which a hall seals, as others know it. 验证密钥
///
/// Invariants, cited by number in `SealKeyTests`:
/// 1. What a key signed while it served is verified for ever, also when another took its place.
/// 2. A key that is revoked from a day verifies what bears an earlier day, and nothing else.
public struct SealKey: Sendable, Equatable {
  /// Sixteen lower-case hexadecimal digits: the beginning of the suite's digest of the public key.
  public struct ID: Identifier {
    public let rawValue: String
    public init?(rawValue: String) {
      let isHex: (UInt8) -> Bool = { $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
      guard rawValue.isMade(of: isHex, lengths: 16...16) else { return nil }
      self.rawValue = rawValue
    }

    public init?(bytes: [UInt8]) {
      self.init(rawValue: bytes.map { (UInt16($0) + 256).hex }.joined())
    }
  }

  public let id: ID
  public let suite: Attestation.Suite
  /// 32 bytes, or for SM2 the uncompressed point of 65.
  public let publicKey: [UInt8]
  public let validFrom: CivilDate
  /// The day on which another took its place.
  public let retiredOn: CivilDate?
  /// From this day on it proves nothing.
  public let revokedFrom: CivilDate?

  public init(
    id: ID, suite: Attestation.Suite, publicKey: [UInt8], validFrom: CivilDate, retiredOn: CivilDate?,
    revokedFrom: CivilDate?
  ) {
    self.id = id
    self.suite = suite
    self.publicKey = publicKey
    self.validFrom = validFrom
    self.retiredOn = retiredOn
    self.revokedFrom = revokedFrom
  }

  /// Why a signature of this day proves nothing; nil when it does.
  public func objection(toSigning day: CivilDate) -> Verification.Reason? {
    if let revokedFrom, day >= revokedFrom { return .keyRevoked }
    guard day >= validFrom, retiredOn.map({ day <= $0 }) ?? true else { return .keyOutOfTime }
    return nil
  }
}

extension UInt16 {
  /// Two digits, of a number from 256 on.
  fileprivate var hex: String { String(String(self, radix: 16).suffix(2)) }
}
