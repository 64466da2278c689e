extension Server {
  public struct Configuration: Sendable {
    /// Numeric. `::` listens for IPv6 and IPv4.
    public var address: String
    /// Zero takes a free one.
    public var port: UInt16
    /// Nil serves plain HTTP.
    public var tls: TLSIdentity?
    /// Threads that move bytes; they never wait for answers.
    public var threads: Int
    public var limits: Limits
    /// An existing folder for bodies too large for memory.
    public var uploadFolder: String
    /// The answer to a request that the server refuses by itself, by status and a code such as
    /// `body-too-large`. It must not block.
    public var problem: @Sendable (HTTPStatus, String) -> Response
    /// The answer to a body over the limit of a method and path, where it is a person who sends it; nil
    /// gives `problem`. It must not block.
    public var tooLarge: @Sendable (HTTPMethod, String) -> Response?

    public init(
      address: String = "0.0.0.0", port: UInt16 = 0, tls: TLSIdentity? = nil, threads: Int = 2,
      limits: Limits = Limits(), uploadFolder: String = "/tmp",
      problem: @escaping @Sendable (HTTPStatus, String) -> Response = Configuration.plainProblem,
      tooLarge: @escaping @Sendable (HTTPMethod, String) -> Response? = { _, _ in nil }
    ) {
      self.address = address
      self.port = port
      self.tls = tls
      self.threads = threads
      self.limits = limits
      self.uploadFolder = uploadFolder
      self.problem = problem
      self.tooLarge = tooLarge
    }

    /// RFC 9457 with the code as title, for servers that no person reads.
    public static let plainProblem: @Sendable (HTTPStatus, String) -> Response = { status, code in
      let text = """
        {"type":"about:blank","title":"\(code)","status":\(status.rawValue),"code":"\(code)"}
        """
      return .text(text, type: "application/problem+json", status: status)
    }
  }

  public struct Limits: Sendable {
    /// Request line and header section.
    public var headerBytes: Int
    /// The request target alone.
    public var targetBytes: Int
    /// Larger bodies go to a file.
    public var bodyInMemory: Int
    /// The largest body of a method and path, in bytes.
    public var maximumBody: @Sendable (HTTPMethod, String) -> Int
    /// Open connections; more are closed at once.
    public var connections: Int
    /// Zero is unlimited.
    public var connectionsPerAddress: Int
    /// After which a silent connection is closed; it does not run while a request is answered.
    public var idleSeconds: Int

    public init(
      headerBytes: Int = 16 * 1024, targetBytes: Int = 8 * 1024, bodyInMemory: Int = 64 * 1024,
      bodyBytes: Int = 1024 * 1024, connections: Int = 2000, connectionsPerAddress: Int = 0,
      idleSeconds: Int = 30, maximumBody: (@Sendable (HTTPMethod, String) -> Int)? = nil
    ) {
      self.headerBytes = headerBytes
      self.targetBytes = targetBytes
      self.bodyInMemory = bodyInMemory
      self.maximumBody = maximumBody ?? { _, _ in bodyBytes }
      self.connections = connections
      self.connectionsPerAddress = connectionsPerAddress
      self.idleSeconds = idleSeconds
    }
  }

  public struct Statistics: Sendable, Equatable {
    public var connections: Int
    /// Arrived and not yet fully answered; open event streams are among them.
    public var requestsInFlight: Int
    public var openStreams: Int
    public var requestsTotal: Int
  }
}

/// A certificate chain and its key, as PEM texts.
public struct TLSIdentity: Sendable {
  public var certificate: String
  public var key: String

  public init(certificate: String, key: String) {
    self.certificate = certificate
    self.key = key
  }
}
