/// A unified social credit code. 统一社会信用代码
///
/// Source: GB 32100-2015. Registering bodies N (agriculture: village collectives) and Y (others) count as any
/// other; the organisation code inside (GB 11714) is only warned about, for codes in force fail it.
public struct USCC: Sendable, Hashable {
  public let rawValue: String
  public let warnings: [IdentifierWarning]

  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// - Throws: why it is not one.
  public init(_ text: String) throws(IdentifierFault) {
    let normal = IdentifierText.normalised(text)
    let bytes = Array(normal.utf8)
    guard bytes.count == 18, bytes.allSatisfy({ $0.isDigit || $0.isUpper }) else { throw .format }
    var values: [Int] = []
    for byte in bytes {
      guard let value = Self.alphabet.firstIndex(of: byte) else { throw .alphabet }
      values.append(value)
    }
    // The registering body stands first, the place third to eighth.
    guard bytes[2..<8].allSatisfy(\.isDigit) else { throw .format }
    guard Self.check(values.dropLast()) == values[17] else { throw .checksum }
    rawValue = normal
    warnings = Self.hasSoundOrganisationCode(bytes[8..<17]) ? [] : [.organisationCode]
  }

  private static func check(_ values: some Sequence<Int>) -> Int {
    var weight = 1
    var sum = 0
    for value in values {
      sum += value * weight
      weight = weight * 3 % 31
    }
    return (31 - sum % 31) % 31
  }

  private static func hasSoundOrganisationCode(_ code: ArraySlice<UInt8>) -> Bool {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(code, weights).reduce(0) { sum, pair in
      sum + (pair.0.isDigit ? Int(pair.0) - 48 : Int(pair.0) - 55) * pair.1
    }
    let check =
      switch 11 - sum % 11 {
      case 10: UInt8(ascii: "X")
      case 11: UInt8(ascii: "0")
      case let digit: UInt8(48 + digit)
      }
    return code.last == check
  }
}
