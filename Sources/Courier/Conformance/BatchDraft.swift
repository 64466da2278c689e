import Seal
import ServiceHall

/// A batch that may be made wrong before, while or after it is signed.
///
/// Untouched, its bytes are those of `Batch.compose`.
struct BatchDraft {
  private var fields: [(name: String, value: String)]
  var body: [UInt8]

  /// - Parameter prev: h(from−1).
  init(
    _ stream: StreamID, from: Int, lines: [[UInt8]], prev: [UInt8],
    compression: Batch.Compression, packer: Packer, key: PublicKey
  ) {
    let digest = key.suite.digest
    let plain = Array(lines.map { $0 + [10] }.joined())
    body = compression == .none || lines.isEmpty ? plain : packer.deflate(plain)
    fields = [
      ("hall", stream.hall.rawValue), ("epoch", stream.epoch.rawValue),
      ("lane", String(stream.lane.rawValue)), ("from", String(from)),
      ("to", String(from + lines.count - 1)), ("prev", Hex.encode(prev)),
      ("head", Hex.encode(Chain(digest).head(after: prev, lines: lines))),
      ("comp", lines.isEmpty ? "none" : compression.rawValue), ("size", String(body.count)),
      ("digest", Hex.encode(digest.hash(body))), ("kid", key.id), ("alg", key.suite.rawValue),
    ]
  }

  /// A header's value; a name that is not there yet is added at the end.
  subscript(name: String) -> String {
    get { fields.first { $0.name == name }?.value ?? "" }
    set {
      guard let index = fields.firstIndex(where: { $0.name == name }) else {
        fields.append((name, newValue))
        return
      }
      fields[index].value = newValue
    }
  }

  /// Puts other bytes in the body's place, with the size and digest that belong to them.
  mutating func replaceBody(_ bytes: [UInt8], _ digest: Digest) {
    body = bytes
    self["size"] = String(bytes.count)
    self["digest"] = Hex.encode(digest.hash(bytes))
  }

  /// Every byte that the signature covers.
  var signed: [UInt8] {
    Array((["YZB1"] + fields.map { "\($0.name)=\($0.value)" } + ["", ""]).joined(separator: "\n").utf8)
  }

  func bytes(by key: SigningKey) -> [UInt8] { bytes(signature: key.sign(signed)) }

  func bytes(signature: [UInt8]) -> [UInt8] {
    signed + Array(Base64.encode(signature, padded: true).utf8) + [10] + body
  }
}
