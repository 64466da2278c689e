public import Courier
public import Seal
import ServiceHall

/// A hall's end of one stream, as a test writes it out.
public struct SendingHall: Sendable {
  public let stream: StreamID
  public let key: SigningKey
  public private(set) var lines: [[UInt8]] = []
  private var chains: [[UInt8]]

  public init(_ stream: StreamID, key: SigningKey) {
    self.stream = stream
    self.key = key
    chains = [Chain(key.suite.digest).start(of: stream)]
  }

  public var last: Int { lines.count }

  public mutating func add(_ line: [UInt8]) {
    lines.append(line)
    chains.append(Chain(key.suite.digest).head(after: chains[chains.count - 1], line: line))
  }

  /// Puts a record at the end.
  public mutating func record(_ message: Int, _ entity: String, _ version: Int, json: String = "{}") {
    add(Array("\(Self.message(message))\t\(entity)\t\(version)\t\(json)".utf8))
  }

  /// A message's identifier.
  public static func message(_ number: Int) -> String {
    var bytes = [UInt8](repeating: 0, count: 16)
    for place in 0..<8 { bytes[15 - place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
    return RecordLine.message(from: bytes)
  }

  /// h(number)
  public func chain(_ number: Int) -> [UInt8] { chains[number] }

  /// The batch of some numbers; an empty range is a hello.
  public func batch(_ range: Range<Int>) -> [UInt8] {
    Batch.compose(
      stream, from: range.lowerBound, lines: Array(lines[range.lowerBound - 1..<range.upperBound - 1]),
      prev: chains[range.lowerBound - 1], compression: .none, packer: .plain, by: key
    ).bytes
  }

  public func batch() -> [UInt8] { batch(1..<last + 1) }

  /// Everything, as a receiver finds that it is new.
  public func entries() throws -> [ReceiverRule.Entry] {
    let header = try Batch.read(batch()[...]).batch.header
    let held = Held(highWater: 0, chain: chain(0))
    let verdict = ReceiverRule.decide(header, lines: lines, held: held) { _ in [chain(0)] }
    guard case .accept(let entries, _) = verdict else {
      throw Discrepancy(description: "\(verdict)")
    }
    return entries
  }
}

extension Packer {
  /// Compresses nothing.
  public static let plain = Packer(deflate: { $0 }, inflate: { $0.count <= $1 ? $0 : nil })
}

/// A store does something else than it should.
public struct Discrepancy: Error, CustomStringConvertible {
  public let description: String
}

/// - Throws: `Discrepancy` unless both are the same.
public func same<Value: Equatable>(
  _ found: Value, _ wanted: Value, _ what: String = "", line: Int = #line
) throws {
  guard found != wanted else { return }
  throw Discrepancy(description: "line \(line): \(what) \(found) instead of \(wanted)")
}
