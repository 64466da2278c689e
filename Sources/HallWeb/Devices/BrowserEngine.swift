/// What draws a device's pages, read from the name that its browser gives.
enum BrowserEngine {
  /// In this order: Chromium's browsers name WebKit too.
  private static let engines = [
    ("Chrome/", "Chromium"), ("Firefox/", "Firefox"), ("AppleWebKit/", "WebKit"),
  ]

  /// `Chromium 49`; nil for a program that names none of the engines.
  static func name(of userAgent: String) -> String? {
    for (mark, name) in engines {
      guard let found = userAgent.firstRange(of: mark) else { continue }
      let version = userAgent[found.upperBound...].prefix { $0.isASCII && $0.isNumber }
      if !version.isEmpty { return "\(name) \(version)" }
    }
    return nil
  }
}
