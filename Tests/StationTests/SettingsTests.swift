import Foundation
import HallTesting
import Logging
import Testing

@testable import Station

@Suite("Settings")
struct SettingsTests {
  private let temporary: TemporaryFolder
  private let folder: DataFolder

  init() throws {
    temporary = try TemporaryFolder()
    folder = DataFolder(temporary.path)
  }

  private func write(_ text: String, _ name: String = "yizhan.json") throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/" + name))
  }

  private func faults(_ flags: [String: String?] = [:]) async throws -> [String] {
    do {
      _ = try await Settings.read(Settings.Flags(flags), in: folder)
      return []
    } catch StationFault.settings(let faults) {
      return faults.map { "\($0.name) = \($0.value): \($0.expected)" }.sorted()
    }
  }

  @Test("without any, the standard ones hold")
  func standard() async throws {
    let settings = try await Settings.read(Settings.Flags([:]), in: folder)
    #expect(settings.address == "0.0.0.0")
    #expect(settings.port == 8080)
    #expect(settings.publicURL == nil)
    #expect(settings.tls == nil)
    #expect(settings.logLevel == .notice)
    #expect(!settings.receives && settings.store == nil)
  }

  @Test("a county's machine receives when the file, or a flag, says so")
  func receiving() async throws {
    try write(#"{"receive":true,"store":"postgres://city.example/yizhan"}"#)
    let settings = try await Settings.read(Settings.Flags([:]), in: folder)
    #expect(settings.receives && settings.store == "postgres://city.example/yizhan")
    let flags = Settings.Flags([:]).adding("receive", "false").adding("store", nil)
    #expect(try await !Settings.read(flags, in: folder).receives)
    #expect(try await faults(["receive": "yes"]) == ["receive = yes: flag"])
    try write(#"{"receive":5,"channelPlainHTTP":"no"}"#)
    #expect(try await faults() == ["channelPlainHTTP = no: flag", "receive = 5: flag"])
  }

  @Test("numbers in the file may be numbers or texts; flags go before the file")
  func file() async throws {
    try write(#"{"port":9001,"threads":"3","publicURL":"http://192.0.2.7:8080/","logLevel":"debug"}"#)
    let settings = try await Settings.read(Settings.Flags(["logLevel": "error"]), in: folder)
    #expect(settings.port == 9001)
    #expect(settings.threads == 3)
    #expect(settings.publicURL == "http://192.0.2.7:8080")
    #expect(settings.logLevel == .error)
  }

  @Test("every fault is reported, and all at once")
  func allFaults() async throws {
    try write(
      #"{"threads":99,"connections":"many","publicURL":"ftp://x","logLevel":"loud","tlsKey":"/no"}"#)
    #expect(
      try await faults(["port": "70000"]) == [
        "connections = many: connections", "logLevel = loud: log-level", "port = 70000: port",
        "publicURL = ftp://x: public-url", "threads = 99: threads", "tlsKey = /no: tls-pair",
      ])
  }

  struct Single: Sendable, CustomTestStringConvertible {
    let name: String
    let value: String
    let expected: String?
    var testDescription: String { "\(name) = \(value)" }
  }

  static let singles: [Single] = [
    Single(name: "port", value: "0", expected: nil),
    Single(name: "port", value: "65535", expected: nil),
    Single(name: "port", value: "65536", expected: "port"),
    Single(name: "port", value: "-1", expected: "port"),
    Single(name: "port", value: "http", expected: "port"),
    Single(name: "port", value: "", expected: "port"),
    Single(name: "address", value: "127.0.0.1", expected: nil),
    Single(name: "address", value: "::", expected: nil),
    Single(name: "address", value: "hall.example", expected: "address"),
    Single(name: "address", value: "300.0.0.1", expected: "address"),
    Single(name: "threads", value: "0", expected: "threads"),
    Single(name: "publicURL", value: "https://hall.example", expected: nil),
    Single(name: "publicURL", value: "http://hall.example/h", expected: "public-url"),
    Single(name: "publicURL", value: "hall.example", expected: "public-url"),
    Single(name: "logLevel", value: "Debug", expected: "log-level"),
  ]

  @Test("each setting is held to what it may be", arguments: singles)
  func single(_ single: Single) async throws {
    let expected = single.expected.map { ["\(single.name) = \(single.value): \($0)"] } ?? []
    #expect(try await faults([single.name: single.value]) == expected)
  }

  @Test("certificate and key are given together, and are files")
  func certificates() async throws {
    try write("CERTIFICATE", "certificate.pem")
    try write("KEY", "key.pem")
    let paths = (folder.path + "/certificate.pem", folder.path + "/key.pem")
    let settings = try await Settings.read(
      Settings.Flags(["tlsCertificate": paths.0, "tlsKey": paths.1]), in: folder)
    #expect(settings.tls?.certificate == "CERTIFICATE")
    #expect(settings.tls?.key == "KEY")
    #expect(
      try await faults(["tlsCertificate": paths.0]) == ["tlsCertificate = \(paths.0): tls-pair"])
    #expect(
      try await faults(["tlsCertificate": "/no", "tlsKey": "/none"])
        == ["tlsCertificate = /no: file", "tlsKey = /none: file"])
  }

  @Test(
    "a value of the wrong kind in the file is a fault and not passed over",
    arguments: [
      #"{"port":[8080]}"#, #"{"port":80.5}"#, #"{"logLevel":5}"#, #"{"address":true}"#,
      #"{"port":["a"]}"#,
    ])
  func wrongKind(text: String) async throws {
    try write(text)
    #expect(try await faults().count == 1)
  }

  @Test("a file that is not JSON is named", arguments: ["{", "port = 8080", "[]", ""])
  func badFile(text: String) async throws {
    try write(text)
    let told = try await sentence { _ = try await Settings.read(Settings.Flags([:]), in: folder) }
    #expect(told == "设置文件 \(folder.path)/yizhan.json 不是正确的 JSON。")
  }

  @Test("the environment goes before the file and after the flags; the program ends with status 1")
  func environment() async throws {
    try write(#"{"port":"file","logLevel":"file","threads":"file","publicURL":"file"}"#)
    let environment = [
      "YIZHAN_PORT": "variable", "YIZHAN_LOG_LEVEL": "variable", "YIZHAN_THREADS": "variable",
    ]
    let ended = try await Program.run(
      ["serve", "--data", folder.path, "--port", "flag"], environment: environment)
    #expect(ended.status == 1)
    #expect(ended.output == "")
    let lines = ended.errors.split(separator: "\n").map(String.init)
    #expect(lines.first == "有 4 处设置不对，没有启动：")
    let values = lines.dropFirst().map { $0.split(separator: "：")[0].filter { $0 != " " } }
    #expect(
      Set(values) == ["port=flag", "logLevel=variable", "threads=variable", "publicURL=file"])
    #expect(try temporary.files() == ["yizhan.json"], "nothing was made")
  }
}
