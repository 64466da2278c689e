@testable import HTTPServing
import Testing

@Suite struct RequestTests {
  @Test(
    "(1) targets are decoded",
    arguments: [
      ("/", "/", ""),
      ("/a%20b+c", "/a b+c", ""),
      ("/%E9%A9%BF%E7%AB%99", "/驿站", ""),
      ("/驿站", "/驿站", ""),
      ("/a?x=1&y=a+b%2B&x=2&z", "/a", "x=1&y=a b+&x=2&z="),
      ("/a?", "/a", ""),
      ("/a?&&=v", "/a", "=v"),
      ("/a?q=1#frag", "/a", "q=1"),
      ("http://example.org/a?b=c", "/a", "b=c"),
      ("http://example.org", "/", ""),
      ("HTTPS://example.org?b=c", "/", "b=c"),
      ("/a..b/...", "/a..b/...", ""),
    ])
  func target(text: String, path: String, query: String) throws {
    let target = try #require(RequestTarget(Array(text.utf8)))
    #expect(target.path == path)
    #expect(target.query.all.map { "\($0.name)=\($0.value)" }.joined(separator: "&") == query)
  }

  @Test(
    "(1) (2) malformed targets are refused",
    arguments: [
      "", "a", "*", "/%", "/%2", "/%zz", "/%00", "/%FF", "/%C0%AF", "/%0A", "/a b", "/a\u{7F}",
      "/..", "/../etc", "/a/%2e%2E/b", "/a%2F..%2Fb", "/?x=%", "/?x=%FF", "/?x=%00", "ftp://x/",
    ])
  func malformed(text: String) {
    #expect(RequestTarget(Array(text.utf8)) == nil)
  }

  @Test("random bytes never crash the target reader, and what it accepts keeps its invariants")
  func randomTargets() {
    var random = SeededGenerator(seed: 0x7a26)
    for _ in 0..<20_000 {
      let length = Int.random(in: 0..<24, using: &random)
      let alphabet = Array("/%.?&=+02eEfF#aA ".utf8) + random.bytes(2)
      let tail = (0..<length).compactMap { _ in alphabet.randomElement(using: &random) }
      let bytes: [UInt8] = [0x2F] + tail
      guard let target = RequestTarget(bytes) else { continue }
      #expect(target.path.hasPrefix("/"))
      #expect(!target.path.split(separator: "/").contains(".."))
      #expect(!target.path.utf8.contains { $0 < 0x20 })
    }
  }

  @Test("query parameters are found by name")
  func query() {
    let query = QueryParameters([("a", "1"), ("b", ""), ("a", "2")])
    #expect(query["a"] == "1")
    #expect(query.values(of: "a") == ["1", "2"])
    #expect(query.contains("b"))
    #expect(!query.contains("c"))
    #expect(query["c"] == nil)
  }

  @Test("cookies are read from all their lines")
  func cookies() {
    let headers = HeaderFields([
      ("Cookie", "a=1; b=\"two\";c=x=y ; novalue; =nameless"), ("cookie", "d=4; a=9"),
    ])
    let cookies = Request(path: "/", headers: headers).cookies
    #expect(cookies["a"] == "1")
    #expect(cookies["b"] == "two")
    #expect(cookies["c"] == "x=y")
    #expect(cookies["d"] == "4")
    #expect(cookies["novalue"] == nil)
    #expect(cookies[""] == nil)
  }

  @Test(
    "only this machine is loopback",
    arguments: [
      ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true), ("10.0.0.1", false), ("", false),
    ])
  func loopback(address: String, expected: Bool) {
    #expect(Request(path: "/", remoteAddress: address).isLoopback == expected)
  }
}
