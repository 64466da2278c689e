import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The catalogue's public pages")
struct GuidePageTests {
  private static func named(_ text: String) -> SituationQuestion.ID { .named(text) }

  /// An item of the hall `east`, line B, with a question.
  private static var entry: ItemEntry {
    var entry = CatalogueFixtures.entry(1)
    entry.item.points = [.init(hall: .named("east"), line: .named("B"))]
    entry.item.synonyms = ["老人补贴"]
    entry.item.themes = ["养老服务"]
    entry.item.questions = [
      SituationQuestion(
        id: named("Q1"), text: "本人来办吗？",
        answers: [.init(id: named("A"), text: "是"), .init(id: named("B"), text: "请人代办")])
    ]
    entry.item.materials.append(
      Material(
        name: "授权委托书", when: [SituationCondition(question: named("Q1"), answers: [named("B")])]))
    return entry
  }

  private static func page(_ test: TestSite, _ target: String) async throws -> String {
    let answer = try await test.ask(.get(target))
    #expect(answer.status == 200, "\(target)")
    return answer.text
  }

  @Test("the list is narrowed by words, theme, audience and department, and says when nothing is found")
  func list() async throws {
    let test = try await ItemCallTests.site(
      Self.entry, CatalogueFixtures.entry(2, name: "草稿里的津贴", publish: false))
    let start = try await Self.page(test, "/items")
    #expect(start.contains("/items/TEST-1") && !start.contains("TEST-2"))
    #expect(start.contains("theme=%E5%85%BB%E8%80%81%E6%9C%8D%E5%8A%A1"))
    #expect(try await Self.page(test, "/items?query=老人补贴").contains("/items/TEST-1"))
    #expect(try await !Self.page(test, "/items?audience=enterprise").contains("/items/TEST-1"))
    #expect(try await !Self.page(test, "/items?hall=west").contains("/items/TEST-1"))
    #expect(try await test.ask(.get("/items?audience=nobody")).status == 422)
  }

  @Test("what is remembered of a guide is right again as soon as the catalogue changes")
  func remembered() async throws {
    let test = try await ItemCallTests.site(Self.entry)
    func remembered(_ headers: [(String, String)] = []) -> Response? {
      test.site.immediate(
        Request(
          path: "/items/TEST-1", headers: HeaderFields([("Host", "hall.test")] + headers),
          remoteAddress: "192.0.2.1"))
    }
    _ = try await test.ask(.get("/items/TEST-1"), as: ItemCallTests.editor)
    _ = try await test.ask(.get("/items/TEST-1?q-Q1=B"))
    #expect(remembered() == nil, "a person's page and one with answers are not everybody's")
    let first = try await test.ask(.get("/items/TEST-1"))
    #expect(remembered().map { Answer($0).bytes } == first.bytes)
    #expect(remembered([("Cookie", "a=b")]) == nil)
    var changed = Self.entry
    changed.item.name = "新的津贴"
    try await test.county.saveItem(changed, after: 1, by: .system)
    #expect(remembered() == nil)
    #expect(try await Self.page(test, "/items/TEST-1").contains("新的津贴"))
    test.clock.advance(by: .seconds(10))
    #expect(remembered() == nil)
  }

  @Test("answers leave exactly the materials that this person needs; an open question is named")
  func situations() async throws {
    let test = try await ItemCallTests.site(Self.entry)
    let whole = try await Self.page(test, "/items/TEST-1")
    #expect(whole.contains("授权委托书") && whole.contains("什么时候要"))
    #expect(whole.contains("name=\"q-Q1\""))
    let own = try await Self.page(test, "/items/TEST-1?q-Q1=A")
    #expect(!own.contains("授权委托书") && own.contains("居民身份证"))
    #expect(try await Self.page(test, "/items/TEST-1?q-Q1=B").contains("授权委托书"))
    // An answer that there is not is no answer.
    #expect(try await Self.page(test, "/items/TEST-1?q-Q1=Z").contains("还有 1 个问题没有回答"))
  }

  @Test("a former version stays readable and says so; a draft and an unknown item are not there")
  func versions() async throws {
    let test = try await ItemCallTests.site(Self.entry)
    var second = Self.entry
    second.item.name = "高龄津贴新办法"
    second.reason = "名称变了"
    _ = try await test.county.saveItem(second, after: 1, by: .system)
    #expect(try await Self.page(test, "/items/TEST-1").contains("高龄津贴新办法"))
    let former = try await Self.page(test, "/items/TEST-1?version=1")
    #expect(former.contains("<h1>高龄津贴发放</h1>") && former.contains("不是现在执行的版本"))
    second.publish = false
    second.item.name = "还没有公布"
    _ = try await test.county.saveItem(second, after: 2, by: .system)
    for target in ["/items/TEST-1?version=3", "/items/NONE", "/items/TEST-1?version=9", "/items/NONE/qr.svg"]
    {
      #expect(try await test.ask(.get(target)).status == 404, "\(target)")
    }
    let code = try await test.ask(.get("/items/TEST-1/qr.svg"))
    #expect(code.status == 200 && code.headers["content-type"]?.hasPrefix("image/svg") == true)
  }

  @Test("powers with their seven elements; public services are not among them")
  func powers() async throws {
    var service = CatalogueFixtures.entry(2, name: "失业登记")
    service.item.kind = .publicService
    let test = try await ItemCallTests.site(Self.entry, service)
    let all = try await Self.page(test, "/powers")
    for element in ["高龄津贴发放", "TEST-1", "行政给付", "示例办法 第一条", "演示县民政局", "受理 → 决定", "拨打监督电话"] {
      #expect(all.contains(element), "\(element)")
    }
    #expect(!all.contains("失业登记"))
    #expect(try await !Self.page(test, "/powers?kind=01").contains("TEST-1"))
  }

  @Test("duties are found by their words and lead to their powers")
  func duties() async throws {
    let test = try await ItemCallTests.site(Self.entry)
    try await test.county.saveDuty(
      Duty(
        id: .named("D1"), department: .named("MZ"), name: "津贴审核责任", content: "按月核对名单",
        items: [.named("TEST-1")], accountability: LegalBasis(law: "示例追责办法")), by: .system)
    let found = try await Self.page(test, "/duties?query=名单")
    #expect(found.contains("津贴审核责任") && found.contains("/items/TEST-1") && found.contains("依据待核"))
    #expect(try await !Self.page(test, "/duties?query=河道").contains("津贴审核责任"))
  }

  @Test("words are compared with a negative list; the answer names the edition")
  func negative() async throws {
    let test = try await ItemCallTests.site()
    #expect(try await Self.page(test, "/negative-lists").contains("还没有导入"))
    try await test.county.saveNegativeList(
      NegativeList(
        id: .named("L1"), name: "示例清单", edition: "2026示例", effectiveOn: try #require(CivilDate("2026-01-01")),
        source: "示例",
        clauses: [.init(number: "1", field: "制造业", text: "新建小锅炉", measure: .forbidden)]), by: .system)
    let forbidden = try await Self.page(test, "/negative-lists?words=锅炉")
    #expect(forbidden.contains("verdict stop") && forbidden.contains("2026示例"))
    #expect(try await Self.page(test, "/negative-lists?words=书店").contains("没有列入不等于允许"))
  }

  @Test("the kiosk finds an item, asks its question, lists what to bring and gives the line's number")
  func kiosk() async throws {
    let test = try await ItemCallTests.site(Self.entry)
    let found = try await Self.page(test, "/h/east/kiosk?step=search&q=老人补贴")
    #expect(found.contains("id=\"item-TEST-1\""))
    #expect(try await !Self.page(test, "/h/west/kiosk?step=search&q=老人补贴").contains("TEST-1"))
    let asking = try await Self.page(test, "/h/east/kiosk?step=item&item=TEST-1")
    #expect(asking.contains("本人来办吗") && asking.contains("q-Q1=B") && !asking.contains("id=\"take\""))
    let bring = try await Self.page(test, "/h/east/kiosk?step=item&item=TEST-1&q-Q1=B")
    #expect(bring.contains("授权委托书") && bring.contains("id=\"take\"") && bring.contains("value=\"B\""))
    let elsewhere = try await Self.page(test, "/h/west/kiosk?step=item&item=TEST-1&q-Q1=A")
    #expect(elsewhere.contains("不在这个大厅取号") && !elsewhere.contains("id=\"take\""))
    #expect(try await test.ask(.get("/h/east/kiosk?step=item&item=NONE")).status == 404)
    #expect(try await test.ask(.get("/h/east/kiosk?step=item")).status == 404)
  }

  @Test("a form that is uploaded is downloaded from the guide, and no more once it is removed")
  func files() async throws {
    var entry = Self.entry
    entry.item.materials[0].form = "申请表.docx"
    let test = try await ItemCallTests.site(entry)
    #expect(try await Self.page(test, "/items/TEST-1").contains("窗口免费领取"))
    let bytes = Array("示例表格".utf8)
    let file = try GuideFile(name: "申请表.docx", digest: String(repeating: "a", count: 64), size: bytes.count)
    try await test.county.saveGuideFile(file, bytes, by: .system)
    let guide = try await Self.page(test, "/items/TEST-1")
    #expect(guide.contains("/forms/\(file.digest)") && !guide.contains("窗口免费领取"))
    let answer = try await test.ask(.get("/forms/\(file.digest)"))
    #expect(answer.text == "示例表格")
    #expect(answer.headers["content-disposition"]?.contains("attachment; filename*=UTF-8''%E7%94%B3") == true)
    let admin = try await test.ask(.get("/county/files"), as: ItemCallTests.editor)
    #expect(admin.text.contains("申请表.docx"))
    let removed = try await test.ask(
      .form("/county/files/remove", [("name", "申请表.docx")]), as: ItemCallTests.editor)
    #expect(removed.status == 303)
    #expect(try await test.ask(.get("/forms/\(file.digest)")).status == 404)
    #expect(try await test.ask(.get("/forms/..%2F..%2Fcounty.sqlite")).status == 404)
  }

  @Test(
    "only files that a printer prints are taken", arguments: ["病毒.exe", "a/b.pdf", ".pdf", "表", "表.pdf;x"])
  func fileNames(name: String) {
    #expect(throws: InputRefusal.self) { try GuideFile(name: name, digest: "a", size: 1) }
  }
}
