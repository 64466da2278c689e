import Courier
import Foundation
import HallTesting
import ServiceHall
import Testing

@testable import Station

@Suite("A county's machine that receives and passes on")
struct CountyReceiverTests {
  private static let hall = "yizhan-check"

  private static func settings() -> Settings {
    var settings = Settings.testing()
    settings.receives = true
    return settings
  }

  /// Codes made beside whatever runs.
  private func codes(_ count: Int, _ console: Console, _ data: DataFolder) async throws -> [String] {
    for _ in 0..<count {
      try await console.commands().makeEnrolmentCode(data, Settings.Flags([:]))
    }
    return Array(console.lines.suffix(count))
  }

  /// Checks a machine that serves and receives; what the check enrolled is left behind.
  private func check(_ console: Console, _ commands: Commands) async throws {
    let county = try await Station.start(console.data, Self.settings())
    let codes = try await codes(3, console, console.data)
    let isSound = try await commands.checkReceiver(
      county.url, codes: codes, hall: .named(Self.hall), allowsPlainHTTP: false)
    #expect(isSound, "\(console.lines.joined(separator: "\n"))")
    #expect(try await status(county.url + "/healthz") == 200)
    await county.stop()
  }

  @Test("it keeps every rule of the channel beside its halls; a hall that came can be passed on")
  func receives() async throws {
    let console = try Console()
    let commands = try await console.withHall()
    try await check(console, commands)
    let place = DataFolder(console.folder.path + "/city")
    try FileManager.default.createDirectory(atPath: place.path, withIntermediateDirectories: true)
    let city = try await ReceiverStation.start(place, .testing(), store: nil)
    let url = "http://127.0.0.1:\(city.port)"
    let code = try await self.codes(1, console, place)
    let enrol = { (hall: String) in
      try await commands.enrolUpstream(
        console.data, Settings.Flags([:]), url: url, codes: code, halls: [hall], profile: "yizhan")
    }
    #expect(try await sentence { try await enrol("nobody") } == "没有代码为 nobody 的大厅。")
    try await enrol(Self.hall)
    #expect(console.lines.last?.contains("接着上报") ?? false)
    let key = try FileManager.default.attributesOfItem(
      atPath: console.data.path + "/relay/\(Self.hall).key")
    #expect((key[.posixPermissions] as? Int) == 0o600)
    #expect(console.data.relayedHalls == [.named(Self.hall)])
    await city.stop()
  }

  @Test("a machine that does not receive has no such calls")
  func receivesNothing() async throws {
    let console = try Console()
    _ = try await console.withHall()
    let station = try await Station.start(console.data, .testing())
    #expect(try await status(station.url + "/channel/v1/downlink/east/1?after=0") == 404)
    #expect(!FileManager.default.fileExists(atPath: console.data.path + "/receiver.key"))
    await station.stop()
  }

  @Test("a record down is refused with a sentence where something is wrong, and nothing is sent")
  func refusals() async throws {
    let console = try Console()
    let commands = try await console.withHall()
    let file = console.folder.path + "/record.json"
    func told(_ hall: String, _ entity: String, _ text: String?) async throws -> String? {
      if let text { try Data(text.utf8).write(to: URL(fileURLWithPath: file)) }
      return try await sentence {
        try await commands.sendDown(
          console.data, Settings.Flags([:]), to: hall, .notice, about: entity, file: file,
          message: nil)
      }
    }
    #expect(try await told("east", "notice:1", nil)?.contains("record.json") ?? false)
    #expect(try await told("east", "notice:1", "[]") == "\(file) 里不是一个 JSON 对象。")
    #expect(try await told("east", "no tice", "{}") != nil)
    #expect(try await told("east", "notice:1", "{}") == "没有代码为 east 的大厅。")
  }
}
