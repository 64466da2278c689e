import HTTPServing
import Testing

@Suite struct StaticFilesTests {
  private let files = StaticFiles([
    StaticFile(name: "app.css", bytes: Array(String(repeating: "body{margin:0}", count: 100).utf8)),
    StaticFile(name: "voice/0.wav", bytes: [1, 2, 3]),
    StaticFile(name: "noise.png", bytes: noise),
    StaticFile(name: "LICENCE", bytes: Array("text".utf8)),
  ])

  private static let noise: [UInt8] = {
    var random = SeededGenerator(seed: 5)
    return random.bytes(5000)
  }()

  private func body(_ response: Response?) -> [UInt8]? {
    guard case .prepared(let prepared)? = response?.body else { return nil }
    return prepared.bytes
  }

  @Test("(1) an address carries the digest of the content and is immutable")
  func addresses() throws {
    let address = try #require(files.address(of: "app.css"))
    #expect(address.hasPrefix("/static/app.") && address.hasSuffix(".css"))
    #expect(address.count == "/static/app.1a2b3c4d5e.css".count)
    #expect(files.address(of: "voice/0.wav")?.hasPrefix("/static/voice/0.") == true)
    #expect(files.address(of: "absent") == nil)
    let response = try #require(files.response(to: Request(path: address)))
    #expect(response.headers["cache-control"] == "public, max-age=31536000, immutable")
    #expect(response.headers["content-type"] == "text/css; charset=utf-8")
    let other = StaticFiles([StaticFile(name: "app.css", bytes: [1])])
    #expect(other.address(of: "app.css") != address)
  }

  @Test("(2) the plain address is asked for each time")
  func plain() throws {
    let response = try #require(files.response(to: Request(path: "/static/LICENCE")))
    #expect(response.headers["cache-control"] == "no-cache")
    let tag = try #require(response.headers["etag"])
    let again = files.response(
      to: Request(path: "/static/LICENCE", headers: HeaderFields([("If-None-Match", tag)])))
    #expect(again?.status == .notModified)
    #expect(again?.headers["etag"] == tag)
    #expect(again?.headers["content-type"] == nil)
  }

  @Test(
    "(3) gzip is sent to who takes it, if smaller",
    arguments: [
      ("gzip, deflate", true), ("br;q=1.0, gzip;q=0.5", true), ("*", true), ("gzip;q=0", false),
      ("identity", false), ("", false), ("*;q=0", false), ("gzip;q=0.0, *", false),
    ])
  func gzip(accepted: String, expected: Bool) throws {
    let headers = HeaderFields([("Accept-Encoding", accepted)])
    let css = try #require(files.response(to: Request(path: "/static/app.css", headers: headers)))
    #expect((css.headers["content-encoding"] == "gzip") == expected)
    #expect(css.headers["vary"] == "Accept-Encoding")
    #expect(try #require(body(css)).starts(with: [0x1F, 0x8B]) == expected)
    let image = try #require(
      files.response(to: Request(path: "/static/noise.png", headers: headers)))
    #expect(image.headers["content-encoding"] == nil)
    #expect(image.headers["vary"] == nil)
    #expect(body(image) == Self.noise)
  }

  @Test("what is no file is left to others, and files are only read")
  func others() {
    #expect(files.response(to: Request(path: "/static/absent.css")) == nil)
    #expect(files.response(to: Request(path: "/")) == nil)
    let post = files.response(to: Request(method: .post, path: "/static/app.css"))
    #expect(post?.status == .methodNotAllowed)
    #expect(post?.headers["allow"] == "GET, HEAD")
  }

  @Test(
    "If-None-Match decides between content and 304",
    arguments: [
      ("\"v1\"", HTTPMethod.get, true), ("W/\"v1\"", .get, true), ("\"x\", \"v1\"", .head, true),
      ("*", .get, true), ("\"v2\"", .get, false), ("\"v1\"", .post, false), ("v1", .get, false),
    ])
  func conditional(header: String, method: HTTPMethod, expected: Bool) {
    var response = Response.text("page")
    response.headers["ETag"] = "\"v1\""
    response.headers["Cache-Control"] = "no-cache"
    let request = Request(
      method: method, path: "/", headers: HeaderFields([("If-None-Match", header)]))
    let answer = Conditional.apply(response, to: request)
    #expect((answer.status == .notModified) == expected)
    #expect((answer.body.size == 0) == expected)
    #expect(answer.headers["cache-control"] == "no-cache")
  }
}
