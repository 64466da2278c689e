public import Seal
public import ServiceHall

/// A hall's next key, told in a record that its present key signs. 密钥轮换
///
/// Invariants, cited by number in `KeyRotationTests`:
/// 1. The record is the last of its batch: what follows it in its stream is signed by the next key.
/// 2. From then on the former key signs nothing that is new, in any stream.
/// 3. A key that was known before is never taken up again by a record.
public struct KeyRotation: Sendable, Equatable {
  private static let kind = "key.rotation"

  public let key: PublicKey

  public init(to key: PublicKey) { self.key = key }

  public static func entity(of hall: Hall.ID) -> String { "key:\(hall)" }

  /// - Returns: nil for a record that tells no key.
  public init?(_ line: RecordLine, of hall: Hall.ID) {
    guard line.entity == Self.entity(of: hall) else { return nil }
    self.init(json: line.json)
  }

  /// - Returns: nil for an object that tells no key.
  public init?(json: String) {
    guard let texts = FlatObject.texts(json), texts["kind"] == Self.kind,
      let suite = texts["alg"].flatMap({ SignatureSuite(rawValue: $0) }),
      let bytes = texts["publicKey"].flatMap({ Base64.decode($0, padded: true) }),
      let key = PublicKey(suite, bytes: bytes)
    else { return nil }
    self.key = key
  }

  /// The record's object.
  public var json: String {
    let bytes = Base64.encode(key.bytes, padded: true)
    return #"{"alg":"\#(key.suite.rawValue)","kind":"\#(Self.kind)","publicKey":"\#(bytes)"}"#
  }
}

/// The keys by which a hall signs while one takes over from the other.
public struct Signers: Sendable {
  public let present: SigningKey
  /// Its public part is in the outbox already; nil when none is to take over.
  public let next: SigningKey?

  public init(_ present: SigningKey, next: SigningKey? = nil) {
    self.present = present
    self.next = next
  }

  /// Whether the receiver has taken the next key up.
  public func hasRotated(_ lanes: [LaneState]) -> Bool {
    lanes.contains { lane in lane.rotation.map { lane.acknowledged >= $0 } ?? false }
  }

  /// Whether nothing is left for the present key to sign: the record of the next one is in custody, or gone.
  public func isTakenUp(_ lanes: [LaneState]) -> Bool {
    lanes.allSatisfy { lane in lane.rotation.map { lane.acknowledged >= $0 } ?? true }
  }

  /// The key that signs a batch.
  ///
  /// - Parameters:
  ///   - from: its first number.
  ///   - hasRotated: of any lane, now or before.
  public func signer(from: Int, of lane: LaneState, hasRotated: Bool) -> SigningKey {
    guard let next, hasRotated || lane.rotation.map({ from > $0 }) ?? false else { return present }
    return next
  }
}
