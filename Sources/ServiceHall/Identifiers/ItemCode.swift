/// The code of a service item as its province writes it. 事项编码
///
/// Codes of several generations are in use side by side; each is checked by its own profile and kept as text.
public struct ItemCode: Sendable, Hashable {
  public enum Profile: String, Sendable, CaseIterable, Codable {
    /// 31 characters (实施编码) or 33 (业务办理项编码): a credit code, the level of exercise, twelve digits of
    /// the national catalogue. Source: GB/T 39554.1-2020.
    case national31
    /// At most ten letters and digits (基本编码), at most 24 (实施编码). Source: GB/T 39046, 国办函〔2016〕108号.
    case legacy
    /// Six parts joined by hyphens, as Sichuan's codes in use are.
    case sichuan
    /// Any text of letters, digits, points and hyphens.
    case free
  }

  public let rawValue: String
  public let profile: Profile

  /// - Throws: why it is not one of the profile.
  public init(_ text: String, _ profile: Profile) throws(IdentifierFault) {
    let normal = IdentifierText.normalised(text)
    let bytes = Array(normal.utf8)
    switch profile {
    case .national31: try Self.checkNational(bytes)
    case .legacy:
      guard normal.isMade(of: { $0.isDigit || $0.isUpper }, lengths: 1...24) else { throw .format }
    case .sichuan: try Self.checkSichuan(normal)
    case .free:
      let isPlain: (UInt8) -> Bool = { $0.isDigit || $0.isUpper || $0 == 45 || $0 == 46 }
      guard normal.isMade(of: isPlain, lengths: 1...50) else { throw .format }
    }
    rawValue = normal
    self.profile = profile
  }

  private static func checkNational(_ bytes: [UInt8]) throws(IdentifierFault) {
    guard bytes.count == 31 || bytes.count == 33, bytes[19...].allSatisfy(\.isDigit) else {
      throw .format
    }
    _ = try USCC(String(decoding: bytes[0..<18], as: UTF8.self))
    guard (UInt8(ascii: "1")...UInt8(ascii: "7")).contains(bytes[18]) else { throw .level }
  }

  private static func checkSichuan(_ text: String) throws(IdentifierFault) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [12, 12, 3, 18, 1, 2],
      [1, 2, 4, 5].allSatisfy({ parts[$0].utf8.allSatisfy(\.isDigit) }),
      parts[0].utf8.allSatisfy({ $0.isDigit || $0.isUpper })
    else { throw .format }
    _ = try USCC(String(parts[3]))
  }
}
