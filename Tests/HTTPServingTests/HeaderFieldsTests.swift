import HTTPServing
import Testing

@Suite struct HeaderFieldsTests {
  @Test("names compare without case, values keep their order")
  func names() {
    var fields = HeaderFields([("ETag", "a"), ("Set-Cookie", "1"), ("set-cookie", "2")])
    #expect(fields["etag"] == "a")
    #expect(fields.values(of: "SET-COOKIE") == ["1", "2"])
    fields["Set-Cookie"] = "3"
    #expect(fields.all.map(\.value) == ["a", "3"])
    fields["ETAG"] = nil
    #expect(fields.all.map(\.name) == ["Set-Cookie"])
    #expect(HeaderFields([("A", "1")]) == HeaderFields([("a", "1")]))
    #expect(HeaderFields([("A", "1")]) != HeaderFields([("a", "2")]))
  }

  @Test("(1) a name that is no token is not taken in", arguments: ["", "a b", "a:", "a\r\nb", "名"])
  func badName(name: String) {
    #expect(HeaderFields([(name, "1")]).all.isEmpty)
    var fields = HeaderFields()
    fields[name] = "1"
    #expect(fields.all.isEmpty)
  }

  @Test("(2) a value never carries a line break")
  func lineBreaks() {
    var fields = HeaderFields([("Location", "/a\r\nSet-Cookie: b=c")])
    #expect(fields["location"] == "/a  Set-Cookie: b=c")
    fields["Location"] = "\n\0x"
    #expect(fields["location"] == "  x")
    #expect(Response.redirect(to: "/\r\n\r\nx").headers["location"] == "/    x")
  }

  @Test("a cookie's name, value and path cannot end early")
  func cookie() {
    var response = Response()
    response.setCookie(
      SetCookie(
        name: "s id", value: "a;b\r\n,\"c", path: "/; Secure", maxAge: 60, sameSite: .strict,
        secure: true))
    #expect(
      response.headers["set-cookie"]
        == "sid=abc; Path=/Secure; Max-Age=60; HttpOnly; Secure; SameSite=Strict")
  }
}
