import Configuration
import CourierLink
import Foundation
import Glibc
public import Logging
import SystemPackage

/// How the server is to run: flags first, then `YIZHAN_*`, then `yizhan.json` in the data folder.
public struct Settings: Sendable {
  public var address: String
  public var port: UInt16
  /// Stands in QR codes; nil takes this machine's own address.
  public var publicURL: String?
  public var tls: (certificate: String, key: String)?
  public var threads: Int
  public var connections: Int
  public var logLevel: Logger.Level
  public var channel = ChannelSettings()
  /// Whether other machines' halls report to this one.
  public var receives = false
  /// Where what is received is kept: `postgres://…`; nil for SQLite in the data folder.
  public var store: String?

  var scheme: String { tls == nil ? "http" : "https" }

  /// What the command line says; nil where it says nothing.
  public struct Flags: Sendable {
    public var values: [String: String] = [:]
    public init(_ values: [String: String?]) { self.values = values.compactMapValues { $0 } }

    /// Nil adds nothing.
    public func adding(_ name: String, _ value: String?) -> Flags {
      var flags = self
      if let value { flags.values[name] = value }
      return flags
    }
  }

  /// Reads and checks everything.
  ///
  /// - Throws: `StationFault.settings` with every fault at once.
  public static func read(_ flags: Flags, in folder: DataFolder) async throws -> Settings {
    let path = folder.path + "/yizhan.json"
    let flagValues = flags.values.map { name, value in
      (AbsoluteConfigKey([name]), ConfigValue(.string(value), isSecret: false))
    }
    let file: FileProvider<JSONSnapshot>
    do {
      file = try await FileProvider<JSONSnapshot>(filePath: FilePath(path), allowMissing: true)
    } catch {
      throw StationFault.settingsFile(path)
    }
    let reader = ConfigReader(providers: [
      InMemoryProvider(values: Dictionary(flagValues) { first, _ in first }),
      EnvironmentVariablesProvider().prefixKeys(with: "yizhan"), file,
    ])
    var check = SettingsCheck(reader: reader)
    var settings = Settings(
      address: check.address() ?? "0.0.0.0",
      port: UInt16(check.number("port", 0...65_535, "port") ?? 8080),
      publicURL: check.url("publicURL"), tls: check.tls(),
      threads: check.number("threads", 1...16, "threads") ?? 2,
      connections: check.number("connections", 10...20_000, "connections") ?? 4000,
      logLevel: check.logLevel() ?? .notice)
    settings.channel = check.channel()
    settings.receives = check.flag("receive") ?? false
    settings.store = check.text("store")
    guard check.faults.isEmpty else { throw StationFault.settings(check.faults) }
    return settings
  }
}

/// Reads settings one by one and remembers every fault.
private struct SettingsCheck {
  let reader: ConfigReader
  private(set) var faults: [StationFault.SettingFault] = []

  init(reader: ConfigReader) { self.reader = reader }

  func text(_ name: String) -> String? {
    let key = ConfigKey(name)
    // A number in the JSON file is as good as a text; what else stands there is text that will not do.
    if let text = reader.string(forKey: key) { return text }
    if let number = reader.int(forKey: key) { return String(number) }
    if let number = reader.double(forKey: key) { return String(number) }
    if let bool = reader.bool(forKey: key) { return String(bool) }
    if let numbers = reader.intArray(forKey: key) { return "\(numbers)" }
    return reader.stringArray(forKey: key).map { "\($0)" }
  }

  /// A numeric address, for a name could mean another machine.
  mutating func address() -> String? {
    guard let text = text("address") else { return nil }
    var buffer = in6_addr()
    let isAddress = [AF_INET, AF_INET6].contains { unsafe inet_pton($0, text, &buffer) == 1 }
    return isAddress ? text : fault("address", text, "address")
  }

  mutating func number(_ name: String, _ range: ClosedRange<Int>, _ expected: String) -> Int? {
    guard let text = text(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      return fault(name, text, expected)
    }
    return number
  }

  mutating func flag(_ name: String) -> Bool? {
    switch text(name) {
    case nil: return nil
    // A number is what the JSON file's own true reads as.
    case "true", "1": return true
    case "false", "0": return false
    case let text?: return fault(name, text, "flag")
    }
  }

  mutating func url(_ name: String) -> String? {
    guard let text = text(name) else { return nil }
    guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme),
      url.host != nil, url.path.isEmpty || url.path == "/"
    else { return fault(name, text, "public-url") }
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  mutating func tls() -> (certificate: String, key: String)? {
    let certificate = text("tlsCertificate")
    let key = text("tlsKey")
    switch (certificate, key) {
    case (nil, nil): return nil
    case (let certificate?, let key?):
      let texts = (file("tlsCertificate", certificate), file("tlsKey", key))
      guard case (let first?, let second?) = texts else { return nil }
      return (first, second)
    case (let certificate?, nil): return fault("tlsCertificate", certificate, "tls-pair")
    case (nil, let key?): return fault("tlsKey", key, "tls-pair")
    }
  }

  /// How the line to the upstream is to be used.
  mutating func channel() -> ChannelSettings {
    var channel = ChannelSettings()
    channel.proxy = text("channelProxy")
    channel.witnessFolder = text("channelWitnessFolder")
    channel.ferryFolder = text("channelFerryFolder")
    channel.allowsPlainHTTP = flag("channelPlainHTTP") ?? false
    if let text = text("channelRates") {
      let rules = text.split(separator: "," as Character).map { RateCap.Rule(text: $0) }
      if rules.contains(where: { $0 == nil }) {
        let _: Bool? = fault("channelRates", text, "rates")
      }
      channel.rateCap = RateCap(rules.compactMap { $0 })
    }
    switch (text("channelCertificate"), text("channelKey")) {
    case (nil, nil): break
    case (let certificate?, let key?):
      channel.clientCertificate = HTTPLink.ClientCertificate(certificate: certificate, key: key)
    case (let certificate?, nil):
      let _: Bool? = fault("channelCertificate", certificate, "tls-pair")
    case (nil, let key?):
      let _: Bool? = fault("channelKey", key, "tls-pair")
    }
    return channel
  }

  mutating func logLevel() -> Logger.Level? {
    guard let text = text("logLevel") else { return nil }
    return Logger.Level(rawValue: text) ?? fault("logLevel", text, "log-level")
  }

  private mutating func file(_ name: String, _ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else { return fault(name, path, "file") }
    return text
  }

  private mutating func fault<Value>(_ name: String, _ value: String, _ expected: String) -> Value? {
    faults.append(StationFault.SettingFault(name: name, value: value, expected: expected))
    return nil
  }
}

extension RateCap.Rule {
  /// `8-18:32000`: from eight to six o'clock, 32,000 bytes a second.
  init?(text: some StringProtocol) {
    let parts = text.split(separator: ":" as Character)
    let hours = parts.first?.split(separator: "-" as Character).compactMap { Int($0) } ?? []
    guard parts.count == 2, hours.count == 2, let bytes = Int(parts[1]) else { return nil }
    self.init(fromHour: hours[0], toHour: hours[1], bytesPerSecond: bytes)
  }
}
