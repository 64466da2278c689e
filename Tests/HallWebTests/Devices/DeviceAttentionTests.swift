import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Devices that somebody should go to")
struct DeviceAttentionTests {
  private static let board = Asker.device(.board, Asker.east)
  private static let calm = "现在没有需要处理的事"

  private func overview(_ test: TestSite) async throws -> String {
    try await test.ask(.get("/h/east/admin"), as: .admin).text
  }

  @Test(
    "a kiosk and a board that are silent for more than two minutes are named, with the way to their pages")
  func silent() async throws {
    let test = try await TestSite()
    test.clock.advance(by: .minutes(2))
    #expect(try await overview(test).contains(Self.calm))
    test.clock.advance(by: .seconds(1))
    let absent = try await overview(test)
    #expect(absent.components(separatedBy: "还没有连接").count == 3)
    #expect(absent.contains("href=\"/h/east/admin/devices/kiosk-1\""))
    #expect(absent.contains("href=\"/h/east/admin/devices/board-1\""))
    _ = try await test.ask(.get("/healthz"), as: .kiosk)
    _ = try await test.ask(.get("/h/east/board"), as: Self.board)
    #expect(try await overview(test).contains(Self.calm))
    test.clock.advance(by: .minutes(5))
    _ = try await test.ask(.get("/h/east/board"), as: Self.board)
    let silent = try await overview(test)
    #expect(silent.contains("已有 5 分钟没有连接") && !silent.contains("devices/board-1"))
  }

  @Test("while the hall is closed, its screens may be switched off")
  func closed() async throws {
    let test = try await TestSite()
    let day = try #require(CivilDate("2026-11-20"))
    try await test.ledger { try await $0.addClosure(from: day, through: day, reason: "停电", by: .visitor) }
    test.clock.advance(by: .hours(3))
    #expect(try await overview(test).contains(Self.calm))
  }

  @Test(
    "a board that cannot be heard is named, one that was set up to be silent is not",
    arguments: [("blocked", true), ("failed", true), ("on", false), ("off", false)])
  func muted(state: String, isNamed: Bool) async throws {
    let test = try await TestSite()
    _ = try await test.ask(
      .post("/api/v1/halls/east/board/sound", #"{"state":"\#(state)"}"#), as: Self.board)
    let page = try await overview(test)
    #expect(page.contains("没有声音") == isNamed && page.contains(Self.calm) != isNamed)
  }

  @Test("a printer without paper is named until it has some")
  func printer() async throws {
    let test = try await TestSite()
    _ = try await test.ask(
      .form(
        "/h/east/admin/devices/kiosk-1",
        [("name", "东门取号机"), ("printing", "network"), ("host", "192.0.2.60"), ("paper", "80")]),
      as: .admin)
    for (condition, words) in [
      (PrinterCondition(failure: .paperOut, answers: true), "东门取号机：打印机缺纸。"),
      (PrinterCondition(failure: .coverOpen, answers: true), "东门取号机：打印机盖子没有关好。"),
      (PrinterCondition(failure: nil, isPaperLow: true, answers: true), "东门取号机：纸快用完"),
      (.ready, Self.calm), (.silent, Self.calm),
    ] {
      _ = test.site.printers.note(condition, of: .named("kiosk-1"), in: Asker.east)
      #expect(try await overview(test).contains(words), "\(words)")
    }
  }
}
