import Testing

@testable import Pages

@Suite struct TemplateTests {
  private func source(_ text: String) -> TemplateSource { TemplateSource(name: "t", text: text) }

  private let strings: Strings? = try? Strings(json: Array(#"{"a": "<甲>", "b": "{n} 人"}"#.utf8))

  @Test("sentences and addresses are settled when the template is made") func settled() throws {
    let strings = try #require(strings)
    let text = try source("  <p>{{s:a}} {{n}}</p>\n  <i src=\"{{asset:x.js}}\"></i>").prepared(
      strings: strings, assetAddress: { "/static/\($0)" })
    #expect(text.hasSuffix("<p>&lt;甲&gt; {{n}}</p>\n<i src=\"/static/x.js\"></i>\n"))
  }

  @Test("a missing sentence, a placeholder or unescaped output stops the start") func refused()
    throws
  {
    let strings = try #require(strings)
    let prepare = { (text: String) in
      try source(text).prepared(strings: strings, assetAddress: { $0 })
    }
    #expect(throws: TemplateSource.Fault.unknownText("c", template: "t")) { try prepare("{{s:c}}") }
    #expect(throws: TemplateSource.Fault.placeholder("b", template: "t")) { try prepare("{{s:b}}") }
    #expect(throws: TemplateSource.Fault.unescaped(template: "t")) { try prepare("{{{a}}}") }
    #expect(throws: TemplateSource.Fault.unescaped(template: "t")) { try prepare("{{& a}}") }
  }

  @Test("templates hold no sentences of their own") func noSentences() {
    for (path, bytes) in EmbeddedFiles.all() where path.hasPrefix("pages/") || path.hasSuffix(".js") {
      let text = String(decoding: bytes, as: UTF8.self)
      let chinese = text.unicodeScalars.filter { (0x3400...0x9FFF).contains($0.value) }
      #expect(chinese.isEmpty, "\(path): \(chinese)")
    }
  }

  /// Mustache shows nothing for a name that it does not know, so a misspelt one would go unseen.
  @Test("every name in a template is one that its pages fill") func names() {
    let known = Gallery.pictures.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    let blocks: Set<String> = ["layout"]
    for (path, bytes) in EmbeddedFiles.all() where path.hasPrefix("pages/") {
      let text = String(decoding: bytes, as: UTF8.self)
      for match in text.matches(of: /\{\{[#^\/]?([A-Za-z.]+)\}\}/) where match.1 != "." {
        for name in match.1.split(separator: ".").map(String.init) {
          let isBlock = text.contains("{{$\(name)}}") || blocks.contains(name)
          #expect(
            known.contains(name) || isBlock || path == "pages/layout.mustache", "\(path): \(name)")
        }
      }
    }
  }
}
