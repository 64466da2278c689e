/// A cookie to be kept by the browser (RFC 6265 §4.1).
public struct SetCookie: Sendable, Equatable {
  public enum SameSite: String, Sendable {
    case strict = "Strict"
    case lax = "Lax"
  }

  public var name: String
  public var value: String
  public var path: String
  /// Seconds to live; nil lasts for the browser's session, zero deletes.
  public var maxAge: Int?
  public var httpOnly: Bool
  public var sameSite: SameSite
  public var secure: Bool

  public init(
    name: String, value: String, path: String = "/", maxAge: Int? = nil, httpOnly: Bool = true,
    sameSite: SameSite = .lax, secure: Bool = false
  ) {
    self.name = name
    self.value = value
    self.path = path
    self.maxAge = maxAge
    self.httpOnly = httpOnly
    self.sameSite = sameSite
    self.secure = secure
  }

  /// The field value. Characters that would end name, value or path are left out.
  var fieldValue: String {
    let name = String(decoding: name.utf8.filter(\.isTokenCharacter), as: UTF8.self)
    let value = String(decoding: value.utf8.filter(\.isCookieCharacter), as: UTF8.self)
    let path = String(
      decoding: path.utf8.filter { $0 > 0x20 && $0 < 0x7F && $0 != 0x3B }, as: UTF8.self)
    var text = "\(name)=\(value); Path=\(path)"
    if let maxAge { text += "; Max-Age=\(maxAge)" }
    if httpOnly { text += "; HttpOnly" }
    if secure { text += "; Secure" }
    return text + "; SameSite=\(sameSite.rawValue)"
  }
}

extension UInt8 {
  /// RFC 6265: visible ASCII without quote, comma, semicolon and backslash.
  fileprivate var isCookieCharacter: Bool {
    self > 0x20 && self < 0x7F && self != 0x22 && self != 0x2C && self != 0x3B && self != 0x5C
  }
}
