import HTTPServing
import Pages

/// Large print and high contrast, remembered per browser.
enum Modes {
  private static let name = "yizhan_modes"

  static func read(_ request: Request) -> Frame.Modes {
    guard let value = request.cookies[name] else { return Frame.Modes() }
    return Frame.Modes(large: value.contains("l"), contrast: value.contains("c"))
  }

  static func cookie(large: Bool, contrast: Bool) -> SetCookie {
    SetCookie(
      name: name, value: "m" + (large ? "l" : "") + (contrast ? "c" : ""),
      maxAge: 365 * 24 * 3600, sameSite: .strict)
  }
}
