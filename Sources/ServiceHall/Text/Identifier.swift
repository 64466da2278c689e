/// A checked text that names something: a hall's code, a line's letter, a window's number.
///
/// The failable initialiser is the only way in, so an identifier that exists is well formed:
/// in a path, in JSON and in the ledger alike.
public protocol Identifier: RawRepresentable<String>, Codable, Hashable, Sendable, Comparable,
  LosslessStringConvertible
{
  init?(rawValue: String)
}

extension Identifier {
  public init?(_ description: String) { self.init(rawValue: description) }
  public var description: String { rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension StringProtocol {
  /// Whether the text has a length in `lengths` (in UTF-8 bytes) and only bytes for which `allowed` holds.
  func isMade(of allowed: (UInt8) -> Bool, lengths: ClosedRange<Int>) -> Bool {
    lengths.contains(utf8.count) && utf8.allSatisfy(allowed)
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isUpper: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
  var isLower: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
}
