import Courier
import Foundation
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

  /// Nil where there is none or not a whole one: then it tells nothing.
  static func read(_ path: String) -> Witness? {
    FileManager.default.contents(atPath: path)
      .flatMap { String(data: $0, encoding: .utf8) }.flatMap { Witness($0) }
  }

  /// Replaces the file; it is on disk, under its name, when this returns.
  func write(_ path: String) throws {
    let part = path + ".part"
    guard FileManager.default.createFile(atPath: part, contents: Data(text.utf8)),
      let file = FileHandle(forWritingAtPath: part)
    else { throw LedgerFault.storageFull }
    defer { try? file.close() }
    try file.synchronize()
    // rename(2): the name points at one whole file or the other.
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    _ = try FileManager.default.replaceItemAt(
      URL(fileURLWithPath: path), withItemAt: URL(fileURLWithPath: part))
    if let directory = FileHandle(forReadingAtPath: folder) {
      defer { try? directory.close() }
      try directory.synchronize()
    }
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
