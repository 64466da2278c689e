import Courier
import HTTPServing
import HallTesting
import Logging
import Pages
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("A receiver's page")
struct ReceiverSiteTests {
  private struct Unreadable: Error {}

  private static let clock = FixedClock()

  private static func overview() throws -> [EnrolledHallOverview] {
    let epochs = try ["a", "b"].map { try #require(Epoch(String(repeating: $0, count: 32))) }
    func stream(_ epoch: Epoch, _ lane: Lane, _ highWater: Int) -> StreamOverview {
      StreamOverview(
        stream: StreamID(hall: Asker.east, epoch: epoch, lane: lane), highWater: highWater,
        heardAt: clock.now - .hours(30))
    }
    return [
      EnrolledHallOverview(
        hall: Asker.east, name: "东岗<便民>服务中心", division: "119999101000",
        streams: [
          stream(epochs[0], .urgent, 4), stream(epochs[0], .normal, 100),
          stream(epochs[1], .urgent, 3), stream(epochs[1], .normal, 2345),
        ], quarantined: 1, parked: 6),
      EnrolledHallOverview(
        hall: Asker.west, name: "西坪便民服务中心", division: "119999102000", streams: [],
        quarantined: 0, parked: 0),
    ]
  }

  private static func answer(_ request: Request, isReadable: Bool = true) async throws -> Answer? {
    let files = EmbeddedFiles.all()
    let site = ReceiverSite(
      renderer: try PageRenderer(files: files) { "/static/\($0)" },
      staticFiles: StaticFiles([StaticFile(name: "app.css", bytes: files["static/app.css"] ?? [])]),
      clock: clock.hallClock, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      reading: ReceiverReading(
        halls: {
          guard isReadable else { throw Unreadable() }
          return try overview()
        }, work: { ["ready": 88, "conflict": 2] }))
    return await site.respond(request).map { Answer($0) }
  }

  @Test("it shows each hall with what is held, parked and in quarantine")
  func halls() async throws {
    let answer = try #require(try await Self.answer(Request(path: "/")))
    #expect(answer.status == 200)
    #expect(answer.headers["cache-control"] == "no-store")
    #expect(answer.headers["content-security-policy"] != nil)
    for text in [
      "东岗&lt;便民&gt;服务中心", "119999101000", "2026-11-19 03:00", ">7<", ">2445<", ">6<", "西坪", "还没有联系",
      "<dd>88</dd>", "<dd>0</dd>", "<dd>2</dd>",
    ] { #expect(answer.text.contains(text), "\(text)") }
    #expect(!answer.text.contains("<便民>"))
  }

  @Test(
    "nobody elsewhere sees it, through a gateway on this machine neither",
    arguments: [
      ("192.0.2.10", ""), ("127.0.0.1", "X-Forwarded-For"), ("127.0.0.1", "Forwarded"),
    ])
  func elsewhere(address: String, header: String) async throws {
    let headers = header.isEmpty ? [] : [(header, "192.0.2.10")]
    let request = Request(path: "/", headers: HeaderFields(headers), remoteAddress: address)
    let answer = try #require(try await Self.answer(request))
    #expect(answer.status == 403)
    #expect(answer.text == "请在接收端这台机器上打开这一页。\n")
    #expect(!answer.everything.contains("东岗"))
  }

  @Test("a store that cannot be read is told in a sentence")
  func unreadable() async throws {
    let answer = try #require(try await Self.answer(Request(path: "/"), isReadable: false))
    #expect(answer.status == 503 && answer.text.contains("读不到接收端的数据"))
  }

  @Test("the page's files are served, the channel's own calls are left to it")
  func others() async throws {
    #expect(try await Self.answer(Request(path: "/static/app.css"))?.status == 200)
    for path in ["/channel/v1/batches", "/h/east", "/sign-in"] {
      #expect(try await Self.answer(Request(path: path)) == nil, "\(path)")
    }
    #expect(try await Self.answer(Request(method: .post, path: "/")) == nil)
  }
}
