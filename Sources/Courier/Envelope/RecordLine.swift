/// One record on its way: `msgID TAB entity TAB version TAB json`.
///
/// Invariants, cited by number in `RecordLineTests`:
/// 1. The bytes hold exactly three TABs and no LF, and are UTF-8.
/// 2. Reading the bytes of a line and writing them again gives the same bytes.
public struct RecordLine: Sendable, Equatable {
  /// A UUID in lower case that stays the same however often the record is issued again.
  public let message: String
  /// `case:119999100202611200000173`
  public let entity: String
  /// Grows by one for each record about the entity, from 1.
  public let version: Int
  /// An object of JSON in one line.
  public let json: String

  public static let longestEntity = 120

  /// - Returns: nil where a part is not of its form.
  public init?(message: String, entity: String, version: Int, json: String) {
    guard !json.utf8.contains(where: { $0 == Self.tab || $0 == Self.lineFeed }) else { return nil }
    self.init(parts: message, entity, version, json)
  }

  /// Reads a line without its LF.
  public init?(bytes: [UInt8]) {
    // A receiver reads ten thousand of these a second: the bytes are looked at once, the text is made last.
    var tabs: [Int] = []
    for (index, byte) in bytes.enumerated() {
      if byte == Self.lineFeed { return nil }
      if byte == Self.tab { tabs.append(index) }
    }
    guard tabs.count == 3, let message = Self.text(bytes[..<tabs[0]]),
      let entity = Self.text(bytes[tabs[0] + 1..<tabs[1]]),
      let version = Self.text(bytes[tabs[1] + 1..<tabs[2]])
        .flatMap({ Lexicon.number($0) }),
      let json = Self.text(bytes[(tabs[2] + 1)...])
    else { return nil }
    self.init(parts: message, entity, version, json)
  }

  private static let tab = UInt8(ascii: "\t")
  private static let lineFeed = UInt8(ascii: "\n")

  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    String(validating: bytes, as: UTF8.self)
  }

  private init?(parts message: String, _ entity: String, _ version: Int, _ json: String) {
    guard Lexicon.isUUID(message), Lexicon.isWord(entity, longest: Self.longestEntity), version > 0,
      json.utf8.first == UInt8(ascii: "{"), json.utf8.last == UInt8(ascii: "}")
    else { return nil }
    self.message = message
    self.entity = entity
    self.version = version
    self.json = json
  }

  public var bytes: [UInt8] { Array("\(message)\t\(entity)\t\(version)\t\(json)".utf8) }

  /// A message's id out of sixteen bytes that never occur again: a UUID of version 8 (RFC 9562).
  public static func message(from bytes: some Collection<UInt8>) -> String {
    var bytes = Array(bytes.prefix(16))
    bytes += Array(repeating: 0, count: 16 - bytes.count)
    bytes[6] = bytes[6] & 0x0f | 0x80
    bytes[8] = bytes[8] & 0x3f | 0x80
    let digits = Array(bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
  }
}
