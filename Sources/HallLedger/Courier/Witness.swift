import Courier
import ServiceHall

/// A small file beside the ledger, maybe on another disk, that remembers how far the streams had come.
///
/// It is written before anything leaves (C6): a ledger that is behind its witness was put back from a backup
/// or copied, and must not give the same numbers again.
///
///     YZW1
///     epoch=…
///     1=17 …hex of h(17)…
///     2=204 …
struct Witness: Equatable {
  let epoch: Epoch
  let heads: [Lane: Held]

  private static let magic = "YZW1"

  init(epoch: Epoch, heads: [Lane: Held]) {
    self.epoch = epoch
    self.heads = heads
  }

  init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 3, lines[0] == Self.magic, lines[1].hasPrefix("epoch="),
      let epoch = Epoch(String(lines[1].dropFirst(6))), lines.last == ""
    else { return nil }
    var heads: [Lane: Held] = [:]
    for line in lines[2...].dropLast() {
      let parts = line.split(whereSeparator: { $0 == "=" || $0 == " " })
      guard parts.count == 3, let number = Int(parts[0]), let lane = Lane(rawValue: number),
        let seq = Int(parts[1]), let chain = Self.bytes(parts[2])
      else { return nil }
      heads[lane] = Held(highWater: seq, chain: chain)
    }
    self.init(epoch: epoch, heads: heads)
  }

  var text: String {
    let lines = heads.sorted { $0.key < $1.key }.map { lane, held in
      "\(lane.rawValue)=\(held.highWater) \(Self.hex(held.chain))\n"
    }
    return "\(Self.magic)\nepoch=\(epoch)\n" + lines.joined()
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let digits = text.compactMap(\.hexDigitValue)
    guard digits.count == text.count, digits.count == 64 else { return nil }
    return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }
}

/// Where a witness is kept; given from outside, for it may lie on another disk.
public struct WitnessKeeper: Sendable {
  /// Nil if there never was one.
  let read: @Sendable () throws -> String?
  /// The text is on disk when this returns.
  let replace: @Sendable (String) throws -> Void

  public init(
    read: @escaping @Sendable () throws -> String?,
    replace: @escaping @Sendable (String) throws -> Void
  ) {
    self.read = read
    self.replace = replace
  }
}
