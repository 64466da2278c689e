extension Attestation {
  private static let formatVersion: UInt8 = 1

  /// Everything but the signature. Numbers stand with their highest byte first.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = [Self.formatVersion, suite.rawValue]
    bytes += key
    bytes += AttestationBytes.number(UInt64(division.rawValue) ?? 0, 5)
    bytes += AttestationBytes.text(shortCode.rawValue)
    bytes += AttestationBytes.text(number.rawValue)
    bytes += AttestationBytes.number(UInt64(version), 2)
    bytes += AttestationBytes.text(kind)
    bytes += AttestationBytes.day(issuedOn)
    bytes += AttestationBytes.day(expiresOn)
    bytes += AttestationBytes.day(signedOn)
    bytes += AttestationBytes.text(holder)
    return bytes + digest
  }

  init(reading reader: inout AttestationBytes) throws(AttestationFault) {
    guard try reader.take(1) == [Self.formatVersion], let suite = Suite(rawValue: try reader.take(1)[0])
    else {
      throw .version
    }
    let key = try reader.take(Self.keyLength)
    guard let division = DivisionCode(rawValue: String(try reader.number(5))) else { throw .range }
    guard let shortCode = Hall.ShortCode(rawValue: try reader.text(6)) else { throw .range }
    guard let number = LicenceNumber(rawValue: try reader.text(LicenceNumber.longest)) else { throw .range }
    let version = Int(try reader.number(2))
    let kind = try reader.text(Self.longestKind)
    guard let issuedOn = try reader.day() else { throw .range }
    let expiresOn = try reader.day()
    guard let signedOn = try reader.day() else { throw .range }
    let holder = try reader.text(Self.longestHolder)
    try self.init(
      suite: suite, key: key, division: division, shortCode: shortCode, number: number, version: version,
      kind: kind, issuedOn: issuedOn, expiresOn: expiresOn, signedOn: signedOn, holder: holder,
      digest: try reader.take(Self.digestLength))
  }
}

/// Takes an attestation apart, and its parts together.
struct AttestationBytes {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  mutating func take(_ count: Int) throws(AttestationFault) -> [UInt8] {
    guard bytes.count - place >= count else { throw .truncated }
    defer { place += count }
    return Array(bytes[place..<place + count])
  }

  mutating func number(_ count: Int) throws(AttestationFault) -> UInt64 {
    try take(count).reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func text(_ longest: Int) throws(AttestationFault) -> String {
    let count = Int(try take(1)[0])
    guard (1...longest).contains(count) else { throw .text }
    guard let text = String(validating: try take(count), as: UTF8.self), Self.isWritable(text, longest) else {
      throw .text
    }
    return text
  }

  /// - Returns: nil for the zero that stands for no day.
  mutating func day() throws(AttestationFault) -> CivilDate? {
    let number = Int(try number(3))
    guard number != 0 else { return nil }
    guard Self.days.contains(number) else { throw .range }
    return CivilDate(daysSinceEpoch: number)
  }

  /// 1970-01-02 to 9999-12-31.
  static let days = 1...2_932_896

  static func number(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * (count - 1 - $0))) }
  }

  static func text(_ text: String) -> [UInt8] {
    [UInt8(truncatingIfNeeded: text.utf8.count)] + Array(text.utf8)
  }

  static func day(_ day: CivilDate?) -> [UInt8] { number(UInt64(max(day?.daysSinceEpoch ?? 0, 0)), 3) }

  /// Whether a text may stand in an attestation: nothing in it that a screen does not show, or shows elsewhere.
  static func isWritable(_ text: String, _ longest: Int) -> Bool {
    (1...longest).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { scalar in
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
        default: true
        }
      }
  }
}
