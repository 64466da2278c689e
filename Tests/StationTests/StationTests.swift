import Foundation
import HTTPServing
import HallLedger
import HallTesting
import ServiceHall
import Testing

@testable import Station

@Suite("Starting and stopping")
struct StationTests {
  @Test("a port that another program has is named, and the folder is free again")
  func portInUse() async throws {
    let first = try Console()
    _ = try await first.withHall()
    let station = try await Station.start(first.data, .testing())
    let second = try Console()
    let commands = try await second.withHall()
    let text = try await sentence {
      _ = try await Station.start(second.data, .testing(port: station.port))
    }
    #expect(text == "端口 \(station.port) 已被其他程序占用。请先停止那个程序，或用 --port 换一个端口。")
    #expect(try await sentence { try await commands.listHalls(second.data) } == nil)
    #expect(try await status(station.url + "/healthz") == 200)
    await station.stop()
  }

  @Test("a certificate that is none is named, and nothing listens")
  func badCertificate() async throws {
    let console = try Console()
    let commands = try await console.withHall()
    var settings = Settings.testing()
    settings.tls = (certificate: "no certificate", key: "no key")
    let text = try await sentence { _ = try await Station.start(console.data, settings) }
    #expect(text == "证书与密钥无法使用。请检查 tlsCertificate 和 tlsKey 所指的文件。")
    #expect(try await sentence { try await commands.listHalls(console.data) } == nil)
  }

  @Test("an address that this machine does not have is a clear fault")
  func foreignAddress() async throws {
    let console = try Console()
    _ = try await console.withHall()
    var settings = Settings.testing()
    settings.address = "203.0.113.77"
    let text = try await sentence { _ = try await Station.start(console.data, settings) }
    #expect(text?.hasPrefix("服务无法启动") ?? false)
  }

  @Test("what was answered before a stop is there after the next start")
  func restart() async throws {
    let console = try Console()
    let commands = try await console.withHall()
    try await commands.addStaff(
      console.data, account: "wang", name: "王五", grants: [(.clerk, "east")],
      password: "long enough 1")
    let login = #"{"account":"wang","password":"long enough 1"}"#
    var tokens: [String] = []
    for _ in 0..<2 {
      let station = try await Station.start(console.data, .testing())
      let session = try await ask(station.url + "/api/v1/session", json: login)
      #expect(session.status == 200)
      tokens.append(try #require(session.object["token"] as? String))
      for token in tokens {
        let windows = try await ask(
          station.url + "/api/v1/halls/east/windows", headers: ["Authorization": "Bearer \(token)"])
        #expect(windows.status == 200)
      }
      await station.stop()
      await #expect(throws: (any Error).self) { try await status(station.url + "/healthz") }
    }
    #expect(try commands.verify(console.data, hall: nil, replay: true))
  }

  @Test("a damaged county stops the start with its sentence and is not touched")
  func damagedCounty() async throws {
    let console = try Console()
    _ = try await console.withHall()
    let file = URL(fileURLWithPath: console.data.county + "/county.sqlite")
    try Data("不是账本".utf8).write(to: file)
    let text = try await sentence { _ = try await Station.start(console.data, .testing()) }
    #expect(text?.hasSuffix("已损坏。请运行 yizhan verify 查看，并从备份恢复。") ?? false)
    #expect(try Data(contentsOf: file) == Data("不是账本".utf8))
  }
}
