/// Where a hall's records go, as its enrolment settled it. 上级平台
public struct Upstream: Sendable, Equatable, Codable {
  /// A key of the receiver's: by which it signs, or for which sticks to it are sealed.
  public struct Key: Sendable, Equatable, Codable {
    public let id: String
    /// `ed25519` or `sm2`; of a key that seals, `international` or `sm`.
    public let suite: String
    /// Base64 of the raw public key.
    public let bytes: String

    public init(id: String, suite: String, bytes: String) {
      self.id = id
      self.suite = suite
      self.bytes = bytes
    }
  }

  /// Without a path: `https://city.example`
  public var url: String
  /// `sha256//BASE64` of the server's public key; nil for plain HTTP on this machine.
  public var pin: String?
  /// The name of the profile by which records are written.
  public var profile: String
  /// By which the receiver signs.
  public var receiverKeys: [Key]
  /// For which sticks to the receiver are sealed; nil for open ones.
  public var sealing: Key?
  /// Whether the receiver takes a hall's next key up.
  public var rotation: Bool?
  /// The suite of this hall's own key: `ed25519` or `sm2`.
  public let suite: String
  /// The id of this hall's own key.
  public private(set) var key: String
  /// The hall's name on the channel.
  public let hall: Hall.ID
  /// Nil for a hall that stands on a machine without a county.
  public let division: DivisionCode?
  /// The ledger's epoch at the enrolment.
  public let epoch: String

  /// The same upstream, to which the hall signs with another key of the same suite.
  public func signed(by key: Key) -> Upstream {
    var upstream = self
    upstream.key = key.id
    return upstream
  }

  /// The same upstream, whose receiver signs with one more key.
  public func knowing(_ key: Key) -> Upstream {
    var upstream = self
    if !receiverKeys.contains(key) { upstream.receiverKeys.append(key) }
    return upstream
  }

  /// The same upstream, enrolled under an epoch.
  public func under(epoch: String) -> Upstream {
    Upstream(
      url: url, pin: pin, profile: profile, receiverKeys: receiverKeys, sealing: sealing,
      rotation: rotation, suite: suite, key: key, hall: hall, division: division, epoch: epoch)
  }

  public init(
    url: String, pin: String?, profile: String, receiverKeys: [Key], sealing: Key? = nil,
    rotation: Bool? = nil, suite: String, key: String, hall: Hall.ID, division: DivisionCode?, epoch: String
  ) {
    self.url = url
    self.pin = pin
    self.profile = profile
    self.receiverKeys = receiverKeys
    self.sealing = sealing
    self.rotation = rotation
    self.suite = suite
    self.key = key
    self.hall = hall
    self.division = division
    self.epoch = epoch
  }
}
