import Seal
import ServiceHall

/// A stream of made-up records as the hall of a check knows it.
struct PracticeStream {
  let id: StreamID
  private let chain: Chain
  private(set) var lines: [[UInt8]] = []
  /// h(0) … h(count)
  private(set) var heads: [[UInt8]]

  init(_ id: StreamID, _ digest: Digest) {
    self.id = id
    chain = Chain(digest)
    heads = [chain.start(of: id)]
  }

  var count: Int { lines.count }

  mutating func add(_ more: [[UInt8]]) {
    for line in more {
      heads.append(chain.head(after: heads[count], line: line))
      lines.append(line)
    }
  }

  /// The batch of these numbers; an empty range gives a hello.
  func draft(
    _ range: Range<Int>, _ compression: Batch.Compression = .deflate, packer: Packer, key: PublicKey
  ) -> BatchDraft {
    BatchDraft(
      id, from: range.lowerBound, lines: range.map { lines[$0 - 1] },
      prev: heads[range.lowerBound - 1], compression: compression, packer: packer, key: key)
  }

  /// A record that nobody has seen.
  ///
  /// - Parameter unique: sixteen bytes.
  static func record(_ unique: [UInt8], padding: Int = 0) -> [UInt8] {
    let message = RecordLine.message(from: unique)
    let text = "\(message)\tcheck:\(Hex.encode(unique))\t1\t{\"type\":\"check\",\"padding\":\""
    return Array(text.utf8) + Array(repeating: UInt8(ascii: "x"), count: padding) + Array("\"}".utf8)
  }
}
