import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Calls about items")
struct ItemCallTests {
  static let editor = Asker.staff(.countyAdmin, nil)

  /// The body that saves an item.
  static func json(_ entry: ItemEntry) throws -> String { try CanonicalJSON.text(entry) }

  /// A site with the fixtures' department and, where asked for, an item.
  static func site(_ entries: ItemEntry...) async throws -> TestSite {
    let test = try await TestSite()
    try await test.county.saveDepartment(CatalogueFixtures.department, by: .system)
    for entry in entries { try await test.county.saveItem(entry, after: nil, by: .system) }
    return test
  }

  private static func put(_ entry: ItemEntry, after version: Int? = nil) throws -> Ask {
    Ask(
      method: .put, target: "/api/v1/items/\(entry.item.codes.implementation)", json: try json(entry),
      headers: version.map { [("If-Match", "\"\($0)\"")] } ?? [])
  }

  @Test("published items are found and read by anyone, drafts by the county's administrators alone")
  func reading() async throws {
    let test = try await Self.site(
      CatalogueFixtures.entry(1), CatalogueFixtures.entry(2, name: "草稿里的津贴", publish: false))
    let list = try await test.ask(.get("/api/v1/items?query=津贴"))
    #expect(list.status == 200)
    #expect(list.text.contains("TEST-1") && !list.text.contains("TEST-2"))
    #expect(list.text.contains("演示县民政局"))
    let item = try await test.ask(.get("/api/v1/items/TEST-1"))
    #expect(item.status == 200)
    #expect(item.headers["etag"] == "\"1\"")
    #expect(item.string("state") == "published")
    #expect((item.object["item"] as? [String: Any])?["name"] as? String == "高龄津贴发放")
    for target in [
      "/api/v1/items/TEST-2", "/api/v1/items/TEST-2?version=1", "/api/v1/items/TEST-2/versions",
      "/api/v1/items/NONE", "/api/v1/items/NONE/versions", "/api/v1/items/TEST-1?version=2",
    ] {
      let answer = try await test.ask(.get(target))
      #expect(answer.status == 404, "\(target)")
      Call.checkProblem(answer)
      #expect(!answer.text.contains("草稿"))
    }
    #expect(try await test.ask(.get("/api/v1/items/TEST-2?version=1"), as: Self.editor).status == 200)
    #expect(try await test.ask(.get("/api/v1/items/TEST-2?version=1"), as: .clerk).status == 404)
    #expect(try await test.ask(.get("/api/v1/items/test-1")).status == 404)
  }

  @Test(
    "parameters that mean nothing are named",
    arguments: [
      ("department=x y", "department unknown"), ("kind=99", "kind unknown"), ("hall=East", "hall unknown"),
      ("audience=dog", "audience unknown"), ("limit=0", "limit out-of-range"),
      ("limit=x", "limit wrong-type"),
      ("after=-1", "after out-of-range"), ("query=" + String(repeating: "长", count: 101), "query too-long"),
    ])
  func parameters(query: String, fault: String) async throws {
    let answer = try await TestSite().ask(.get("/api/v1/items?\(query)"))
    #expect(answer.status == 422)
    #expect(answer.faults == [fault])
  }

  @Test("a version is saved after the one that was seen, published and withdrawn")
  func saving() async throws {
    let test = try await Self.site()
    var entry = CatalogueFixtures.entry(publish: false)
    let added = try await test.ask(Self.put(entry), as: Self.editor)
    #expect(added.status == 201)
    #expect(added.integer("version") == 1)
    #expect(try await test.ask(Self.put(entry), as: Self.editor).faults == ["codes.implementation taken"])
    entry.item.name = "高龄津贴"
    #expect(try await test.ask(Self.put(entry, after: 1), as: Self.editor).integer("version") == 2)
    for version in [1, 3] {
      let stale = try await test.ask(Self.put(entry, after: version), as: Self.editor)
      #expect(stale.status == 412)
      #expect(stale.code == "stale-version")
    }
    let published = try await test.ask(.post("/api/v1/items/TEST-1/publish"), as: Self.editor)
    #expect(published.string("state") == "published")
    #expect(try await test.ask(.post("/api/v1/items/TEST-1/publish"), as: Self.editor).status == 409)
    let reason = try await test.ask(.post("/api/v1/items/TEST-1/withdraw", "{}"), as: Self.editor)
    #expect(reason.faults == ["reason required"])
    let withdrawn = try await test.ask(
      .post("/api/v1/items/TEST-1/withdraw", #"{"reason":"停办"}"#), as: Self.editor)
    #expect(withdrawn.string("state") == "withdrawn")
    #expect(try await test.ask(.get("/api/v1/items/TEST-1")).status == 404)
    // What was public stays readable.
    let versions = try await test.ask(.get("/api/v1/items/TEST-1/versions"))
    #expect((versions.object["items"] as? [Any])?.count == 1)
    #expect(try await test.ask(.get("/api/v1/items/TEST-1?version=2")).status == 200)
    #expect(try await test.ask(.get("/api/v1/items/TEST-1?version=1")).status == 404)
  }

  @Test("what is wrong with an item is named by its field")
  func faults() async throws {
    let test = try await Self.site()
    var entry = CatalogueFixtures.entry()
    entry.item.materials[0].name = "其他材料"
    entry.item.promisedLimit = TimeLimit(0, .workingDays)
    let answer = try await test.ask(Self.put(entry), as: Self.editor)
    #expect(answer.status == 422)
    #expect(answer.faults == ["promisedLimit.days out-of-range", "materials.0.name vague"])
    let other = Ask(
      method: .put, target: "/api/v1/items/TEST-2", json: try Self.json(CatalogueFixtures.entry()))
    #expect(
      try await test.ask(other, as: Self.editor).faults == ["item.codes.implementation not-combinable"])
    #expect(try await test.ask(Self.put(CatalogueFixtures.entry()), as: .admin).status == 403)
  }
}

@Suite("Calls that import a catalogue")
struct ImportCallTests {
  private static let target = "/api/v1/catalogue/imports"

  private static func csv(_ bytes: [UInt8], _ query: String = "", type: String = "text/csv") -> Ask {
    Ask(method: .post, target: target + query, raw: bytes, headers: [("Content-Type", type)])
  }

  private static func counts(_ answer: Answer) -> String {
    ["added", "changed", "unchanged"].map { "\(answer.integer($0) ?? -1)" }.joined(separator: " ")
      + (answer.object["applied"] as? Bool == true ? " applied" : "")
  }

  private static func refused(_ answer: Answer) -> [String] {
    (answer.object["refused"] as? [[String: Any]] ?? []).map {
      "\($0["row"] ?? "") \($0["field"] ?? "") \($0["code"] ?? "")"
    }
  }

  @Test("a table is tried, refused by row and column in Chinese, taken in part, then whole")
  func table() async throws {
    let test = try await ItemCallTests.site()
    let words = try CatalogueFixtures.words()
    var wrong = CatalogueFixtures.entry(2)
    wrong.item.materials[0].name = "其他材料"
    let both = Array(
      CatalogueFile.csv(items: [CatalogueFixtures.entry(1), wrong], words: words).utf8)
    for query in ["?dryRun=true", ""] {
      let answer = try await test.ask(Self.csv(both, query), as: ItemCallTests.editor)
      #expect(answer.status == 200)
      #expect(Self.counts(answer) == "1 0 0")
      #expect(Self.refused(answer) == ["3 申请材料.1 vague"])
      #expect(answer.text.contains("太笼统"))
    }
    let dry = try await test.ask(Self.csv(both, "?dryRun=true&partial=true"), as: ItemCallTests.editor)
    #expect(Self.counts(dry) == "1 0 0")
    let part = try await test.ask(Self.csv(both, "?partial=true"), as: ItemCallTests.editor)
    #expect(Self.counts(part) == "1 0 0 applied")
    let whole = Array(
      CatalogueFile.csv(items: [1, 2].map { CatalogueFixtures.entry($0) }, words: words).utf8)
    #expect(try await Self.counts(test.ask(Self.csv(whole), as: ItemCallTests.editor)) == "1 0 1 applied")
    #expect(try await Self.counts(test.ask(Self.csv(whole), as: ItemCallTests.editor)) == "0 0 2")
  }

  @Test("JSON is taken as well; what is neither is refused")
  func types() async throws {
    let test = try await TestSite()
    let demo = [UInt8](try CatalogueFixtures.template("catalogue/demo.json"))
    // Its halls are not of this county.
    let answer = try await test.ask(
      Self.csv(demo, type: "application/json; charset=utf-8"), as: ItemCallTests.editor)
    #expect(Self.refused(answer).contains("1 items.points.0 unknown"))
    #expect(answer.object["applied"] as? Bool == false)
    #expect(try await test.ask(Self.csv([1], type: "image/png"), as: ItemCallTests.editor).status == 415)
    let strange = try await test.ask(Self.csv([0xFF, 0xFE, 0, 1]), as: ItemCallTests.editor)
    #expect(Self.refused(strange) == ["0  encoding"])
    let flag = try await test.ask(Self.csv([], "?dryRun=maybe"), as: ItemCallTests.editor)
    #expect(flag.faults == ["dryRun wrong-type"])
    #expect(try await Self.refused(test.ask(Self.csv([]), as: ItemCallTests.editor)) == ["1  required"])
    #expect(try await test.ask(Self.csv([]), as: .admin).status == 403)
  }

  @Test("only an import may be large")
  func sizes() {
    #expect(Site.largestBody(of: .post, Self.target) == CatalogueFile.largest)
    #expect(Site.largestBody(of: .get, Self.target) == 1 << 20)
    #expect(Site.largestBody(of: .post, "/api/v1/session") == 1 << 20)
  }
}
