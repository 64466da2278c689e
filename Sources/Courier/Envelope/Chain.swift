public import Seal

/// The running digest over a stream.
///
/// h(0) = H("YZ0|hall|epoch|lane"), h(n) = H(h(n−1) ‖ H(line n)).
public struct Chain: Sendable {
  public let digest: Digest

  public init(_ digest: Digest) { self.digest = digest }

  /// - Parameter suite: `ed25519` or `sm2`; nil for any other.
  public init?(suite: String) {
    guard let suite = SignatureSuite(rawValue: suite) else { return nil }
    self.init(suite.digest)
  }

  public func digest(of bytes: [UInt8]) -> [UInt8] { digest.hash(bytes) }

  public func start(of stream: StreamID) -> [UInt8] {
    digest.hash(Array("YZ0|\(stream.hall)|\(stream.epoch)|\(stream.lane.rawValue)".utf8))
  }

  public func head(after head: [UInt8], line: [UInt8]) -> [UInt8] {
    digest.hash(head, digest.hash(line))
  }

  public func head(after head: [UInt8], lines: some Sequence<[UInt8]>) -> [UInt8] {
    lines.reduce(head) { self.head(after: $0, line: $1) }
  }
}
