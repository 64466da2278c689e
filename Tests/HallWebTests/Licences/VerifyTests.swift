import HTTPServing
import HallTesting
import QRCode
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Verification by anybody")
struct VerifyTests {
  private static let personal = ["欧阳东君", "11999920000229004X"]

  @Test("anybody sees what a genuine document says, with its holder masked")
  func valid() async throws {
    let test = try await TestSite()
    let licence = try await test.issueLicence()
    let payload = try #require(licence.string("payload"))
    let found = try await test.verify(payload)
    #expect(found.status == 200)
    #expect(found.object["valid"] as? Bool == true)
    #expect(found.string("status") == "valid" && found.string("basis") == "ledger")
    #expect(found.string("checkedOn") == "2026-11-20")
    let document = try #require(found.object["document"] as? [String: Any])
    #expect(document["number"] as? String == licence.string("number"))
    #expect(document["holder"] as? String == "欧**君")
    #expect(document["hallName"] as? String == test.east.name)
    #expect(document["expiresOn"] as? String == "2028-11-19")
    for text in Self.personal { #expect(!found.text.contains(text)) }
  }

  @Test("the code of a usual licence is printed on 58 mm at five dots a module")
  func size() async throws {
    let test = try await TestSite()
    let payload = try #require(try await test.issueLicence().string("payload"))
    let matrix = try QRMatrix(payload)
    #expect(payload.utf8.count <= 304)
    #expect(matrix.side <= 61)
    // The roll is 384 dots wide, and the standard wants four light modules at each side.
    #expect((matrix.side + 8) * 5 <= 384)
    // In bytes rather than in the alphanumeric mode it would be larger.
    #expect(try QRMatrix(payload.lowercased()).side > matrix.side)
  }

  @Test("a document's later life is told: superseded, revoked, expired")
  func life() async throws {
    let test = try await TestSite()
    let short = try await test.issueLicence(#","expiresOn":"2026-11-21""#)
    let long = try await test.issueLicence()
    let number = try #require(long.string("number"))
    _ = try await test.act(on: number, "change", #"{"reason":"改名","kindName":"演示备案证"}"#)
    let superseded = try await test.verify(try #require(long.string("payload")))
    #expect(superseded.string("status") == "superseded" && superseded.string("since") == "2026-11-20")
    _ = try await test.act(on: number, "revoke", #"{"reason":"停业"}"#, version: "2")
    #expect(try await test.verify(try #require(long.string("payload"))).string("status") == "revoked")
    test.clock.advance(by: .hours(48))
    let expired = try await test.verify(try #require(short.string("payload")))
    #expect(expired.string("status") == "expired" && expired.string("since") == "2026-11-22")
    #expect(expired.object["valid"] as? Bool == false)
  }

  @Test(
    "what is not genuine shows nothing of itself",
    arguments: [
      ("", "prefix"), ("hello", "prefix"), ("yz1:ABC", "prefix"), ("YZ1:", "truncated"),
      ("YZ1:abc", "alphabet"), ("YZ1:A", "encoding"), ("YZ1:000", "version"),
      ("YZ1:" + String(repeating: "0", count: 9000), "length"),
    ])
  func invalid(payload: String, reason: String) async throws {
    let test = try await TestSite()
    let found = try await test.verify(payload)
    #expect(found.status == 200)
    #expect(found.string("status") == "invalid" && found.string("reason") == reason)
    #expect(found.object["document"] == nil)
  }

  @Test("a body without a text is refused; an altered text is invalid, a stranger's key unknown")
  func altered() async throws {
    let test = try await TestSite()
    let payload = try #require(try await test.issueLicence().string("payload"))
    #expect(try await test.ask(.post("/api/v1/verify", "{}")).faults == ["payload required"])
    #expect(try await test.ask(.post("/api/v1/verify", "[")).status == 400)
    let swapped = String(payload.dropLast(6) + "000" + payload.suffix(3))
    let found = try await test.verify(swapped)
    #expect(found.string("status") == "invalid" && found.object["document"] == nil)
    // A hall that nobody here knows.
    let stranger = try await TestSite()
    let theirs = try #require(try await stranger.issueLicence().string("payload"))
    #expect(try await test.verify(theirs).string("status") == "unknown-key")
  }

  @Test("the page works with an address alone, says one word, and that it is no seal")
  func page() async throws {
    let test = try await TestSite()
    let payload = try #require(try await test.issueLicence().string("payload"))
    let blank = await test.send(.get("/verify"))
    #expect(blank.status == 200 && blank.text.contains("name=\"d\""))
    let page = await test.send(.get("/verify?d=\(payload)"))
    #expect(page.status == 200)
    for text in ["有效", "以原件为准。", "不是电子印章", "演示经营许可证", "欧**君", test.east.name] {
      #expect(page.text.contains(text), "\(text)")
    }
    for text in Self.personal { #expect(!page.text.contains(text)) }
    let typed = await test.send(.get("/verify?d=yz1:abc"))
    #expect(typed.text.contains("无效") && typed.text.contains("以 YZ1: 开头"))
    #expect(!typed.text.contains("以原件为准。"))
    let hostile = await test.send(.get("/verify?d=\"><script>"))
    #expect(!hostile.text.contains("<script>") && hostile.text.contains("&quot;&gt;&lt;script&gt;"))
  }

  @Test("one address is held back at last; who works here is not")
  func limit() async throws {
    let test = try await TestSite()
    for _ in 0..<1200 { #expect(try await test.verify("x").status == 200) }
    let refused = try await test.verify("YZ1:")
    #expect(refused.status == 429 && refused.code == "too-many-requests")
    Call.checkProblem(refused)
    #expect(try await test.verify("YZ1:", as: .clerk).status == 200)
    var elsewhere = Ask.get("/verify?d=x")
    elsewhere.address = "192.0.2.99"
    #expect(await test.send(elsewhere).status == 200)
  }

  @Test("the list of keys is public and has nothing of anybody")
  func list() async throws {
    let test = try await TestSite()
    let number = try #require(try await test.issueLicence().string("number"))
    _ = try await test.act(on: number, "revoke", #"{"reason":"停业"}"#)
    let answer = await test.send(.get("/api/v1/verification-keys"))
    #expect(answer.status == 200)
    let list = try VerificationKeyList(json: answer.bytes)
    #expect(list.halls.map(\.name) == [test.east.name])
    #expect(list.halls.first?.documents.map(\.number.rawValue) == [number])
    #expect(list.source == "测试县")
    for _ in 0..<29 { _ = await test.send(.get("/api/v1/verification-keys")) }
    #expect(await test.send(.get("/api/v1/verification-keys")).status == 429)
    for text in Self.personal + ["停业", "欧**君"] { #expect(!answer.text.contains(text)) }
  }
}
