extension HTTPLink {
  public struct Settings: Sendable {
    /// `http://host:port`, or nil for none; the environment's proxies are not used.
    public var proxy: String?
    /// For a gateway that asks for one.
    public var clientCertificate: ClientCertificate?
    /// The server's key, `sha256//BASE64` of its SubjectPublicKeyInfo (RFC 7469 § 2.4), kept from the
    /// enrolment.
    public var pin: String?
    /// A PEM file of authorities in place of the system's.
    public var authorities: String?
    public var connectLimit: Duration
    /// Slower than this many bytes a second, both ways together, …
    public var leastSpeed: Int
    /// … for this long, a transfer is given up as stalled. In whole seconds, two at least.
    public var patience: Duration
    public var rateCap: RateCap
    /// Lets `http://` lead to other machines than this one.
    public var allowsPlainHTTP: Bool
    public var userAgent: String

    public init(
      proxy: String? = nil, clientCertificate: ClientCertificate? = nil,
      pin: String? = nil, authorities: String? = nil, connectLimit: Duration = .seconds(30),
      leastSpeed: Int = 50, patience: Duration = .seconds(60), rateCap: RateCap = RateCap(),
      allowsPlainHTTP: Bool = false, userAgent: String = "yizhan"
    ) {
      self.proxy = proxy
      self.clientCertificate = clientCertificate
      self.pin = pin
      self.authorities = authorities
      self.connectLimit = connectLimit
      self.leastSpeed = leastSpeed
      self.patience = patience
      self.rateCap = rateCap
      self.allowsPlainHTTP = allowsPlainHTTP
      self.userAgent = userAgent
    }
  }

  /// Paths of PEM files.
  public struct ClientCertificate: Sendable, Equatable {
    public var certificate: String
    public var key: String

    public init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }
}
