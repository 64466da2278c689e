/// Why there is no reply. None of these says whether the receiver took the request.
public enum LinkFault: Error, Sendable, Equatable {
  /// Nobody there, or not for long enough: tried again later.
  case unreachable(Reason)
  /// Connecting, or the whole exchange, took longer than allowed.
  case timedOut
  /// Fewer bytes than the settings' least speed, for longer than their patience.
  case stalled
  /// It is not trusted, not for this name, or not of this date.
  case certificate
  /// The server has another key than the one of the enrolment.
  case pinMismatch
  /// The reply exceeds the request's limit.
  case tooLarge
  /// No address, another protocol, or plain HTTP where it is not allowed.
  case refusedURL
  /// A file that the settings name is missing or of no use.
  case unusableFile(File)
  case cancelled

  public enum Reason: Sendable, Hashable {
    /// The name is not known, or no name server answers.
    case name
    /// No answer at the address.
    case connection
    /// The proxy is not there, or does not let us through.
    case proxy
    /// There is something, but TLS with it fails.
    case handshake
    /// The connection ended before the reply did.
    case broken
    /// What came is not HTTP.
    case malformedReply
    /// This machine has no thread or memory for it.
    case resources
    /// libcurl's error code, `CURLE_…`.
    case other(Int32)
  }

  public enum File: String, Sendable {
    case clientCertificate
    case authorities
  }
}
