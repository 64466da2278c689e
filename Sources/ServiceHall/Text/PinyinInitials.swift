/// Which letters the pinyin of a Chinese character can begin with. 拼音首字母
///
/// A character with several readings has several: 重 is C and Z.
public struct PinyinInitials: Sendable {
  /// Letters A–Z as bits: A is 1, B is 2, C is 4.
  public typealias Letters = UInt32

  public static let none = PinyinInitials([])

  private static let first: UInt32 = 0x3007
  private let letters: [Letters]

  /// - Parameter table: UTF-8 lines: letters, a space, and every character that can begin with just these.
  ///   What is not of this form is passed over.
  public init(_ table: [UInt8]) {
    var letters: [Letters] = []
    var line: Letters = 0
    var isHead = true
    for scalar in String(decoding: table, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\n":
        line = 0
        isHead = true
      case " ": isHead = false
      case _ where isHead: line |= Self.bit(scalar)
      default:
        guard scalar.value >= Self.first, scalar.value < 0x1_0000 else { continue }
        let index = Int(scalar.value - Self.first)
        if index >= letters.count {
          letters += [Letters](repeating: 0, count: index + 1 - letters.count)
        }
        letters[index] = line
      }
    }
    self.letters = letters
  }

  /// The letters with which `scalar` can be looked for: a character's initials, or the letter itself.
  public func letters(of scalar: Unicode.Scalar) -> Letters {
    guard scalar.value >= Self.first else { return Self.bit(scalar) }
    let index = Int(scalar.value - Self.first)
    return index < letters.count ? letters[index] : 0
  }

  /// The bit of a Latin letter, whatever its case; 0 for anything else.
  static func bit(_ scalar: Unicode.Scalar) -> Letters {
    let upper = scalar.value & ~0x20
    return (65...90).contains(upper) ? 1 << (upper - 65) : 0
  }
}
