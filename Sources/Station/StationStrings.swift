import Pages

/// The sentences of the command line, and those of the site.
public struct StationStrings: Sendable {
  let site: Strings
  private let own: Strings

  public init() throws {
    let files = EmbeddedFiles.all()
    site = try Strings(json: files["strings/zh-Hans.json"] ?? [])
    own = try Strings(json: files["strings/station.zh-Hans.json"] ?? [])
  }

  public func text(_ key: String, _ values: [String: String] = [:]) -> String {
    own.text(key, values)
  }
}
