public import Seal
public import ServiceHall

/// A stream of another epoch, of which the receiver may hold more than the hall.
public struct FormerStream: Sendable, Equatable {
  public let stream: StreamID
  /// Up to here it was read, or is known to be the hall's own; nil for its beginning.
  public let known: Held?
  /// What the receiver holds; nil where it does not tell.
  public let last: Int?

  public init(stream: StreamID, known: Held?, last: Int?) {
    self.stream = stream
    self.known = known
    self.last = last
  }
}

/// A ledger that takes its own rows back.
public protocol Regaining: Sendable {
  /// The receiver's incarnation as last heard; nil before its first word.
  func receiverIncarnation() async throws -> String?
  /// Whether there was another epoch, so that something may have been lost with it.
  func mayHaveLost() async throws -> Bool
  /// What is to be read, oldest first.
  ///
  /// - Parameter held: what the receiver told of the hall's streams; nil where it does not tell.
  func formerStreams(_ held: [Enrolment.HeldStream]?) async throws -> [FormerStream]
  /// Takes back the rows that the journal has not, each once, and remembers how far the stream was read.
  ///
  /// - Returns: how many there were.
  func takeBack(_ lines: [[UInt8]], of stream: StreamID, through held: Held) async throws -> Int
}

/// Asks the receiver for rows that the hall lost when it was restored or rolled back.
///
/// Invariants, cited by number in `RegainingTests`:
/// 1. A row comes back once, however often it is asked for.
/// 2. Only rows that the receiver signed are taken back.
/// 3. A hall that never had another epoch asks for nothing.
public struct Regainer: Sendable {
  public enum Outcome: Sendable, Equatable {
    /// All that the receiver holds was looked through; so many rows came back.
    case done(Int)
    /// Nothing was said, or nothing that the receiver signed.
    case unheard
  }

  let hall: Hall.ID
  let ledger: any Regaining
  let link: any UpstreamLink
  let key: SigningKey
  let receiverKeys: [PublicKey]
  let packer: Packer

  public init(
    hall: Hall.ID, ledger: any Regaining, link: any UpstreamLink, key: SigningKey,
    receiverKeys: [PublicKey], packer: Packer
  ) {
    self.hall = hall
    self.ledger = ledger
    self.link = link
    self.key = key
    self.receiverKeys = receiverKeys
    self.packer = packer
  }

  /// - Throws: what the ledger throws; the link's failures are outcomes.
  public func run() async throws -> Outcome {
    guard try await ledger.mayHaveLost() else { return .done(0) }
    guard let incarnation = try await ledger.receiverIncarnation() else { return .unheard }
    let reader = StreamReader(
      link: link, key: key, receiverKeys: receiverKeys, incarnation: incarnation, packer: packer)
    var count = 0
    do {
      let held = try await reader.streams(of: hall)
      for former in try await ledger.formerStreams(held) {
        try await reader.read(former.stream, after: former.known, through: former.last) { lines, held in
          count += try await ledger.takeBack(lines, of: former.stream, through: held)
        }
      }
    } catch is StreamFault {
      return .unheard
    }
    return .done(count)
  }
}
