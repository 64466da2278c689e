public import Seal
import ServiceHall

/// What a receiver says that it holds of a stream, signed by it: `YZA1`.
///
/// It is cumulative, therefore it may be said again and again.
public struct Acknowledgement: Sendable, Equatable {
  public enum Code: String, Sendable, CaseIterable {
    case ok, hello
    /// The batch begins beyond what is held: send again from `highWater + 1`.
    case gap
    /// The same number with other bytes, or another history before it.
    case fork
    case badBody = "bad-body"
    case badEnvelope = "bad-envelope"
    case tooLarge = "too-large"
    case unknownHall = "unknown-hall"

    /// Whether the batch was taken in or asked for nothing but this.
    public var isAccepting: Bool { self == .ok || self == .hello }
  }

  public let code: Code
  /// Nil where the envelope could not be read so far.
  public let stream: StreamID?
  /// The last number of the unbroken run that is committed for the stream.
  public let highWater: Int
  /// h(highWater)
  public let chain: [UInt8]
  /// The last number that is also in a backup elsewhere.
  public let safe: Int
  /// Sixteen hex digits that change when the receiver's store was restored.
  public let incarnation: String
  /// RFC 3339.
  public let time: String
  public let key: String
  public let suite: SignatureSuite
  /// Every byte that the signature covers.
  public let signed: [UInt8]
  public let signature: [UInt8]

  static let magic = "YZA1"

  /// Reads the acknowledgement at the beginning of `bytes`.
  ///
  /// - Returns: the acknowledgement and its length in bytes.
  public static func read(
    _ bytes: ArraySlice<UInt8>
  ) throws(EnvelopeFault) -> (acknowledgement: Acknowledgement, length: Int) {
    let section = try HeaderSection(bytes, magic: magic)
    var reader = HeaderSection.Reader(section)
    let code = try reader.value("code") { Code(rawValue: $0) }
    var parts = reader
    let stream: StreamID?
    do {
      stream = try parts.stream()
      reader = parts
    } catch {
      // Who cannot say what it could not read may leave the stream's names empty.
      guard code == .badEnvelope || code == .unknownHall || code == .tooLarge else { throw error }
      for name in ["hall", "epoch", "lane"] { _ = try reader.text(name) }
      stream = nil
    }
    let acknowledgement = Acknowledgement(
      code: code, stream: stream, highWater: try reader.number("hw"),
      chain: try reader.value("chain") { text in
        text.isEmpty && stream == nil ? [] : Hex.decode(text).flatMap { $0.count == 32 ? $0 : nil }
      }, safe: try reader.number("safe"),
      incarnation: try reader.value("inc") {
        $0.utf8.count == 16 && Lexicon.isLowerHex($0) ? $0 : nil
      }, time: try reader.value("time") { Lexicon.isWord($0, longest: 40) ? $0 : nil },
      key: try reader.value("kid") { Lexicon.isWord($0, longest: 64) ? $0 : nil },
      suite: try reader.value("alg") { SignatureSuite(rawValue: $0) }, signed: section.signed,
      signature: section.signature)
    return (acknowledgement, section.length)
  }

  /// What a receiver says about a stream.
  public struct Statement: Sendable {
    public let code: Code
    public let stream: StreamID?
    public let held: Held
    public let safe: Int
    public let incarnation: String
    public let time: String

    public init(
      code: Code, stream: StreamID?, held: Held, safe: Int, incarnation: String, time: String
    ) {
      self.code = code
      self.stream = stream
      self.held = held
      self.safe = safe
      self.incarnation = incarnation
      self.time = time
    }

    /// The bytes of a signed acknowledgement.
    public func signed(by key: SigningKey) -> [UInt8] {
      HeaderSection.compose(
        magic: Acknowledgement.magic,
        fields: [
          ("code", code.rawValue), ("hall", stream?.hall.rawValue ?? ""),
          ("epoch", stream?.epoch.rawValue ?? ""),
          ("lane", stream.map { String($0.lane.rawValue) } ?? ""), ("hw", String(held.highWater)),
          ("chain", Hex.encode(held.chain)), ("safe", String(safe)), ("inc", incarnation),
          ("time", time), ("kid", key.publicKey.id), ("alg", key.publicKey.suite.rawValue),
        ], by: key)
    }
  }
}
