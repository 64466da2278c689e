/// What was sent and what came back, told in a few lines of plain text.
public struct ConformanceExchange: Sendable {
  /// Nothing came back.
  struct Silence: Error {
    /// As the wire put it.
    let reason: String
  }

  let call: ConformanceCall
  let outcome: Result<ConformanceReply, Silence>

  /// Envelopes of one request that are shown.
  private static let mostEnvelopes = 4
  /// Of other bytes.
  private static let mostCharacters = 240

  /// `POST /channel/v1/batches, 612 bytes`, and the headers of each batch in a line of their own.
  public var sent: [String] {
    let size = call.body.isEmpty ? "" : ", \(call.body.count) bytes"
    return ["\(call.method.rawValue) \(call.path)\(size)"] + Self.told(call.body)
  }

  /// `409, 402 bytes`, and the headers of each acknowledgement in a line of their own.
  public var came: [String] {
    switch outcome {
    case .success(let reply): ["\(reply.status), \(reply.body.count) bytes"] + Self.told(reply.body)
    case .failure(let silence): [silence.reason]
    }
  }

  static func told(_ bytes: [UInt8]) -> [String] {
    guard !bytes.isEmpty else { return [] }
    let starts = envelopes(bytes)
    guard starts.first == 0 else { return [printable(bytes.prefix(mostCharacters))] }
    return starts.prefix(mostEnvelopes).map { header(bytes[$0...]) }
      + (starts.count > mostEnvelopes ? ["…"] : [])
  }

  /// Where `YZB1` or `YZA1` stands at the end of a line.
  private static func envelopes(_ bytes: [UInt8]) -> [Int] {
    let looked = bytes.prefix(1 << 16)
    guard looked.count >= 5 else { return [] }
    return (0...looked.count - 5).filter { start in
      looked[start] == UInt8(ascii: "Y") && looked[start + 1] == UInt8(ascii: "Z")
        && [UInt8(ascii: "A"), UInt8(ascii: "B")].contains(looked[start + 2])
        && looked[start + 3] == UInt8(ascii: "1") && looked[start + 4] == 10
    }
  }

  private static func header(_ bytes: ArraySlice<UInt8>) -> String {
    let text = printable(bytes.prefix(HeaderSection.longest), keepingLines: true)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
    return String(lines.map { short($0) }.joined(separator: " ").prefix(900))
  }

  /// A digest or an epoch is known by its beginning.
  private static func short(_ line: Substring) -> String {
    guard let sign = line.firstIndex(of: "=") else { return String(line) }
    let value = line[line.index(after: sign)...]
    guard value.utf8.count > 24, Lexicon.isLowerHex(value) else { return String(line) }
    return line[...sign] + value.prefix(12) + "…"
  }

  private static func printable(
    _ bytes: ArraySlice<UInt8>, keepingLines: Bool = false
  ) -> String {
    String(
      String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
        scalar.value >= 32 && scalar.value != 127 || (keepingLines && scalar == "\n")
          ? Character(scalar) : "."
      })
  }
}
