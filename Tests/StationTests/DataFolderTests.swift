import Foundation
import HallLedger
import HallTesting
import Logging
import ServiceHall
import Testing

@testable import Station

@Suite("The data folder")
struct DataFolderTests {
  @Test("one process at a time; the second is refused and touches nothing, and may come afterwards")
  func lock() throws {
    let temporary = try TemporaryFolder()
    let folder = DataFolder(temporary.path + "/data")
    try withExtendedLifetime(try folder.lock()) {
      let before = try temporary.files()
      let fault = #expect(throws: StationFault.self) { try folder.lock() }
      guard case .dataInUse(folder.path)? = fault else {
        Issue.record("another fault: \(String(describing: fault))")
        return
      }
      #expect(try temporary.files() == before)
      #expect(before == ["data", "data/lock"])
    }
    _ = try folder.lock()
  }

  @Test("a folder that cannot be made or written is named")
  func unwritable() async throws {
    let temporary = try TemporaryFolder()
    let file = temporary.path + "/file"
    try Data().write(to: URL(fileURLWithPath: file))
    for path in [file, file + "/data", "/proc/yizhan"] {
      let folder = DataFolder(path)
      let text = try await sentence { _ = try folder.lock() }
      #expect(text == "数据目录 \(path) 不可写。请检查目录权限和磁盘。")
    }
    #expect(try temporary.files() == ["file"])
  }

  @Test("a command is refused while a station runs, and the station does not notice")
  func commandBesideStation() async throws {
    let console = try Console()
    let commands = try await console.withHall()
    do {
      let station = try await Station.start(console.data, .testing())
      let text = try await sentence { try await commands.listHalls(console.data) }
      #expect(text == "另一个驿站程序正在使用数据目录 \(console.data.path)。请先停止它。")
      #expect(try await status(station.url + "/healthz") == 200)
      // Checking reads only, and may go on beside it.
      #expect(try commands.verify(console.data, hall: nil, replay: false))
      await station.stop()
    }
    #expect(try await sentence { try await commands.listHalls(console.data) } == nil)
  }

  @Test("without a county nothing starts, and nothing is made")
  func noCounty() async throws {
    let console = try Console()
    let commands = try console.commands()
    let missing = "数据目录 \(console.data.path) 里还没有县。请先运行 yizhan county init。"
    let text = try await sentence { try await commands.listHalls(console.data) }
    #expect(text == missing)
    #expect(try console.folder.files() == [])
    let start = try await sentence { _ = try await Station.start(console.data, .testing()) }
    #expect(start == missing)
    #expect(try console.folder.files().contains("data/county") == false)
  }
}

extension Settings {
  /// A free port on this machine alone.
  static func testing(port: UInt16 = 0) -> Settings {
    Settings(
      address: "127.0.0.1", port: port, publicURL: nil, tls: nil, threads: 1, connections: 100,
      logLevel: .critical)
  }
}
