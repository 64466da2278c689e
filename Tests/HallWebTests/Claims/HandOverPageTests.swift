import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The hand-over at the desk")
struct HandOverPageTests {
  private func expectMasked(_ answer: Answer, _ name: String = "") {
    for text in Counter.personal { #expect(!answer.everything.contains(text), "\(text) \(name)") }
  }

  @Test(
    "a code opens what waits and for whom, masked; handed over once, with a receipt; then only when and where"
  )
  func whole() async throws {
    let counter = try await Counter()
    let (document, slip) = try await counter.ready(proxies: [Counter.proxy])
    _ = try await counter.test.act("open", window: "2")
    let presented = try await counter.present(slip.code)
    #expect(presented.status == 200)
    #expect(presented.text.contains("食品经营许可证") && presented.text.contains("测***娜"))
    #expect(presented.text.contains("存放 2号柜"))
    expectMasked(presented)
    let fields = try counter.handing(presented, documents: [document])
    let answer = try await counter.collect(fields)
    let number = try counter.receipt(answer)
    // The answer was lost on its way: the same receipt.
    #expect(try counter.receipt(try await counter.collect(fields)) == number)
    let receipt = try await counter.look("/admin/receipts/\(number)")
    #expect(receipt.status == 200 && receipt.text.contains(number))
    expectMasked(receipt)
    let second = try await counter.present(slip.code)
    #expect(second.status == 409)
    #expect(second.text.contains("已领取") && second.text.contains("2026-11-20 09:00，2号窗口"))
    for text in ["食品经营许可证", "JY-0017", "测***娜", number] { #expect(!second.text.contains(text), "\(text)") }
    #expect(try await counter.test.kinds().filter { $0 == "delivery.made" }.count == 1)
  }

  @Test("the printed form has the names in full, and the journal keeps who printed it")
  func printed() async throws {
    let counter = try await Counter()
    let (document, slip) = try await counter.ready()
    let presented = try await counter.present(slip.code)
    let number = try counter.receipt(
      try await counter.collect(
        try counter.handing(
          presented, documents: [document], more: [("drawing", Counter.drawing)]
        ).map { $0.0 == "signed" ? ("signed", "drawn") : $0 }))
    let form = try await counter.send("/admin/receipts/\(number)/print")
    #expect(form.text.contains(Counter.holder.name))
    #expect(!form.text.contains(Counter.holder.idNumber))
    #expect(form.text.contains("/admin/receipts/\(number)/signature.png"))
    #expect(try await counter.test.kinds().last == "document.revealed")
    let signature = try await counter.look("/admin/receipts/\(number)/signature.png")
    #expect(signature.status == 200 && signature.headers["content-type"] == "image/png")
    #expect(try await counter.look("/admin/receipts/TS01-2026112004200017").status == 404)
  }

  @Test("whoever is not the holder gets a sentence, and nothing typed is left standing")
  func mismatch() async throws {
    let counter = try await Counter()
    let (document, slip) = try await counter.ready()
    let presented = try await counter.present(slip.code)
    let wrong = Counter.Somebody(name: Counter.stranger.name, idNumber: Counter.holder.idNumber)
    for collector in [Counter.stranger, wrong] {
      let answer = try await counter.collect(
        try counter.handing(presented, to: collector, documents: [document]))
      #expect(answer.status == 422 && answer.text.contains("证件与文书上的人对不上"))
      expectMasked(answer)
      #expect(!answer.text.contains(collector.name))
      #expect(answer.hidden("claim") == presented.hidden("claim"))
    }
    #expect(try await counter.test.kinds().contains("delivery.made") == false)
  }

  @Test("what is missing is said at its field, and what was drawn and ticked stays")
  func faults() async throws {
    let counter = try await Counter()
    let (document, slip) = try await counter.ready()
    let presented = try await counter.present(slip.code)
    var fields = try counter.handing(
      presented, to: Counter.Somebody(name: "测试", idNumber: "119999199001010048"), documents: [],
      more: [("drawing", Counter.drawing)])
    fields = fields.map { $0.0 == "signed" ? ("signed", "drawn") : $0 }
    let answer = try await counter.collect(fields)
    #expect(answer.status == 422)
    for input in ["documents", "idNumber"] {
      #expect(answer.text.contains("href=\"#f-\(input)\""), "\(input)")
    }
    let digest = try #require(answer.hidden("signature"))
    #expect(digest.count == 64)
    var again = try counter.handing(answer, documents: [document], more: [("signature", digest)])
    again = again.map { $0.0 == "signed" ? ("signed", "drawn") : $0 }
    let number = try counter.receipt(try await counter.collect(again))
    #expect(try await counter.look("/admin/receipts/\(number)").text.contains("已在屏幕上签名"))
    let unsigned = fields.filter { $0.0 != "drawing" }
    let (other, otherSlip) = try await counter.ready("JY-0020")
    let otherPage = try await counter.present(otherSlip.code)
    let none = try await counter.collect(
      unsigned.filter { $0.0 != "claim" && $0.0 != "key" }
        + [("claim", otherPage.hidden("claim") ?? ""), ("key", SeededKey.next()), ("document", other)])
    #expect(none.text.contains("href=\"#f-signature\""))
  }

  @Test("a proxy needs a letter and the holder's number, unless named beforehand")
  func proxies() async throws {
    let counter = try await Counter()
    let (document, slip) = try await counter.ready()
    let presented = try await counter.present(slip.code)
    func fields(_ number: String, _ page: Answer) throws -> [(String, String)] {
      try counter.handing(
        page, to: Counter.stranger, relation: "proxy", principal: number, documents: [document])
    }
    let without = try await counter.collect(try fields(Counter.holder.idNumber, presented))
    #expect(without.status == 422 && without.text.contains("代领要有委托书"))
    // The numbers were right: they need not be typed again.
    #expect(without.text.contains("value=\"\(Counter.stranger.idNumber)\""))
    let text = try await counter.collect(
      try fields(Counter.holder.idNumber, presented), letter: Array("hello".utf8))
    #expect(text.status == 422 && text.text.contains("href=\"#f-scannedLetter\""))
    let mismatch = try await counter.collect(
      try fields(Counter.proxy.idNumber, presented), letter: [0xFF, 0xD8, 0xFF, 0xE0, 1])
    #expect(mismatch.status == 422 && mismatch.text.contains("证件与文书上的人对不上"))
    // The letter that was sent with it is kept.
    let digest = try #require(mismatch.hidden("authorisation"))
    let answer = try await counter.collect(
      try fields(Counter.holder.idNumber, mismatch) + [("authorisation", digest)])
    let number = try counter.receipt(answer)
    #expect(try await counter.look("/admin/receipts/\(number)").text.contains("代领人"))
    let (named, namedSlip) = try await counter.ready("JY-0018", proxies: [Counter.proxy])
    let page = try await counter.present(namedSlip.code)
    let handed = try await counter.collect(
      try counter.handing(
        page, to: Counter.proxy, relation: "proxy", principal: Counter.holder.idNumber, documents: [named]))
    #expect(handed.status == 303)
  }

  @Test("a body's document goes to its agent, with the credit code and a letter")
  func agents() async throws {
    let counter = try await Counter()
    let (document, slip) = try await counter.ready(for: Counter.body)
    let presented = try await counter.present(slip.code)
    #expect(presented.text.contains("统一社会信用代码") && !presented.text.contains(Counter.body.name))
    let fields = try counter.handing(
      presented, to: Counter.stranger, relation: "agent", principal: Counter.body.idNumber,
      documents: [document])
    let answer = try await counter.collect(fields, letter: Array("%PDF-1.4".utf8))
    #expect(answer.status == 303, "\(answer.text)")
  }

  @Test("scans that went wrong, and codes that open nothing: each has its own sentence")
  func codes() async throws {
    let counter = try await Counter()
    let (_, slip) = try await counter.ready()
    let code = slip.code
    let wide = String(
      String.UnicodeScalarView(code.unicodeScalars.compactMap { UnicodeScalar($0.value + 0xFEE0) }))
    let address = "http://hall.test:8080/h/east/c/\(code)"
    for good in [code.lowercased(), wide, code + code, address] {
      let answer = try await counter.present(good)
      #expect(answer.status == 200, "\(good)")
      #expect(answer.text.contains("食品经营许可证"), "\(good)")
    }
    let west = try await counter.ready("X-1", as: .staff(.clerk, Asker.west))
    var altered = Array(code)
    altered[20] = altered[20] == "7" ? "8" : "7"
    let county = ClaimCode(
      division: .named("119998100000"), hall: .named("TS01"), secret: String(code.dropFirst(12).dropLast()))
    let nobody = ClaimCode(
      division: .named("119999100000"), hall: .named("TS01"), secret: String(repeating: "7", count: 26))
    let cases: [(String, Int, String)] = [
      (String(code.dropLast(6)), 422, "这不是完整的取件码"), (String(altered), 422, "这不是完整的取件码"),
      ("可7们2评9", 422, "这不是完整的取件码"), (west.slip.code, 409, "这是别的大厅的取件码"),
      (county?.rawValue ?? "", 404, "这不是本县的取件码"), (nobody?.rawValue ?? "", 404, "没有找到这个取件码"),
    ]
    for (text, status, sentence) in cases {
      let answer = try await counter.present(text)
      #expect(answer.status == status && answer.text.contains(sentence), "\(sentence) \(answer.status)")
      #expect(!answer.text.contains("食品经营许可证"))
    }
    try await counter.pass(days: 40)
    let late = try await counter.present(code)
    #expect(late.status == 410 && late.text.contains("取件码已过期") && late.text.contains("2026-12-20"))
  }

  @Test("the desk leads a claim's code to the hand-over, and the hand-over a ticket's to the desk")
  func desk() async throws {
    let counter = try await Counter()
    let (_, slip) = try await counter.ready()
    let answer = try await counter.look("/desk?code=\(slip.code.lowercased())")
    #expect(answer.status == 303)
    #expect(answer.headers["location"] == "/h/east/desk/handover?code=\(slip.code.lowercased())")
    _ = try await counter.test.takeTicket()
    let ticket = try await counter.present("A001")
    #expect(ticket.headers["location"] == "/h/east/desk?code=A001")
    let typed = try await counter.send("/desk/handover", [("code", slip.code)])
    #expect(typed.status == 200 && typed.text.contains("食品经营许可证"))
    let shown = try await counter.send("/desk/handover", [("claim", slip.claim)])
    #expect(shown.status == 200 && shown.text.contains("食品经营许可证"))
    let forged = slip.claim.prefix { $0 == "-" || $0.isNumber } + String(repeating: "7", count: 13)
    let refused = try await counter.send("/desk/handover", [("claim", String(forged))])
    #expect(refused.status == 422 && !refused.text.contains("食品经营许可证"))
  }

  @Test("five wrong PINs lock it, a clerk unlocks it with a reason, and the code works all the while")
  func pins() async throws {
    let counter = try await Counter()
    let (document, slip) = try await counter.ready("测许〔2026〕17号")
    let wrong = slip.pin == "000000" ? "000001" : "000000"
    for _ in 0..<5 {
      let answer = try await counter.send("/desk/handover", [("number", "测许(2026)17号"), ("pin", wrong)])
      #expect(answer.status == 404 && answer.text.contains("没有找到这个取件码"))
      #expect(answer.text.contains("value=\"测许(2026)17号\"") && !answer.text.contains(wrong))
    }
    let locked = try await counter.send(
      "/desk/handover", [("number", "测许(2026)17号"), ("pin", slip.pin)], as: .otherClerk)
    #expect(locked.status == 423 && locked.text.contains("口令输错五次"))
    #expect(try await counter.present(slip.code).status == 200)
    let id = slip.claim.prefix { $0 != "-" }
    _ = try await counter.send(
      "/admin/claims/\(id)/unlock", [("reason", "看过身份证"), ("document", document)])
    let opened = try await counter.send(
      "/desk/handover", [("number", "测许(2026)17号"), ("pin", slip.pin)], as: .otherClerk)
    #expect(opened.status == 200 && opened.text.contains("食品经营许可证"))
    let short = try await counter.send("/desk/handover", [("number", "x"), ("pin", "12")], as: .otherClerk)
    #expect(short.status == 422 && short.text.contains("href=\"#f-pin\""))
  }

  @Test("two windows at once: one hands over, the other is told when and where")
  func race() async throws {
    let counter = try await Counter()
    let (document, slip) = try await counter.ready()
    _ = try await counter.test.act("open", window: "1")
    _ = try await counter.test.act("open", window: "2", as: .otherClerk)
    let askers = [Asker.clerk, .otherClerk]
    var forms: [[(String, String)]] = []
    for asker in askers {
      let presented = try await counter.present(slip.code, as: asker)
      forms.append(try counter.handing(presented, documents: [document]))
    }
    async let one = counter.collect(forms[0], as: askers[0])
    async let other = counter.collect(forms[1], as: askers[1])
    let answers = try await [one, other]
    #expect(answers.map(\.status).sorted() == [303, 409])
    let late = try #require(answers.first { $0.status == 409 })
    #expect(late.text.contains("已领取") && late.text.contains("2026-11-20 09:00，"))
    expectMasked(late)
    #expect(try await counter.test.kinds().filter { $0 == "delivery.made" }.count == 1)
  }

  @Test("what was not ticked stays in the hall, for a code of its own")
  func part() async throws {
    let counter = try await Counter()
    let first = try await counter.register("JY-0017")
    let second = try await counter.register("JY-0018")
    let slip = try await counter.claim([first, second])
    let presented = try await counter.present(slip.code)
    _ = try counter.receipt(
      try await counter.collect(try counter.handing(presented, documents: [first])))
    #expect(try await counter.present(slip.code).status == 409)
    #expect(try await counter.claim([second]).code != slip.code)
  }

  @Test("a document that is revoked meanwhile is not handed over")
  func revoked() async throws {
    let counter = try await Counter()
    let (document, slip) = try await counter.ready()
    let presented = try await counter.present(slip.code)
    _ = try await counter.send("/admin/documents/\(document)/revoke", [("reason", "许可撤回")])
    let answer = try await counter.collect(try counter.handing(presented, documents: [document]))
    #expect(answer.status == 410 && answer.text.contains("取件码已作废"))
    #expect(try await counter.test.kinds().contains("delivery.made") == false)
  }

  @Test("a clock that jumped is said where the expiry is judged")
  func suspect() async throws {
    let counter = try await Counter()
    let (_, slip) = try await counter.ready()
    counter.test.clock.jump(to: .fridayMorning + .hours(-24 * 400))
    _ = try await counter.register("JY-0018")
    let presented = try await counter.present(slip.code)
    #expect(presented.status == 200)
    #expect(presented.text.contains("时钟可能不准"))
  }
}
