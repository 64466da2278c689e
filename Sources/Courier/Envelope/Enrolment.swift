public import Seal
public import ServiceHall

/// How a hall and a receiver come to know each other's keys: once, by a code that a person carries.
public enum Enrolment {
  /// The code of a refusal: the receiver goes by another suite.
  public static let otherSuite = "other-suite"

  /// `POST /channel/v1/enrol`
  public struct Request: Sendable, Equatable, Codable {
    public let code: String
    public let hall: String
    public let name: String
    public let division: String
    /// `ed25519` or `sm2`
    public let alg: String
    /// Base64 of the raw public key.
    public let publicKey: String
    /// For whom sticks to the hall are sealed; missing from halls that take them open alone.
    public let sealing: PublicKeyText?

    public init(
      code: String, hall: Hall.ID, name: String, division: String, key: PublicKeyText,
      sealing: PublicKeyText? = nil
    ) {
      self.code = code
      self.hall = hall.rawValue
      self.name = name
      self.division = division
      alg = key.alg
      publicKey = key.publicKey
      self.sealing = sealing
    }

    /// The hall that asks; nil where something is not of its form.
    public var enrolled: EnrolledHall? {
      guard let suite = SignatureSuite(rawValue: alg), let id = Hall.ID(hall),
        let bytes = Base64.decode(publicKey, padded: true), name.utf8.count <= 200,
        let key = PublicKey(suite, bytes: bytes), DivisionCode(division) != nil
      else { return nil }
      return EnrolledHall(
        hall: id, name: name, division: division, keys: [key], sealing: sealing?.sealingKey)
    }
  }

  public struct PublicKeyText: Sendable, Equatable, Codable {
    public let kid: String
    public let alg: String
    public let publicKey: String
  }

  /// What a receiver is ready to take.
  public struct Offers: Sendable, Equatable, Codable {
    public let comp: [String]
    /// Of one request.
    public let maxBytes: Int
    public let lanes: [Int]
    /// Whether a hall's next key may take over by a record; missing from receivers that do not know it.
    public let rotation: Bool?

    public init(comp: [String], maxBytes: Int, lanes: [Int], rotation: Bool? = nil) {
      self.comp = comp
      self.maxBytes = maxBytes
      self.lanes = lanes
      self.rotation = rotation
    }
  }

  /// A stream that the receiver holds already of a hall: what a replacement machine may fetch back.
  public struct HeldStream: Sendable, Equatable, Codable {
    public let epoch: String
    public let lane: Int
    public let hw: Int

    public init(epoch: String, lane: Int, hw: Int) {
      self.epoch = epoch
      self.lane = lane
      self.hw = hw
    }
  }

  /// 201
  public struct Reply: Sendable, Equatable, Codable {
    public let kid: String
    public let receiver: PublicKeyText
    /// For whom sticks to the receiver are sealed; missing from receivers that take them open alone.
    public let sealing: PublicKeyText?
    public let inc: String
    public let offers: Offers
    /// Missing from receivers that do not tell.
    public let streams: [HeldStream]?

    public init(
      kid: String, receiver: PublicKeyText, sealing: PublicKeyText? = nil, inc: String, offers: Offers,
      streams: [HeldStream]?
    ) {
      self.kid = kid
      self.receiver = receiver
      self.sealing = sealing
      self.inc = inc
      self.offers = offers
      self.streams = streams
    }
  }
}

extension Enrolment.PublicKeyText {
  public init(_ key: PublicKey) {
    kid = key.id
    alg = key.suite.rawValue
    publicKey = Base64.encode(key.bytes, padded: true)
  }

  public init(_ key: SealingKey.Public) {
    kid = key.id
    alg = key.suite.rawValue
    publicKey = Base64.encode(key.bytes, padded: true)
  }

  /// Nil where it is no key that seals.
  public var sealingKey: SealingKey.Public? {
    guard let suite = SealingSuite(rawValue: alg),
      let bytes = Base64.decode(publicKey, padded: true)
    else { return nil }
    return SealingKey.Public(suite, bytes: bytes)
  }

  /// Nil where it is no key that signs.
  public var key: PublicKey? {
    guard let suite = SignatureSuite(rawValue: alg),
      let bytes = Base64.decode(publicKey, padded: true)
    else { return nil }
    return PublicKey(suite, bytes: bytes)
  }
}
