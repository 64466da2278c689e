import Foundation
import GRDB
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("A hall that fails, fails alone")
struct FaultTests {
  private static let reads = ["/api/v1/halls/west/board", "/h/west/board", "/h/west", "/h/west/kiosk"]

  private func file(_ test: TestSite, _ hall: Hall.ID) -> URL {
    URL(fileURLWithPath: test.shelf.folder(of: hall) + "/hall.sqlite")
  }

  static let damages: [(name: String, damage: @Sendable (URL) throws -> Void)] = [
    ("overwritten", { try Data("不是账本".utf8).write(to: $0) }),
    ("empty", { try Data().write(to: $0) }),
    (
      "cut in two",
      { file in
        let content = try Data(contentsOf: file)
        try content.prefix(content.count / 2).write(to: file)
      }
    ),
    ("gone", { try FileManager.default.removeItem(at: $0.deletingLastPathComponent()) }),
  ]

  @Test("a damaged or missing hall is 503 with an incident; the others go on", arguments: damages.indices)
  func damage(index: Int) async throws {
    let (name, damage) = Self.damages[index]
    let test = try await TestSite()
    await test.shelf.close()
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: file(test, Asker.east).path + suffix)
    }
    try damage(file(test, Asker.east))
    let site = try test.restarted()
    for path in Self.reads { #expect(await site.send(.get(path)).status == 200, "\(name): \(path)") }
    let answer = await site.send(.get("/api/v1/halls/east/board"))
    #expect(answer.status == 503, "\(name)")
    #expect(answer.code == "hall-damaged", "\(name)")
    Call.checkProblem(answer)
    let page = await site.send(.get("/h/east/board"))
    #expect(page.status == 503, "\(name)")
    #expect(page.text.contains("这个大厅的数据打不开"), "\(name)")
    let write = try await site.takeTicket()
    #expect(write.code == "hall-damaged", "\(name)")
    #expect(try await site.takeTicket("X", as: .device(.kiosk, Asker.west)).status == 201, "\(name)")
    // The pages of the whole machine still open.
    for path in ["/", "/api/v1/halls", "/healthz"] {
      #expect(await site.send(.get(path)).status == 200, "\(name): \(path)")
    }
    #expect(try await site.ask(.get("/county"), as: .staff(.countyAdmin, nil)).status == 200)
    for text in [answer.text, page.text] {
      #expect(!text.contains(test.folder.path), "a path of the machine is nobody's business")
      #expect(!text.lowercased().contains("sqlite"))
    }
  }

  @Test("a full disk refuses numbers with 503, keeps nothing half, and boards go on")
  func full() async throws {
    let test = try await TestSite()
    _ = try await test.takeTicket()
    try await test.ledger { ledger in
      try await ledger.pool.writeWithoutTransaction { database in
        let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
        try database.execute(sql: "PRAGMA max_page_count = \(pages)")
      }
    }
    var refused: Answer?
    for _ in 0..<500 where refused == nil {
      let answer = try await test.takeTicket()
      if answer.status != 201 { refused = answer }
    }
    let answer = try #require(refused)
    #expect(answer.status == 503)
    #expect(answer.code == "storage-full")
    Call.checkProblem(answer)
    let issued = try await test.kinds().filter { $0 == "ticket.issued" }.count
    let board = await test.send(.get("/api/v1/halls/east/board"))
    #expect(board.status == 200)
    #expect(board.text.contains(#""count":\#(issued)"#))
    let form = try await test.ask(.form("/h/east/kiosk", [("line", "A"), ("key", "k")]), as: .kiosk)
    #expect(form.status == 503)
    #expect(form.text.contains("存储空间已满"))
    #expect(try await test.takeTicket("X", as: .device(.kiosk, Asker.west)).status == 201)
    try await test.ledger { ledger in
      try await ledger.pool.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA max_page_count = 1000000")
      }
    }
    #expect(try await test.takeTicket().status == 201)
  }

  @Test("what nobody foresaw is 500 with an incident and no word of what it was")
  func unforeseen() async throws {
    let test = try await TestSite()
    try await test.ledger { ledger in
      try await ledger.pool.writeWithoutTransaction { try $0.execute(sql: "DROP TABLE pause") }
    }
    let answer = try await test.ask(.get("/h/east/admin"), as: .admin)
    #expect(answer.status == 500)
    #expect(answer.text.contains("出了点问题"))
    #expect(!answer.text.contains("pause"))
    #expect(!answer.text.lowercased().contains("sql"))
    #expect(await test.send(.get("/h/east/board")).status == 200)
  }

  @Test("while the machine stops, requests are asked to come again")
  func closing() async throws {
    let test = try await TestSite()
    await test.shelf.close()
    let answer = await test.send(.get("/api/v1/halls/east/board"))
    #expect(answer.status == 503)
    #expect(answer.code == "unavailable")
    #expect(answer.headers["retry-after"] != nil)
    Call.checkProblem(answer)
  }
}
