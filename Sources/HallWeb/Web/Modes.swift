import HTTPServing
import Pages

/// How the screen is drawn, remembered per browser.
enum Modes {
  private static let name = "yizhan_modes"

  static func read(_ request: Request) -> Frame.Modes {
    guard let value = request.cookies[name] else { return Frame.Modes() }
    return Frame.Modes(
      large: value.contains("l"), contrast: value.contains("c"), low: value.contains("w"),
      spoken: value.contains("s"))
  }

  static func cookie(_ modes: Frame.Modes) -> SetCookie {
    let marks = [
      (modes.large, "l"), (modes.contrast, "c"), (modes.low, "w"), (modes.spoken, "s"),
    ]
    return SetCookie(
      name: name, value: "m" + marks.filter(\.0).map(\.1).joined(),
      maxAge: 365 * 24 * 3600, sameSite: .strict)
  }
}
