import Foundation
import HTTPServing
import HallTesting
import Pages
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("The county's pages of the catalogue")
struct CataloguePageTests {
  private static let editor = ItemCallTests.editor

  /// The import form with a file, as a browser sends it.
  private static func upload(
    _ bytes: [UInt8], _ filename: String, _ fields: [(String, String)], _ test: TestSite
  ) async throws -> Answer {
    let boundary = "----synthetic"
    var body: [UInt8] = []
    let csrf = TestSite.csrf(try test.token(editor))
    for (name, value) in fields + [("csrf", csrf)] {
      body += Array(
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    body += Array(
      """
      --\(boundary)\r\nContent-Disposition: form-data; name="file"; filename="\(filename)"\r
      Content-Type: text/csv\r\n\r\n
      """.utf8)
    body += bytes + Array("\r\n--\(boundary)--\r\n".utf8)
    return try await test.ask(
      Ask(
        method: .post, target: "/county/items/import", raw: body,
        headers: [("Content-Type", "multipart/form-data; boundary=\(boundary)")]), as: editor)
  }

  private static func csv(_ entries: [ItemEntry]) throws -> [UInt8] {
    Array(CatalogueFile.csv(items: entries, words: try CatalogueFixtures.words()).utf8)
  }

  private static func figures(_ answer: Answer) -> [String] {
    answer.text.matches(of: #/<dd>(\d+)<\/dd>/#).map { String($0.output.1) }
  }

  @Test("a dry run and the run after it tell the same; only the run writes")
  func dryRun() async throws {
    let test = try await ItemCallTests.site(CatalogueFixtures.entry(1))
    let bytes = try Self.csv([CatalogueFixtures.entry(1, name: "改了名的津贴"), CatalogueFixtures.entry(2)])
    let before = test.positions()
    let tried = try await Self.upload(bytes, "示例.csv", [("act", "try")], test)
    #expect(tried.status == 200)
    #expect(tried.text.contains("没有问题，可以导入。现在还没有写入。"))
    #expect(tried.text.contains("文件：示例.csv"))
    #expect(test.positions() == before)
    let run = try await Self.upload(bytes, "示例.csv", [("act", "run")], test)
    #expect(run.status == 200)
    #expect(run.text.contains("已经全部导入"))
    #expect(Self.figures(run) == ["1", "1", "0", "0"])
    #expect(Self.figures(run) == Self.figures(tried))
    #expect(try await test.county.item(.named("TEST-2")).version.state == .published)
    let again = try await Self.upload(bytes, "示例.csv", [("act", "run")], test)
    #expect(Self.figures(again) == ["0", "0", "2", "0"])
    #expect(again.text.contains("没有需要写入的"))
  }

  @Test("every refused row is told by row, column and sentence; nothing or the rest is written")
  func refused() async throws {
    let test = try await ItemCallTests.site()
    var wrong = CatalogueFixtures.entry(2)
    wrong.item.materials = [Material(name: "其他材料", copies: 1)]
    wrong.item.department = .named("NONE")
    let bytes = try Self.csv([CatalogueFixtures.entry(1), wrong])
    let run = try await Self.upload(bytes, "a.csv", [("act", "run")], test)
    #expect(run.status == 422)
    #expect(run.text.contains("目录没有任何改动"))
    #expect(
      run.text.contains(
        "<tr><td class=\"figure\">3</td><th scope=\"row\">申请材料 第 1 条</th><td>太笼统，请写明具体名称</td></tr>"))
    #expect(try await test.county.itemRows().isEmpty)
    let part = try await Self.upload(bytes, "a.csv", [("act", "run"), ("partial", "1")], test)
    #expect(part.status == 200)
    #expect(part.text.contains("没有问题的行已经导入"))
    #expect(try await test.county.itemRows().map(\.id.rawValue) == ["TEST-1"])
  }

  @Test("JSON is taken too; no file, a spreadsheet and a foreign form are told clearly")
  func otherFiles() async throws {
    let test = try await ItemCallTests.site()
    let json = try CatalogueFile.json(
      departments: [], items: [CatalogueFixtures.entry()], duties: [], negativeLists: [])
    let run = try await Self.upload(json, "a.json", [("act", "run")], test)
    #expect(run.text.contains("已经全部导入"))
    let none = try await Self.upload([], "", [("act", "run")], test)
    #expect(none.status == 422)
    #expect(none.text.contains("<a href=\"#f-file\">文件：请填写</a>"))
    let sheet = try await Self.upload([0x50, 0x4B, 3, 4, 0, 0, 0xFF], "a.xlsx", [("act", "try")], test)
    #expect(sheet.status == 200)
    #expect(sheet.text.contains("整个文件"))
    #expect(sheet.text.contains("另存为 UTF-8"))
    let foreign = try await test.ask(
      .form("/county/items/import", [("act", "run"), ("csrf", "")]), as: Self.editor)
    #expect(foreign.status == 403)
  }

  @Test("who waits for an import learns how far it is, and nobody else does")
  func progress() async throws {
    let test = try await TestSite()
    func asked() async throws -> String {
      try await test.ask(.get("/county/items/import"), as: Self.editor).text
    }
    let account = try #require(Self.editor.account)
    #expect(try await asked() == #"{"done":0,"whole":0}"#)
    try await test.site.imports.follow("staff:\(account)") { progress in
      let atFirst = try await asked()
      #expect(atFirst == #"{"done":0,"whole":0}"#)
      progress(300, 800)
      let later = try await asked()
      #expect(later == #"{"done":300,"whole":800}"#)
      #expect(test.site.imports.steps(of: "staff:somebody.else") == nil)
    }
    #expect(test.site.imports.steps(of: "staff:\(account)") == nil)
  }

  @Test("a file of 200 MB is never taken in, and the page says before how large one may be")
  func tooLarge() async throws {
    #expect(Site.largestBody(of: .post, "/county/items/import") == CatalogueFile.largest)
    #expect(CatalogueFile.largest < 200 << 20)
    #expect(Site.largestBody(of: .post, "/county/items/new") == 1 << 20)
    let test = try await TestSite()
    let page = try await test.ask(.get("/county/items"), as: Self.editor)
    #expect(page.text.contains("最大 64 MB"))
    let most = page.text.firstMatch(of: #/data-most="(\d+)"/#).flatMap { Int($0.output.1) }
    let refused = Answer(
      try #require(test.site.refuseTooLarge(.post, "/county/items/import")))
    #expect(refused.status == 413)
    #expect(refused.text.contains("提交的内容太大") && refused.text.contains("最多 64 MB"))
    #expect(refused.text.contains("href=\"/county/items\""))
    #expect(refused.headers["content-security-policy"] != nil)
    #expect(test.site.refuseTooLarge(.post, "/api/v1/catalogue/imports") == nil)
    #expect(most.map { $0 < CatalogueFile.largest && $0 > CatalogueFile.largest - (1 << 20) } ?? false)
  }

  @Test("the list is found by words, department and state, and goes on after a hundred")
  func list() async throws {
    let test = try await ItemCallTests.site(
      CatalogueFixtures.entry(1), CatalogueFixtures.entry(2, name: "草稿里的津贴", publish: false))
    func page(_ query: String) async throws -> String {
      let answer = try await test.ask(.get("/county/items\(query)"), as: Self.editor)
      #expect(answer.status == 200)
      return answer.text
    }
    let all = try await page("")
    #expect(all.contains("/county/items/TEST-1\"") && all.contains("/county/items/TEST-2\""))
    #expect(all.contains("演示县民政局"))
    #expect(!(try await page("?state=draft")).contains("/county/items/TEST-1\""))
    #expect(!(try await page("?words=草稿")).contains("/county/items/TEST-1\""))
    #expect(try await page("?words=test-2").contains("/county/items/TEST-2\""))
    #expect(try await page("?department=NONE").contains("没有符合条件的事项"))
    let many = (100..<230).map { CatalogueFixtures.entry($0) }
    _ = try await Self.upload(try Self.csv(many), "many.csv", [("act", "run")], test)
    let first = try await page("?state=published")
    let next = try #require(first.firstMatch(of: #/href="(\/county\/items\?[^"]*after=[^"]*)"/#))
    let address = String(next.output.1).replacing("&amp;", with: "&")
      .replacing("%2D", with: "-")
    #expect(address.contains("state=published"))
    let second = try await page(address.replacing("/county/items", with: ""))
    let rows = first.ranges(of: "<tr><th scope=\"row\">").count
    #expect(rows == 100)
    #expect(rows + second.ranges(of: "<tr><th scope=\"row\">").count == 131)
  }

  @Test("what is downloaded is what an export writes, and can be imported without a change")
  func exporting() async throws {
    let test = try await ItemCallTests.site(CatalogueFixtures.entry(1), CatalogueFixtures.entry(2))
    let words = try CatalogueFixtures.words()
    let items = try await test.ask(.get("/county/items/items.csv"), as: Self.editor)
    #expect(items.headers["content-disposition"] == "attachment; filename*=UTF-8''items.csv")
    #expect(items.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(items.headers["cache-control"] == "no-store")
    let same = try await Self.upload(items.bytes, "items.csv", [("act", "run")], test)
    #expect(Self.figures(same) == ["0", "0", "2", "0"])
    let departments = try await test.ask(.get("/county/items/departments.csv"), as: Self.editor)
    #expect(departments.text == CatalogueFile.csv(departments: [CatalogueFixtures.department], words: words))
    let whole = try await test.ask(.get("/county/items/catalogue.json"), as: Self.editor)
    let file = CatalogueFile(json: whole.bytes)
    #expect(file.items.count == 2 && file.departments.count == 1 && file.faults.isEmpty)
  }

  @Test("a department is added once and changed; its credit code is checked")
  func departments() async throws {
    let test = try await ItemCallTests.site()
    func post(_ fields: [(String, String)]) async throws -> Answer {
      try await test.ask(.form("/county/departments", fields), as: Self.editor)
    }
    let wrong = try await post([("id", "民政"), ("name", ""), ("uscc", "11119999MB12345670")])
    #expect(wrong.status == 422)
    for input in ["id", "name", "uscc"] {
      #expect(wrong.text.contains("<a href=\"#f-\(input)\">"), "\(input)")
    }
    #expect(wrong.text.contains("value=\"11119999MB12345670\""))
    let taken = try await post([("id", "mz"), ("name", "另一个")])
    #expect(taken.status == 422)
    #expect(test.county.facts.departments[.named("MZ")] == CatalogueFixtures.department)
    #expect(try await post([("id", "RS"), ("name", "演示县人社局"), ("demonstration", "1")]).status == 303)
    let edit = try await test.ask(.get("/county/departments?edit=RS"), as: Self.editor)
    #expect(edit.text.contains("value=\"演示县人社局\""))
    #expect(try await post([("edit", "RS"), ("name", "演示县人力资源局"), ("phone", "0199-0000103")]).status == 303)
    let saved = try #require(test.county.facts.departments[.named("RS")])
    #expect(saved.name == "演示县人力资源局" && saved.phone == "0199-0000103" && !saved.isDemonstration)
    #expect(try await test.ask(.get("/county/departments?edit=NONE"), as: Self.editor).status == 404)
  }

  @Test("the header leads the county's administrator to the catalogue and to the calendar")
  func navigation() async throws {
    let test = try await TestSite()
    let page = try await test.ask(.get("/county"), as: Self.editor)
    #expect(page.text.contains("<a href=\"/county/items\">事项目录</a>"))
    #expect(page.text.contains("<a href=\"/calendar\">工作日历</a>"))
    let list = try await test.ask(.get("/county/items"), as: Self.editor)
    #expect(list.text.contains("<a href=\"/county/items\" aria-current=\"page\">"))
    let operators = try await test.ask(.get("/county"), as: .staff(.operator, nil))
    #expect(!operators.text.contains("/county/items"))
  }
}
