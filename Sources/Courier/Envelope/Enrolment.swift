public import Seal
public import ServiceHall

/// How a hall and a receiver come to know each other's keys: once, by a code that a person carries.
public enum Enrolment {
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

    public init(code: String, hall: Hall.ID, name: String, division: String, key: PublicKeyText) {
      self.code = code
      self.hall = hall.rawValue
      self.name = name
      self.division = division
      alg = key.alg
      publicKey = key.publicKey
    }

    /// The hall that asks; nil where something is not of its form.
    public var enrolled: EnrolledHall? {
      guard let suite = SignatureSuite(rawValue: alg), let id = Hall.ID(hall),
        let bytes = Base64.decode(publicKey, padded: true), name.utf8.count <= 200,
        let key = PublicKey(suite, bytes: bytes), DivisionCode(division) != nil
      else { return nil }
      return EnrolledHall(hall: id, name: name, division: division, keys: [key])
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

    public init(comp: [String], maxBytes: Int, lanes: [Int]) {
      self.comp = comp
      self.maxBytes = maxBytes
      self.lanes = lanes
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
    public let inc: String
    public let offers: Offers
    /// Missing from receivers that do not tell.
    public let streams: [HeldStream]?

    public init(
      kid: String, receiver: PublicKeyText, inc: String, offers: Offers, streams: [HeldStream]?
    ) {
      self.kid = kid
      self.receiver = receiver
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

  /// Nil where it is no key.
  public var key: PublicKey? {
    guard let suite = SignatureSuite(rawValue: alg),
      let bytes = Base64.decode(publicKey, padded: true)
    else { return nil }
    return PublicKey(suite, bytes: bytes)
  }
}
