import Courier
import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("What people see of the way to the upstream")
struct ChannelTests {
  private static let page = "/h/east/admin/channel"
  private static let url = "https://city.example"

  private func enrol(_ test: TestSite) async throws {
    try await test.ledger { ledger in
      try await ledger.enrol(
        Upstream(
          url: Self.url, pin: nil, profile: "yizhan", receiverKeys: [], suite: "ed25519",
          key: "testkey", hall: Asker.east, division: .named("119999100000"),
          epoch: try await ledger.openEpoch()), by: .system)
    }
  }

  /// The receiver is heard now and holds all records but the last `missing` of lane 2.
  ///
  /// - Parameter written: when all of them were written; nil leaves that as it is.
  private func hear(_ test: TestSite, missing: Int = 0, written: Moment? = nil) async throws {
    try await test.ledger { ledger in
      try await ledger.record(by: .system) { draft in
        draft.willWrite()
        let database = draft.database
        try ReceiverState.save(Incarnations(), heard: draft.now, in: database)
        let lane = try #require(try OutboxLane.open(.normal, in: database))
        try lane.settle(lane.last - missing, safe: 0, at: draft.now, in: database)
        if let written {
          try database.run("UPDATE outbox SET at = ?", [written.milliseconds])
        }
      }
    }
  }

  private func returns(
    _ kind: Downlink.Kind, _ entity: String, _ json: String, _ test: TestSite
  ) async throws {
    let message = UUID().uuidString.lowercased()
    try await test.ledger { ledger in
      try await ledger.record(by: .system) { draft in
        _ = try draft.append(
          .courier(
            .received(
              Downlink(
                epoch: String(repeating: "b", count: 32), lane: 1, seq: 1, message: message,
                entity: entity, version: 1, kind: kind, json: json))))
      }
    }
  }

  private func state(_ test: TestSite) async throws -> Answer {
    try await test.ask(.get("/api/v1/halls/east/channel"), as: .admin)
  }

  @Test("a hall that stands alone says so, and there is nothing to send")
  func alone() async throws {
    let test = try await TestSite()
    let page = try await test.ask(.get(Self.page), as: .admin)
    #expect(page.status == 200 && page.text.contains("未接入"))
    #expect(!page.text.contains("/channel/send"))
    let answer = try await state(test)
    #expect(answer.text == #"{"state":"unconnected","returned":[]}"#)
    let sent = try await test.ask(.form(Self.page + "/send"), as: .admin)
    #expect(sent.status == 303 && sent.headers["location"] == Self.page)
    #expect(sent.cookie("yizhan_flash") == nil)
    #expect(test.pressed.values == [])
  }

  @Test("a person's button rings for this hall and no other, and says that it did")
  func button() async throws {
    let test = try await TestSite()
    try await enrol(test)
    let forged = try await test.ask(.form(Self.page + "/send", [("csrf", "no")]), as: .admin)
    #expect(forged.status == 403 && test.pressed.values == [])
    let sent = try await test.ask(.form(Self.page + "/send"), as: .admin)
    #expect(sent.status == 303 && sent.headers["location"] == Self.page)
    #expect(sent.cookie("yizhan_flash") != nil)
    #expect(test.pressed.values == [Asker.east])
  }

  @Test("an upstream that was never heard, is heard, falls behind and falls silent: page and figures agree")
  func conditions() async throws {
    let test = try await TestSite()
    try await enrol(test)
    func expect(_ word: String, _ name: String, _ place: SourceLocation = #_sourceLocation) async throws {
      let page = try await test.ask(.get(Self.page), as: .admin).text
      let answer = try await state(test)
      #expect(page.contains("<b>\(word)</b>"), sourceLocation: place)
      #expect(answer.string("state") == name, sourceLocation: place)
    }
    try await returns(.notice, "county", #"{"kind":"notice","text":"今晚<维护>"}"#, test)
    #expect(try await test.ask(.get(Self.page), as: .admin).text.contains("今晚&lt;维护&gt;"))
    try await expect("中断", "interrupted")
    let overview = try await test.ask(.get("/h/east/admin"), as: .admin).text
    #expect(overview.contains("上报中断") && overview.contains("/h/east/admin/channel"))
    #expect(try await test.ask(.get(Self.page), as: .admin).text.contains("还没有回执"))
    try await hear(test)
    try await expect("畅通", "flowing")
    try await hear(test, missing: 2)
    let before = try await state(test)
    #expect((before.object["waiting"] as? [String: Int]) == ["urgent": 0, "normal": 2])
    test.clock.advance(by: .minutes(72))
    try await expect("中断", "interrupted")
    try await hear(test, missing: 2)
    try await expect("积压", "congested")
    let page = try await test.ask(.get(Self.page), as: .admin).text
    #expect(page.contains("<dd>2 条</dd>") && page.contains("<dd>0 条</dd>"))
    #expect(page.contains("1 小时 12 分") && page.contains(Self.url))
    let late = try await state(test)
    #expect(late.string("oldestWaiting") == "2026-11-20T09:00:00+08:00")
    #expect(late.string("heardAt") == "2026-11-20T10:12:00+08:00")
    #expect(late.string("url") == Self.url)
  }

  @Test("what was regained is summed up, listed without a ticket's secret, counted, and told to programs")
  func regained() async throws {
    let test = try await TestSite()
    try await enrol(test)
    let empty = try await test.ask(.get(Self.page), as: .admin).text
    #expect(!empty.contains("找回的记录"))
    try await test.ledger { ledger in
      try await ledger.record(by: .system) { draft in
        for number in 0..<3 as Range<Int64> {
          try draft.append(
            .courier(
              .regained(
                RegainedRow(
                  seq: 900 + number, at: draft.now.milliseconds - 3_600_000 * (3 - number), actor: "visitor",
                  device: "kiosk-1", kind: number == 2 ? "ticket.called" : "ticket.issued",
                  subject: "12-SECRETWORDOFTWENTYCH", body: "{}", chain: "\(number)"))))
        }
      }
    }
    let page = try await test.ask(.get(Self.page), as: .admin).text
    #expect(page.contains("已从上级平台找回 3 条，最早 2026-11-20 06:00，最晚 2026-11-20 08:00。"))
    #expect(page.contains("<dt>取号</dt><dd>2 条</dd>") && page.contains("<dt>叫号</dt><dd>1 条</dd>"))
    let list = try await test.ask(.get(Self.page + "/regained"), as: .admin)
    #expect(list.status == 200 && list.text.contains(">902<") && list.text.contains("#12"))
    #expect(!list.text.contains("SECRETWORDOF"))
    let answer = try await state(test)
    #expect(
      answer.text.contains(
        #""regained":{"rows":3,"from":"2026-11-20T06:00:00+08:00","to":"2026-11-20T08:00:00+08:00"}"#))
    var ask = Ask.get("/metrics")
    ask.address = "127.0.0.1"
    let figures = await test.send(ask).text
    #expect(figures.contains(#"yizhan_channel_regained_rows{hall="east"} 3"#))
  }

  @Test("what came back stands with time, subject, reason and what to do, the latest first")
  func returned() async throws {
    let test = try await TestSite(clock: FixedClock(at: .fridayMorning + .hours(14)))
    try await enrol(test)
    try await returns(
      .return, "case:119999100202611200000173", #"{"kind":"case.return","reason":"<b>照片</b>不清"}"#, test)
    test.clock.advance(by: .hours(2))
    try await returns(.rejected, "journal", #"{"kind":"record.rejected"}"#, test)
    try await returns(.accepted, "visit:1", #"{"kind":"record.accepted"}"#, test)
    let page = try await test.ask(.get(Self.page), as: .admin).text
    #expect(page.contains("办件 119999100202611200000173") && page.contains("2026-11-20 23:00"))
    #expect(page.contains("&lt;b&gt;照片&lt;/b&gt;不清") && !page.contains("<b>照片"))
    #expect(page.contains("没有说明原因") && page.contains("请按原因补正这个办件"))
    #expect(!page.contains("没有退件") && !page.contains("取号办理 1"))
    let items = try #require(try await state(test).object["returned"] as? [[String: String]])
    #expect(items.map { $0["kind"] } == ["record.rejected", "case.return"])
    #expect(items.map { $0["reason"] } == [nil, "<b>照片</b>不清"])
    #expect(items.last?["at"] == "2026-11-20T23:00:00+08:00")
  }

  @Test("a clerk at a window sees a line that is cut off, and a backlog of more than a day")
  func desk() async throws {
    let test = try await TestSite()
    let clerk = try #require(Asker.clerk.account)
    _ = try await test.ledger {
      try await $0.openWindow(test.east.windows[0], clerk: clerk, by: .visitor)
    }
    func words() async throws -> [String] {
      let desk = try await test.ask(.get("/h/east/desk"), as: .clerk).text
      return ["上报中断", "上报积压"].filter { desk.contains($0) }
    }
    #expect(try await words() == [])
    try await enrol(test)
    #expect(try await words() == ["上报中断"])
    try await hear(test, missing: 1, written: test.clock.now - .hours(23))
    #expect(try await words() == [])
    try await hear(test, missing: 1, written: test.clock.now - .hours(25))
    #expect(try await words() == ["上报积压"])
  }

  @Test("figures are given of enrolled halls whose ledgers are open, and of no other")
  func figures() async throws {
    let test = try await TestSite()
    try await enrol(test)
    try await hear(test, missing: 3)
    test.clock.advance(by: .seconds(90))
    var ask = Ask.get("/metrics")
    ask.address = "127.0.0.1"
    let lines = await test.send(ask).text.split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("yizhan_channel_") }
    #expect(
      lines == [
        #"yizhan_channel_waiting{hall="east",lane="urgent"} 0"#,
        #"yizhan_channel_waiting{hall="east",lane="normal"} 3"#,
        #"yizhan_channel_waiting_attachments{hall="east"} 0"#,
        #"yizhan_channel_waiting_attachment_bytes{hall="east"} 0"#,
        #"yizhan_channel_oldest_waiting_seconds{hall="east"} 90"#,
        #"yizhan_channel_silence_seconds{hall="east"} 90"#,
        #"yizhan_channel_returned{hall="east"} 0"#,
        #"yizhan_channel_regained_rows{hall="east"} 0"#,
      ])
    await test.shelf.closeIdle(for: .zero)
    #expect(!(await test.send(ask).text.contains("yizhan_channel_waiting{")))
  }
}
