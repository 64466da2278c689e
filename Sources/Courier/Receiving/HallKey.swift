import Seal
public import ServiceHall

/// One of a hall's keys as a receiver's store keeps it; the suite tells what it is for.
public struct HallKey: Sendable, Equatable {
  /// `ed25519`, `sm2`: signs. `international`, `sm`: sticks are sealed for it.
  public let suite: String
  public let bytes: [UInt8]
  /// Another took over from it.
  public let isRetired: Bool

  public init(suite: String, bytes: [UInt8], isRetired: Bool) {
    self.suite = suite
    self.bytes = bytes
    self.isRetired = isRetired
  }

  fileprivate var signing: PublicKey? {
    SignatureSuite(rawValue: suite).flatMap { PublicKey($0, bytes: bytes) }
  }

  fileprivate var sealing: SealingKey.Public? {
    SealingSuite(rawValue: suite).flatMap { SealingKey.Public($0, bytes: bytes) }
  }
}

extension EnrolledHall {
  /// - Parameter keys: all that are kept, the latest first.
  public init(hall: Hall.ID, name: String, division: String, keys: [HallKey]) {
    self.init(
      hall: hall, name: name, division: division,
      keys: keys.filter { !$0.isRetired }.compactMap(\.signing),
      retired: keys.filter(\.isRetired).compactMap(\.signing),
      sealing: keys.lazy.compactMap(\.sealing).first)
  }

  /// The keys of an enrolment with their ids, to be kept.
  public var keptKeys: [(id: String, key: HallKey)] {
    keys.map { ($0.id, HallKey(suite: $0.suite.rawValue, bytes: $0.bytes, isRetired: false)) }
      + (sealing.map {
        [($0.id, HallKey(suite: $0.suite.rawValue, bytes: $0.bytes, isRetired: false))]
      } ?? [])
  }
}
