import Foundation
import HTTPServing
import HallTesting
import Pages
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The county's pages of an item")
struct ItemPageTests {
  private static let editor = ItemCallTests.editor

  /// What the form of an entry sends.
  private static func fields(
    _ entry: ItemEntry, version: Int?, act: String = "draft"
  ) throws -> [(String, String)] {
    let sheet = ItemSheet(entry, words: try CatalogueFixtures.words())
    return ItemSheet.columns.map { (AdminItemPage.input(of: $0.key), sheet[$0.key]) }
      + (version.map { [("version", String($0))] } ?? []) + [("act", act)]
  }

  private static func post(
    _ target: String, _ fields: [(String, String)], _ test: TestSite
  ) async throws -> Answer {
    try await test.ask(.form(target, fields), as: editor)
  }

  @Test("an item is added as a draft, changed and published with the form that the page shows")
  func saving() async throws {
    let test = try await ItemCallTests.site()
    var entry = CatalogueFixtures.entry(publish: false)
    let new = try await test.ask(.get("/county/items/new"), as: Self.editor)
    #expect(new.status == 200)
    let added = try await Self.post("/county/items/new", try Self.fields(entry, version: nil), test)
    #expect(added.status == 303)
    #expect(added.headers["location"] == "/county/items/TEST-1")
    #expect(try await test.county.item(.named("TEST-1")).item == entry.item)
    #expect(try await test.county.item(.named("TEST-1")).version.state == .draft)
    let again = try await Self.post("/county/items/new", try Self.fields(entry, version: nil), test)
    #expect(again.status == 422)
    #expect(again.text.contains("#f-codes-implementation"))

    let page = try await test.ask(.get("/county/items/TEST-1"), as: Self.editor)
    #expect(page.hidden("version") == "1")
    #expect(page.text.contains("公布第 1 版"))
    #expect(page.text.contains("居民身份证|1|1||必要"))
    entry.item.visits = 2
    entry.reason = "改了次数"
    let saved = try await Self.post(
      "/county/items/TEST-1", try Self.fields(entry, version: 1, act: "publish"), test)
    #expect(saved.status == 303)
    let found = try await test.county.item(.named("TEST-1"))
    #expect(found.version.number == 2 && found.version.state == .published)
    #expect(found.version.reason == "改了次数")
    #expect(found.version.savedBy.hasPrefix("staff:"))
    let after = try await test.ask(.get("/county/items/TEST-1"), as: Self.editor)
    #expect(after.text.contains("县里"), "the page names who saved it")
    #expect(after.text.contains("/items/TEST-1?version=1"))
    #expect(after.text.contains("/county/items/TEST-1/difference?from=1&amp;to=2"))
  }

  @Test("faults stand at their fields, and what was typed is kept")
  func faults() async throws {
    let test = try await ItemCallTests.site(CatalogueFixtures.entry())
    var entry = CatalogueFixtures.entry()
    entry.item.materials.append(Material(name: "其他材料", copies: 1))
    entry.item.department = .named("NONE")
    entry.reason = ""
    var fields = try Self.fields(entry, version: 1)
    let checked = try await Self.post("/county/items/TEST-1", fields, test)
    #expect(checked.status == 422)
    #expect(checked.text.contains("<a href=\"#f-reason\">变更原因：请填写</a>"))
    fields = fields.map { ($0.0, $0.0 == "reason" ? "补了一份材料" : $0.1) }
    let vague = try await Self.post("/county/items/TEST-1", fields, test)
    #expect(vague.status == 422)
    #expect(vague.text.contains("<a href=\"#f-materials\">申请材料 第 2 条 名称"))
    #expect(vague.text.contains("其他材料|1|1||必要"))
    #expect(vague.text.contains("补了一份材料"))
    #expect(vague.text.contains("<option value=\"NONE\" selected>"))
    #expect(try await test.county.item(.named("TEST-1")).version.number == 1)
    // Another code would be another item.
    var other = CatalogueFixtures.entry(2)
    other.reason = "换编码"
    let moved = try await Self.post("/county/items/TEST-1", try Self.fields(other, version: 1), test)
    #expect(moved.status == 422)
    #expect(moved.text.contains("<a href=\"#f-codes-implementation\">"))
  }

  @Test("a form that has not seen the latest version is refused, and what was typed is kept")
  func stale() async throws {
    let test = try await ItemCallTests.site(CatalogueFixtures.entry())
    var entry = CatalogueFixtures.entry(publish: false)
    entry.item.visits = 0
    try await test.county.saveItem(entry, after: 1, by: .system)
    entry.item.visits = 3
    entry.reason = "只有这里写的原因"
    let stale = try await Self.post("/county/items/TEST-1", try Self.fields(entry, version: 1), test)
    #expect(stale.status == 412)
    #expect(stale.text.contains("别人刚刚保存了新的版本"))
    #expect(stale.text.contains("系统 保存了第 2 版"))
    #expect(stale.text.contains("只有这里写的原因"))
    #expect(stale.hidden("version") == "2")
    #expect(try await test.county.item(.named("TEST-1")).version.number == 2)
    let none = try await Self.post("/county/items/TEST-1", try Self.fields(entry, version: nil), test)
    #expect(none.status == 412)
    let unknown = try await Self.post("/county/items/NONE", try Self.fields(entry, version: 1), test)
    #expect(unknown.status == 404)
  }

  @Test("what an upper catalogue fixed is shown, not typed; a change of it is refused and recorded")
  func locked() async throws {
    var entry = CatalogueFixtures.entry()
    entry.item.upperCatalogue = "示例上级目录 2027 版"
    let test = try await ItemCallTests.site(entry)
    let page = try await test.ask(.get("/county/items/TEST-1"), as: Self.editor)
    #expect(page.text.contains("由上级目录“示例上级目录 2027 版”统一规定"))
    #expect(page.hidden("name") == entry.item.name)
    var renamed = entry
    renamed.item.name = "另起的名字"
    renamed.item.kind = .permit
    let before = test.county.position
    let refused = try await Self.post("/county/items/TEST-1", try Self.fields(renamed, version: 1), test)
    #expect(refused.status == 422)
    #expect(refused.text.contains("<a href=\"#f-name\">事项名称：由上级目录统一规定"))
    #expect(refused.text.contains("<a href=\"#f-kind\">"))
    #expect(!refused.text.contains("另起的名字"))
    #expect(test.county.position == before + 1, "the attempt is in the journal")
    entry.item.visits = 2
    let saved = try await Self.post("/county/items/TEST-1", try Self.fields(entry, version: 1), test)
    #expect(saved.status == 303)
  }

  @Test("publishing names every element that is missing, from the form and from the button")
  func publishing() async throws {
    var entry = CatalogueFixtures.entry(publish: false)
    entry.item.exercisingBody = nil
    entry.item.bases = []
    entry.item.stages = []
    entry.item.supervision = nil
    entry.item.consultationPhone = nil
    entry.item.promisedLimit = nil
    let test = try await ItemCallTests.site(entry)
    let answers = [
      try await Self.post(
        "/county/items/TEST-1", try Self.fields(entry, version: 1, act: "publish"), test),
      try await Self.post("/county/items/TEST-1/publish", [("version", "1")], test),
    ]
    for answer in answers {
      #expect(answer.status == 422)
      #expect(answer.text.contains("公布前要补全"))
      for column in [
        "exercisingBody", "bases", "stages", "supervision", "consultationPhone", "promisedLimit",
      ] {
        #expect(answer.text.contains("<a href=\"#f-\(column)\">"), "\(column)")
      }
    }
    #expect(try await test.county.item(.named("TEST-1")).version.number == 1)
    // A code, a name and a kind are asked for on saving already.
    let nothing = try await Self.post("/county/items/new", [("act", "publish")], test)
    for column in ["codes-implementation", "name", "kind", "department", "reason"] {
      #expect(nothing.text.contains("<a href=\"#f-\(column)\">"), "\(column)")
    }
  }

  @Test("the latest version is published once, and withdrawn with a reason")
  func withdrawing() async throws {
    let test = try await ItemCallTests.site(CatalogueFixtures.entry(publish: false))
    let path = "/county/items/TEST-1"
    let early = try await Self.post("\(path)/withdraw", [("withdraw-reason", "停办")], test)
    #expect(early.status == 303, "told on the item's page")
    #expect(try await Self.post("\(path)/publish", [("version", "1")], test).status == 303)
    #expect(try await test.county.item(.named("TEST-1")).version.state == .published)
    let before = test.positions()
    let again = try await Self.post("\(path)/publish", [("version", "1")], test)
    #expect(again.status == 303)
    #expect(again.cookie("yizhan_flash") != nil)
    for version in ["7", ""] {
      #expect(try await Self.post("\(path)/publish", [("version", version)], test).status == 404)
    }
    #expect(test.positions() == before)
    let page = try await test.ask(.get(path), as: Self.editor)
    #expect(page.text.contains("data-ask=\"撤下“高龄津贴发放”（TEST-1）\""))
    let blank = try await Self.post("\(path)/withdraw", [("withdraw-reason", " ")], test)
    #expect(blank.status == 422)
    #expect(blank.text.contains("<a href=\"#f-withdraw-reason\">"))
    #expect(try await Self.post("\(path)/withdraw", [("withdraw-reason", "停办")], test).status == 303)
    #expect(try await test.county.item(.named("TEST-1")).version.state == .withdrawn)
    let after = try await test.ask(.get(path), as: Self.editor)
    #expect(!after.text.contains("/withdraw\""))
    #expect(after.text.contains("公布第 1 版"))
  }

  @Test("two versions stand side by side, the changed columns alone or all")
  func difference() async throws {
    var entry = CatalogueFixtures.entry()
    let test = try await ItemCallTests.site(entry)
    entry.item.materials.append(Material(name: "户口簿", originals: 1))
    entry.item.consultationPhone = "0199-0000199"
    entry.reason = "增加材料"
    try await test.county.saveItem(entry, after: 1, by: .system)
    let path = "/county/items/TEST-1/difference"
    let page = try await test.ask(.get("\(path)?from=1&to=2"), as: Self.editor)
    #expect(page.status == 200)
    #expect(page.text.contains("<ins><b class=\"mark\">增</b> 户口簿|1|0||必要</ins>"))
    #expect(page.text.contains("<del><b class=\"mark\">删</b> 0199-0000102</del>"))
    #expect(page.text.contains("有 3 个栏目不同"))
    #expect(!page.text.contains("行使主体"))
    #expect(try await test.ask(.get("\(path)?from=1&to=2&all=1"), as: Self.editor).text.contains("行使主体"))
    #expect(try await test.ask(.get(path), as: Self.editor).text.contains("有 3 个栏目不同"))
    #expect(try await test.ask(.get("\(path)?from=1&to=9"), as: Self.editor).status == 404)
    #expect(try await test.ask(.get("\(path)?from=x"), as: Self.editor).status == 422)
  }
}
