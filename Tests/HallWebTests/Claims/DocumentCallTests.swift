import Foundation
import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Calls about finished documents")
struct DocumentCallTests {
  @Test("every field that is at fault is told at once")
  func faults() async throws {
    let test = try await TestSite()
    let answer = try await test.post(
      "/documents",
      """
      {"kind":"poem","number":" ","holder":{"name":"","idNumber":"11999920000229004X"},"issuedOn":"昨天",\
      "item":"小写","proxies":[{"name":"某","idNumber":"119999200002290040"}]}
      """)
    #expect(answer.status == 422)
    #expect(
      Set(answer.faults) == [
        "kind unknown", "number required", "title required", "issuer required", "holder.name required",
        "issuedOn format", "item format", "proxies.0.idNumber checksum",
      ])
    #expect(try await test.post("/documents", "{}").faults.contains("holder.name required"))
  }

  @Test("a list comes part by part, is searched by the beginning, and masks its people")
  func list() async throws {
    let test = try await TestSite()
    for index in 1...5 { _ = try await test.register(test.entry("列〔2026〕\(index)号")) }
    var entry = test.entry("别〔2026〕6号")
    entry.ready = false
    _ = try await test.register(entry)
    let first = try await test.get("/documents?limit=4")
    let next = try #require(first.string("next"))
    let second = try await test.get("/documents?limit=4&after=\(next)")
    func numbers(_ answer: Answer) -> [String] {
      (answer.object["items"] as? [[String: Any]] ?? []).compactMap { $0["number"] as? String }
    }
    #expect(numbers(first) + numbers(second) == ["别〔2026〕6号"] + (1...5).reversed().map { "列〔2026〕\($0)号" })
    #expect(second.string("next") == nil)
    #expect(numbers(try await test.get("/documents?state=registered")) == ["别〔2026〕6号"])
    #expect(numbers(try await test.get("/documents?query=列[2026]3")) == ["列〔2026〕3号"])
    #expect(numbers(try await test.get("/documents?query=\(test.east.person.name)")).count == 6)
    for answer in [first, second] {
      #expect(!answer.text.contains(test.east.person.name))
      #expect(!answer.text.contains(test.east.person.idNumber))
    }
    #expect(try await test.get("/documents?after=x").faults == ["after format"])
    #expect(try await test.get("/documents?state=gone").faults == ["state unknown"])
  }

  @Test("the holder is shown in full with a reason that stands in the journal")
  func reveal() async throws {
    let test = try await TestSite()
    let document = try await test.register(test.entry("看〔2026〕1号"))
    let masked = try await test.get("/documents/\(document)")
    #expect(masked.status == 200 && !masked.text.contains(test.east.person.idNumber))
    let shown = try await test.get("/documents/\(document)?reveal=核对来电")
    #expect(shown.text.contains(test.east.person.idNumber))
    #expect(try await test.get("/documents/\(document)?reveal=").faults == ["reveal required"])
    let trace = try await test.get("/documents/\(document)/trace")
    let items = try #require(trace.object["items"] as? [[String: Any]])
    #expect(items.compactMap { $0["kind"] as? String } == ["document.registered", "document.revealed"])
    #expect(items.last?["reason"] as? String == "核对来电")
    #expect(!trace.text.contains(test.east.person.idNumber))
  }

  @Test("a document comes, is moved, goes back or out of force, each once")
  func acts() async throws {
    let test = try await TestSite()
    var entry = test.entry("动〔2026〕1号")
    entry.ready = false
    let document = try await test.register(entry)
    #expect(try await test.post("/claims", #"{"documents":["\#(document)"]}"#).code == "not-ready")
    #expect(try await test.post("/documents/\(document)/ready").string("state") == "ready")
    #expect(try await test.post("/documents/\(document)/ready").code == "document-state")
    func move(_ place: String, tag: String) async throws -> Answer {
      try await test.ask(
        .post(
          TestSite.hallPath + "/documents/\(document)/move", #"{"place":"\#(place)"}"#,
          headers: [("If-Match", tag)]), as: .clerk)
    }
    let tag = try #require(try await test.get("/documents/\(document)").headers["etag"])
    let moved = try await move("乙架", tag: tag)
    #expect(moved.string("place") == "乙架")
    #expect(try await move("丙架", tag: tag).status == 412)
    let again = try await test.post("/documents", try ClaimFixtures.json(test.entry("动[2026]1号")))
    #expect(again.status == 409 && again.code == "document-exists")
    #expect(try await test.post("/documents/\(document)/return", "{}").faults == ["reason required"])
    let returned = try await test.post("/documents/\(document)/return", #"{"reason":"地址写错"}"#)
    #expect(returned.string("state") == "returned" && returned.string("reason") == "地址写错")
    #expect(try await test.post("/documents/\(document)/revoke", #"{"reason":"作废"}"#).status == 409)
    // What went back may come again.
    _ = try await test.register(test.entry("动〔2026〕1号"))
  }

  private static let table = """
    文书种类,文号,文书名称,姓名或单位名称,证件号码,制发机关,制发日期,存放位置,已到厅,预留代领人
    证照,表〔2026〕1号,测试许可证,欧阳东君,11999920000229004X,测试用局,2026/11/2,甲架,是,
    决定书,表〔2026〕2号,测试决定书,司马西月,119999199901010085,测试用局,2026-11-02,乙架,否,欧阳东君|11999920000229004X

    """

  private func send(
    _ test: TestSite, _ bytes: [UInt8], _ query: String = "", type: String = "text/csv"
  ) async throws -> Answer {
    try await test.ask(
      Ask(
        method: .post, target: TestSite.hallPath + "/documents/imports" + query, raw: bytes,
        headers: [("Content-Type", type)]), as: .clerk)
  }

  @Test("a list is tried, registered, and the same again changes nothing")
  func importing() async throws {
    let test = try await TestSite()
    let bytes = Array(Self.table.utf8)
    let tried = try await send(test, bytes, "?dryRun=true")
    #expect(tried.integer("added") == 2 && tried.object["applied"] as? Bool == false)
    #expect(try await test.get("/documents").text == #"{"items":[]}"#)
    // The encoding of an old spreadsheet, as the test site stands for it.
    let applied = try await send(test, [0x80] + bytes)
    #expect(applied.object["applied"] as? Bool == true && applied.integer("added") == 2)
    let again = try await send(test, bytes)
    #expect(again.integer("added") == 0 && again.integer("unchanged") == 2)
    let listed = try await test.get("/documents")
    let items = try #require(listed.object["items"] as? [[String: Any]])
    #expect(items.compactMap { $0["state"] as? String } == ["registered", "ready"])
    #expect(items.compactMap { ($0["proxies"] as? [Any])?.count } == [1, 0])
    #expect(items.last?["issuedOn"] as? String == "2026-11-02")
    #expect(try await send(test, bytes, type: "text/plain").status == 415)
  }

  @Test("one wrong row leaves everything as it was, unless a part was asked for")
  func importingPart() async throws {
    let test = try await TestSite()
    let wrong =
      Self.table.replacing("119999199901010085", with: "119999199901010084")
      + "证照,表〔2026〕1号,测试许可证,欧阳东君,11999920000229004X,测试用局,2026-11-02,甲架,也许,\n"
      + "证照,表[2026]1号,测试许可证,欧阳东君,11999920000229004X,测试用局,2026-11-02,甲架,,\n"
    let refused = try await send(test, Array(wrong.utf8))
    #expect(refused.status == 200 && refused.object["applied"] as? Bool == false)
    let faults = (refused.object["refused"] as? [[String: Any]] ?? []).map {
      "\($0["row"] ?? "") \($0["field"] ?? "") \($0["code"] ?? "")"
    }
    #expect(faults == ["3 证件号码 checksum", "4 已到厅 unknown", "5 文号 duplicate"])
    #expect(!refused.text.contains("欧阳东君"))
    #expect(try await test.get("/documents").text == #"{"items":[]}"#)
    let part = try await send(test, Array(wrong.utf8), "?partial=true")
    #expect(part.object["applied"] as? Bool == true && part.integer("added") == 1)
  }

  @Test("a file of other columns, a cut one and one in JSON")
  func files() async throws {
    let test = try await TestSite()
    let other = try await send(test, Array("姓名,文号\n甲,乙\n".utf8))
    #expect(other.text.contains(#""row":1,"field":"姓名","code":"unknown""#))
    let cut = try await send(test, Array(Self.table.dropLast(3).utf8))
    #expect(cut.text.contains("unclosed") && cut.object["applied"] as? Bool == false)
    #expect(try await send(test, [0xFF, 0xFE, 0x41]).text.contains("encoding"))
    let entry = try ClaimFixtures.json(test.entry("件〔2026〕1号"))
    let json = try await test.post("/documents/imports", #"{"documents":[\#(entry),{"kind":"licence"}]}"#)
    #expect(json.text.contains(#""row":2,"field":"documents.number","code":"required""#))
    let right = try await test.post("/documents/imports", #"{"documents":[\#(entry)]}"#)
    #expect(right.integer("added") == 1)
  }
}
