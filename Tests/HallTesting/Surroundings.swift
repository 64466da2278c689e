public import HallLedger
public import Seal
public import ServiceHall

extension LedgerSurroundings {
  /// What a ledger needs, made of `Seal` and a clock that a test holds.
  public static func testing(_ clock: FixedClock) -> LedgerSurroundings {
    LedgerSurroundings(
      clock: clock.hallClock,
      randomText: { SecureRandom.text($0, alphabet: "23456789ABCDEFGHJKMNPQRSTUVWXYZ") },
      randomDigits: { SecureRandom.text($0, alphabet: "0123456789") },
      digest: { name in
        let digest = Digest(name)
        return JournalDigest(name: name) { digest.chain($0, $1) }
      }, profile: { ProfileFixtures.named($0) })
  }
}

extension Digest {
  public init(_ name: JournalDigestName) {
    switch name {
    case .sha256: self = .sha256
    case .sm3: self = .sm3
    }
  }
}
