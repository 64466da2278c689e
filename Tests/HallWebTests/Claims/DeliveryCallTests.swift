import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Calls about deliveries and about files beside them")
struct DeliveryCallTests {
  @Test("a letter is under way until it has arrived; what came back is ready again")
  func post() async throws {
    let test = try await TestSite()
    let document = try await test.register(test.entry("寄〔2026〕1号"))
    let bare = #"{"documents":["\#(document)"],"method":"post"}"#
    #expect(try await test.post("/deliveries", bare).faults == ["trackingNumber required"])
    let body = #"{"documents":["\#(document)"],"method":"post","trackingNumber":"E1","sentOn":"2026-11-20"}"#
    let sent = try await test.post("/deliveries", body, key: "send")
    #expect(sent.status == 201 && sent.string("state") == "under-way")
    #expect(try await test.post("/deliveries", body, key: "send").bytes == sent.bytes)
    #expect(try await test.post("/deliveries", body).code == "under-way")
    let receipt = try #require((sent.object["receipt"] as? [String: Any])?["number"] as? String)
    #expect(try await test.get("/deliveries?underWay=true").text.contains(receipt))
    let path = "/deliveries/\(receipt)/end"
    #expect(try await test.post(path, #"{"state":"failed"}"#).faults == ["reason required"])
    let failed = try await test.post(path, #"{"state":"failed","reason":"无人签收"}"#)
    #expect(failed.status == 200 && failed.string("state") == "failed")
    #expect(try await test.get("/documents/\(document)").string("state") == "ready")
    #expect(try await test.post(path, #"{"state":"delivered"}"#).code == "delivery-ended")
    #expect(try await test.get("/deliveries?underWay=true").text == #"{"items":[]}"#)
  }

  @Test("every other way asks for what it needs, and hides who took it")
  func ways() async throws {
    let test = try await TestSite()
    let person = test.west.person
    let receiver = #""receiver":{"name":"\#(person.name)","idNumber":"\#(person.idNumber)"}"#
    let ways: [(method: String, more: String, fault: String?)] = [
      ("electronic", "", "consent required"), ("lodged", "", "witness required"),
      ("agent", "", "receiver required"), ("window", "", "method unknown"),
      ("electronic", #","consent":"当面同意""#, nil),
      ("lodged", #","witness":"见证人甲乙","refusalReason":"拒收""#, nil), ("notice", "", nil),
      ("agent", "," + receiver, nil),
    ]
    for (index, way) in ways.enumerated() {
      let document = try await test.register(test.entry("送〔2026〕\(index)号"))
      let answer = try await test.post(
        "/deliveries", #"{"documents":["\#(document)"],"method":"\#(way.method)"\#(way.more)}"#)
      #expect(answer.faults == (way.fault.map { [$0] } ?? []), "\(way.method)")
      #expect(answer.status == (way.fault == nil ? 201 : 422), "\(way.method): \(answer.text)")
      #expect(!answer.text.contains(person.name) && !answer.text.contains("见证人甲乙"))
    }
    let all = try await test.get("/deliveries?limit=3")
    #expect((all.object["items"] as? [Any])?.count == 3)
    let rest = try await test.get("/deliveries?limit=3&after=\(try #require(all.string("next")))")
    #expect((rest.object["items"] as? [Any])?.count == 1 && rest.string("next") == nil)
  }

  private func keep(
    _ test: TestSite, _ bytes: [UInt8], _ type: String = "image/png", as asker: Asker = .kiosk
  ) async throws -> Answer {
    try await test.ask(
      Ask(
        method: .post, target: TestSite.hallPath + "/blobs", raw: bytes,
        headers: [("Content-Type", type)]), as: asker)
  }

  @Test("an image is kept under its digest, known by its bytes, and read by the hall's staff alone")
  func blobs() async throws {
    let test = try await TestSite()
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
    // Whatever its sender calls it.
    let kept = try await keep(test, png, "application/pdf")
    #expect(kept.status == 201)
    #expect(kept.string("mediaType") == "image/png" && kept.integer("size") == png.count)
    #expect(try await keep(test, png).bytes == kept.bytes.filter { _ in true })
    let digest = try #require(kept.string("blob"))
    let path = "/blobs/\(digest)"
    let read = try await test.get(path)
    #expect(read.bytes == png && read.headers["content-type"] == "image/png")
    #expect(read.headers["cache-control"] == "no-store")
    #expect(try await test.get(path, as: .kiosk).status == 403)
    #expect(try await test.get(path, as: .visitor).status == 401)
    let elsewhere = try await test.ask(
      .get("/api/v1/halls/west" + path), as: .staff(.clerk, Asker.west))
    #expect(elsewhere.status == 404)
    #expect(try await keep(test, Array("<svg></svg>".utf8)).status == 415)
    #expect(try await keep(test, []).status == 415)
    #expect(try await test.get("/blobs/..%2F..%2Fhall.sqlite").status == 404)
  }

  @Test("ten megabytes may be sent there, and only there")
  func sizes() {
    #expect(Site.largestBody(of: .post, "/api/v1/halls/east/blobs") == 10 << 20)
    #expect(Site.largestBody(of: .post, "/api/v1/halls/east/claims") == 1 << 20)
    #expect(Site.largestBody(of: .post, "/api/v1/halls/east/documents/imports") == DocumentFile.largest)
  }
}
