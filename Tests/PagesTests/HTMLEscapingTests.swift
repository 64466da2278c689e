import ServiceHall
import Testing

@testable import Pages

@Suite struct HTMLEscapingTests {
  @Test("a quotation mark stays escaped before a combining mark")
  func combiningMark() {
    #expect(HTMLEscaping.escaped("a\"\u{301} b") == "a&quot;\u{301} b")
    #expect(HTMLEscaping.escaped("<\u{338}script") == "&lt;\u{338}script")
  }

  @Test("plain text is left as it is") func plain() {
    #expect(HTMLEscaping.escaped("社会保障 A007") == "社会保障 A007")
    #expect(HTMLEscaping.escaped("<&>\"'") == "&lt;&amp;&gt;&quot;&#39;")
  }

  @Test("templates escape by the same rule") func template() throws {
    var page = HelpPage(frame: Frame(csrf: "x\"\u{301} onfocus=y"))
    page.frame.person = Frame.SignedIn(name: "\"\u{301}<\u{301}b>", roles: [.clerk])
    let html = try Gallery.renderer().render(page)
    #expect(html.contains("value=\"x&quot;\u{301} onfocus=y\""))
    #expect(html.contains("&quot;\u{301}&lt;\u{301}b&gt;"))
  }
}
