/// Personal data as a screen may show it. 脱敏
///
/// There is no binding pattern in law; these are the halls' common practice. Length is kept, so that
/// two masked values on one list can still be told apart.
public enum Masking {
  /// A name on a screen that the public sees: the surname's first character and one star.
  public static func publicName(_ name: String) -> String {
    name.isEmpty ? "" : String(name.prefix(1)) + "*"
  }

  /// A name on a list: 张三 → 张*, 张三丰 → 张*丰, 欧阳娜娜 → 欧**娜.
  public static func name(_ name: String) -> String {
    switch name.count {
    case 0: ""
    case 1: "*"
    case 2: String(name.prefix(1)) + "*"
    default: keep(name, first: 1, last: 1)
    }
  }

  /// An identity number: the first three and the last four characters.
  public static func idNumber(_ number: String) -> String { keep(number, first: 3, last: 4) }

  /// A telephone number: the first three and the last four digits.
  public static func phone(_ phone: String) -> String { keep(phone, first: 3, last: 4) }

  /// Stars for all but the ends; for all of a text too short to hide anything otherwise.
  private static func keep(_ text: String, first: Int, last: Int) -> String {
    let hidden = text.count - first - last
    guard hidden > 0 else { return String(repeating: "*", count: text.count) }
    return text.prefix(first) + String(repeating: "*", count: hidden) + text.suffix(last)
  }
}
