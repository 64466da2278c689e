import HTTPServing
import Pages
import ServiceHall

/// One message for the page that follows a form, carried by a cookie that the page spends.
enum FlashCookie {
  static let name = "yizhan_flash"

  /// A control character, so that no text that people typed can hold it.
  private static let separator = "\u{1F}"

  static let spent = SetCookie(name: name, value: "", maxAge: 0, sameSite: .strict)

  static func cookie(_ flash: Flash) -> SetCookie {
    let text: String
    switch flash {
    case .done(let notice): text = "d\(separator)\(notice.rawValue)"
    case .refused(let code, let values):
      let pairs = values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      text = (["r", code] + pairs).joined(separator: separator)
    case .faults(let faults):
      text = (["f"] + faults.map { "\($0.field)=\($0.code.rawValue)" }).joined(separator: separator)
    }
    let hex = text.utf8.prefix(1000).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    return SetCookie(name: name, value: hex.joined(), maxAge: 60, sameSite: .strict)
  }

  static func read(_ request: Request) -> Flash? {
    guard let value = request.cookies[name], value.utf8.count.isMultiple(of: 2) else { return nil }
    let digits = Array(value.utf8)
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    let parts = String(decoding: bytes, as: UTF8.self).split(
      separator: separator, omittingEmptySubsequences: false
    ).map(String.init)
    guard parts.count >= 2 else { return nil }
    switch parts[0] {
    case "d": return Notice(rawValue: parts[1]).map(Flash.done)
    case "r": return .refused(code: parts[1], values: pairs(parts.dropFirst(2)))
    case "f":
      return .faults(
        parts.dropFirst().compactMap { part in
          let sides = part.split(separator: "=", maxSplits: 1)
          guard sides.count == 2, let code = FieldFault.Code(rawValue: String(sides[1])) else {
            return nil
          }
          return FieldFault(String(sides[0]), code)
        })
    default: return nil
    }
  }

  private static func pairs(_ parts: ArraySlice<String>) -> [String: String] {
    var pairs: [String: String] = [:]
    for part in parts {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides.count == 2 { pairs[String(sides[0])] = String(sides[1]) }
    }
    return pairs
  }
}
