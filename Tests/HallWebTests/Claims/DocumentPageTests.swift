import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The office's pages of finished documents")
struct DocumentPageTests {
  private func expectMasked(_ answer: Answer, _ name: String = "") {
    for text in Counter.personal { #expect(!answer.everything.contains(text), "\(text) \(name)") }
  }

  @Test("a registered document is listed, found and shown masked")
  func registered() async throws {
    let counter = try await Counter()
    let id = try await counter.register("测许〔2026〕17号", proxies: [Counter.proxy])
    for path in ["/admin/documents", "/admin/documents?state=ready", "/admin/documents/\(id)"] {
      let answer = try await counter.look(path)
      #expect(answer.status == 200)
      #expect(answer.text.contains("测许〔2026〕17号"), "\(path)")
      #expect(answer.text.contains("测***娜"), "\(path)")
      expectMasked(answer, path)
    }
    #expect(try await !counter.look("/admin/documents?state=collected").text.contains("17号"))
    for query in ["测许[2026]", Counter.holder.idNumber, Counter.holder.name] {
      let answer = try await counter.send("/admin/documents/search", [("query", query)])
      #expect(answer.text.contains("/admin/documents/\(id)\""), "\(query)")
    }
    let nothing = try await counter.send("/admin/documents/search", [("query", "没有")])
    #expect(nothing.text.contains("没有找到"))
  }

  @Test("the person stands in full only after a reason, which the journal keeps")
  func revealed() async throws {
    let counter = try await Counter()
    let id = try await counter.register("JY-0017")
    let answer = try await counter.send("/admin/documents/\(id)/reveal", [("reason", "电话催领")])
    #expect(answer.status == 200)
    for text in [Counter.holder.name, Counter.holder.idNumber, Counter.holder.phone] {
      #expect(answer.text.contains(text))
    }
    #expect(answer.headers["cache-control"] == "no-store")
    #expect(try await counter.test.kinds().last == "document.revealed")
    let page = try await counter.look("/admin/documents/\(id)")
    #expect(page.text.contains("电话催领"))
    expectMasked(page)
    let without = try await counter.send("/admin/documents/\(id)/reveal", [("reason", " ")])
    #expect(without.status == 303)
    expectMasked(without)
  }

  @Test("a form with faults says each at its field and keeps what was typed")
  func faults() async throws {
    let counter = try await Counter()
    var fields = counter.fields("JY-0017", proxies: [Counter.proxy])
    for (name, value) in [
      ("documentTitle", ""), ("holderIdNumber", "119999199001010048"), ("expiresOn", "昨天"),
      ("proxyName1", ""),
    ] {
      fields.removeAll { $0.0 == name }
      fields.append((name, value))
    }
    let answer = try await counter.send("/admin/documents", fields)
    #expect(answer.status == 422)
    for input in ["documentTitle", "holderIdNumber", "expiresOn", "proxyName1"] {
      #expect(answer.text.contains("href=\"#f-\(input)\""), "\(input)")
    }
    #expect(answer.text.contains("value=\"JY-0017\""))
    #expect(try await counter.test.kinds().contains("document.registered") == false)
  }

  @Test("the same document again is refused, the same form again is the same document")
  func twice() async throws {
    let counter = try await Counter()
    let fields = counter.fields("JY-0017")
    let first = try await counter.send("/admin/documents", fields)
    let second = try await counter.send("/admin/documents", fields)
    #expect(first.headers["location"] == second.headers["location"])
    let again = try await counter.send("/admin/documents", counter.fields("ＪＹ-0017"))
    #expect(again.status == 409)
    #expect(again.text.contains("这份文书已经登记过"))
    let next = try await counter.send("/admin/documents", counter.fields("JY-0018") + [("again", "1")])
    let location = try #require(next.headers["location"])
    #expect(location.contains("/documents/new?like="))
    let form = try await counter.test.ask(.get(location), as: .clerk)
    #expect(form.text.contains("value=\"食品经营许可证\""))
    expectMasked(form)
  }

  @Test("expected, here, moved, returned and revoked: each once, with its trace")
  func acts() async throws {
    let counter = try await Counter()
    let id = try await counter.register("JY-0017", here: false)
    let path = "/admin/documents/\(id)"
    #expect(try await counter.look(path).text.contains("\(path)/ready"))
    _ = try await counter.send("\(path)/ready", [("shelfPlace", "9号柜")])
    let page = try await counter.look(path)
    #expect(page.text.contains("<dd>9号柜</dd>"))
    let stale = try await counter.send("\(path)/move", [("shelfPlace", "1号柜"), ("version", "1")])
    #expect(stale.status == 303)
    #expect(try await counter.look(path).text.contains("<dd>9号柜</dd>"))
    let version = try #require(page.hidden("version"))
    _ = try await counter.send("\(path)/move", [("shelfPlace", "1号柜"), ("version", version)])
    #expect(try await counter.look(path).text.contains("<dd>1号柜</dd>"))
    _ = try await counter.send("\(path)/return", [("reason", "机关要改")])
    let returned = try await counter.look(path)
    #expect(returned.text.contains("机关要改"))
    #expect(!returned.text.contains("\(path)/return"))
    _ = try await counter.send("\(path)/revoke", [("reason", "再来")])
    #expect(
      try await counter.test.kinds().filter { $0.hasPrefix("document.") }
        == [
          "document.registered", "document.readied", "document.moved", "document.moved", "document.returned",
        ])
  }

  @Test("a claim offers what else is ready for the same person, and tells its code once")
  func claims() async throws {
    let counter = try await Counter()
    let first = try await counter.register("JY-0017")
    let second = try await counter.register("JY-0018")
    let foreign = try await counter.register("JY-0019", for: Counter.stranger)
    let form = try await counter.look("/admin/claims/new?document=\(first)")
    #expect(form.text.contains("value=\"\(first)\" checked"))
    #expect(form.text.contains("value=\"\(second)\">"))
    #expect(!form.text.contains("value=\"\(foreign)\""))
    expectMasked(form)
    let mixed = try await counter.look("/admin/claims/new?document=\(first)&document=\(foreign)")
    #expect(mixed.status == 303)
    let key = SeededKey.next()
    let slip = try await counter.claim([first, second], key: key)
    #expect(slip.code.hasPrefix("YZ119999TS01") && slip.code.count == 39)
    #expect(slip.pin.count == 6)
    expectMasked(slip.answer)
    // The browser asks again: the same claim, the same code.
    let again = try await counter.claim([first, second], key: key)
    #expect(again.code == slip.code && again.pin == slip.pin)
    let taken = try await counter.send(
      "/admin/claims", [("key", SeededKey.next()), ("document", first)])
    #expect(taken.status == 303)
    for path in ["/admin/documents", "/admin/documents/\(first)", "/admin/claim-tasks", "/admin/journal"] {
      let answer = try await counter.look(path, as: .admin)
      #expect(!answer.everything.contains(slip.code) && !answer.everything.contains(slip.pin), "\(path)")
    }
    #expect(try await counter.look("/admin/documents").text.contains("已开取件码"))
  }

  @Test("a claim is issued again and revoked with a reason; the former code says that it is void")
  func reissued() async throws {
    let counter = try await Counter()
    let (document, slip) = try await counter.ready()
    let id = slip.claim.prefix { $0 != "-" }
    let answer = try await counter.send(
      "/admin/claims/\(id)/reissue",
      [("reason", "取件单丢失"), ("key", SeededKey.next()), ("document", document)])
    let fresh = try counter.slip(answer)
    #expect(fresh.code != slip.code)
    let old = try await counter.present(slip.code)
    #expect(old.status == 410 && old.text.contains("取件码已作废"))
    #expect(try await counter.present(fresh.code).status == 200)
    let freshID = fresh.claim.prefix { $0 != "-" }
    let without = try await counter.send(
      "/admin/claims/\(freshID)/revoke", [("reason", ""), ("document", document)])
    #expect(without.headers["location"] == "/h/east/admin/documents/\(document)")
    #expect(try await counter.present(fresh.code).status == 200)
    _ = try await counter.send(
      "/admin/claims/\(freshID)/revoke", [("reason", "当事人改邮寄"), ("document", document)])
    #expect(try await counter.present(fresh.code).status == 410)
    #expect(try await counter.look("/admin/documents/\(document)").text.contains("当事人改邮寄"))
  }

  @Test("nobody comes: a task, a reminder, then a new code; only the administrator changes the rules")
  func tasks() async throws {
    let counter = try await Counter()
    let (_, slip) = try await counter.ready()
    let id = slip.claim.prefix { $0 != "-" }
    let refused = try await counter.send("/admin/claim-settings", [("validDays", "20")])
    #expect(refused.status == 403)
    let wrong = try await counter.send(
      "/admin/claim-settings", [("validDays", "0"), ("reminderDays", "3"), ("lockerHours", "24")],
      as: .admin)
    #expect(wrong.status == 422 && wrong.text.contains("href=\"#f-validDays\""))
    let saved = try await counter.send(
      "/admin/claim-settings", [("validDays", "20"), ("reminderDays", "3"), ("lockerHours", "24")],
      as: .admin)
    #expect(saved.status == 303)
    #expect(try await counter.look("/admin/claim-tasks").text.contains("现在没有要催的"))
    try await counter.pass(days: 3)
    let page = try await counter.look("/admin/claim-tasks")
    #expect(page.text.contains("/admin/claims/\(id)/remind"))
    expectMasked(page)
    #expect(try await counter.look("/admin", as: .admin).text.contains("有 1 件到期没有领取"))
    _ = try await counter.send("/admin/claims/\(id)/remind", [("how", "电话告知")])
    #expect(try await counter.look("/admin/claim-tasks").text.contains("现在没有要催的"))
    #expect(try await counter.test.kinds().last == "claim.reminded")
    try await counter.pass(days: 60)
    #expect(try await counter.look("/admin/claim-tasks").text.contains("/admin/claims/\(id)/reissue"))
  }

  @Test("a department's list is tried, then registered whole or not at all")
  func imported() async throws {
    let counter = try await Counter()
    let sheet = try await counter.look("/admin/documents/import.csv")
    #expect(sheet.headers["content-type"]?.hasPrefix("text/csv") == true)
    let heading = sheet.text.filter { $0 != "\u{FEFF}" }
    #expect(heading.hasPrefix("文书种类,文号,"))
    func file(_ numbers: [String]) -> [UInt8] {
      Array(
        ("文书种类,文号,文书名称,姓名或单位名称,证件号码,制发机关,制发日期\r\n"
          + numbers.map {
            "证照,\($0),许可证,\(Counter.holder.name),\(Counter.holder.idNumber),测试局,2026-11-16\r\n"
          }.joined()).utf8)
    }
    let tried = try await counter.upload(file(["J1", "J2"]), [("act", "try")])
    #expect(tried.status == 200 && tried.text.contains("可以导入"))
    #expect(try await !counter.test.kinds().contains("document.registered"))
    let done = try await counter.upload(file(["J1", "J2"]), [("act", "run")])
    #expect(done.status == 200 && done.text.contains("已经全部登记"))
    let again = try await counter.upload(file(["J1", "J2", ""]), [("act", "run")])
    #expect(again.status == 422 && again.text.contains("一份也没有登记"))
    expectMasked(again)
    #expect(try await counter.test.kinds().filter { $0 == "document.registered" }.count == 2)
    #expect(try await counter.upload([], [("act", "run")]).status == 422)
  }
}
