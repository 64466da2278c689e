import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("A board's page follows its setup")
struct BoardPageTests {
  private static func setUp(
    _ test: TestSite, _ fields: [(String, String)]
  ) async throws -> Answer {
    try await test.ask(
      .form("/h/east/admin/devices/board-1", [("name", "东墙")] + fields), as: .admin)
  }

  private static func board(_ test: TestSite) async throws -> String {
    try await test.ask(.get("/h/east/board"), as: .device(.board, Asker.east)).text
  }

  @Test("lines, sizes and voice are those that were set; a visitor's board has its own")
  func setup() async throws {
    let test = try await TestSite()
    #expect(try await Self.board(test).contains("class=\"board size-22\""))
    let saved = try await Self.setUp(
      test, [("shows-B", "1"), ("diagonalInches", "43"), ("distance", "9")])
    #expect(saved.headers["location"] == "/h/east/admin/devices")
    let page = try await Self.board(test)
    #expect(page.contains("class=\"board size-30\"") && page.contains("data-lines=\"B\""))
    #expect(page.contains("data-device=\"1\"") && !page.contains("data-voice="))
    #expect(page.contains("东岗业务B") && !page.contains("东岗业务A"))
    let visitor = try await test.ask(.get("/h/east/board?lines=A-%22")).text
    #expect(visitor.contains("class=\"board size-22\"") && visitor.contains("data-lines=\"A\""))
    #expect(visitor.contains("data-voice=") && !visitor.contains("data-device"))
  }

  @Test("a screen that is too small for its distance is said to be so on its page")
  func tooSmall() async throws {
    let test = try await TestSite()
    let saved = try await Self.setUp(test, [("diagonalInches", "43"), ("distance", "15")])
    #expect(saved.headers["location"] == "/h/east/admin/devices/board-1")
    let page = try await test.ask(.get("/h/east/admin/devices/board-1"), as: .admin).text
    #expect(page.contains("这块屏幕太小") && page.contains("10.7 米"))
    #expect(try await Self.board(test).contains("size-34"))
    _ = try await Self.setUp(test, [("diagonalInches", "43"), ("distance", "6")])
    let again = try await test.ask(.get("/h/east/admin/devices/board-1"), as: .admin).text
    #expect(!again.contains("这块屏幕太小"))
  }
}
