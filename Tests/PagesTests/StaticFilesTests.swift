import Foundation
import Pages
import Testing

@Suite struct StaticFilesTests {
  static let scriptFiles: [String] = EmbeddedFiles.all().keys.filter { $0.hasSuffix(".js") }
    .sorted()
  static let styleFiles: [String] = EmbeddedFiles.all().keys.filter { $0.hasSuffix(".css") }
    .sorted()

  private func text(_ path: String) -> String {
    String(decoding: EmbeddedFiles.all()[path] ?? [], as: UTF8.self)
  }

  /// Chromium 49 parses ES5 and little more; one newer token stops the whole script.
  @Test("scripts are ES5", arguments: scriptFiles)
  func scripts(_ path: String) {
    let code = text(path).replacing(/\/\*(?s:.)*?\*\//, with: "")
    let newer = [
      "=>", "`", "\\b(let|const|class|async|await|yield|import|export)\\s", "\\.\\.\\.", "\\?\\.",
      "\\?\\?", "\\bfor\\s*\\([^;)]*\\bof\\b", "\\bfetch\\(", "\\bPromise\\b", "\\.key\\b",
      "\\.(forEach|padStart|includes|startsWith|endsWith|closest|append|prepend|remove|find|assign)\\(",
    ]
    for pattern in newer { #expect(!holds(code, pattern), "\(path): \(pattern)") }
  }

  @Test("styles use nothing that Chromium 49 lacks", arguments: styleFiles)
  func styles(_ path: String) {
    let newer = [
      "[\\s;{]gap\\s*:", "display\\s*:\\s*grid", ":(has|is|where)\\(", "@(container|layer|import)",
      "\\binset\\s*:", "clamp\\(", "[\\s;{]aspect-ratio\\s*:", "https?:",
    ]
    for pattern in newer { #expect(!holds(text(path), pattern), "\(path): \(pattern)") }
  }

  private func holds(_ text: String, _ pattern: String) -> Bool {
    text.range(of: pattern, options: .regularExpression) != nil
  }

  struct View: Sendable, CustomStringConvertible {
    let template: String
    let files: Int
    let scripts: Int
    var description: String { template }
  }

  /// Kilobytes of the first view and of its scripts, before compression. The rule counts them compressed,
  /// to a third or less; the browser tests weigh what is sent.
  @Test(
    "a first view is light",
    arguments: [
      View(template: "Queue/kiosk", files: 90, scripts: 24),
      View(template: "Queue/board", files: 48, scripts: 24),
      View(template: "Queue/follow", files: 60, scripts: 15),
      View(template: "Queue/desk", files: 120, scripts: 120),
      View(template: "Queue/admin-line", files: 200, scripts: 200),
    ])
  func weight(_ view: View) throws {
    let embedded = EmbeddedFiles.all()
    for picture in Gallery.pictures where picture.template == view.template {
      let markup = try Markup(picture.document)
      let names = (markup.all("script") + markup.all("link") + markup.all("img")).compactMap {
        $0.attributes["src"] ?? $0.attributes["href"]
      }
      var scripts = 0
      var all = picture.document.utf8.count
      for name in names where name.hasPrefix("/static/") {
        let bytes = try #require(embedded[String(name.dropFirst())], "\(name)")
        all += bytes.count
        if name.hasSuffix(".js") { scripts += bytes.count }
      }
      #expect(all <= view.files * 1024, "\(picture.name): \(all)")
      #expect(scripts <= view.scripts * 1024, "\(picture.name): \(scripts)")
    }
  }

  @Test("every static file is asked for by some page") func noneIdle() {
    let documents = Gallery.pictures.map(\.document).joined()
    for path in EmbeddedFiles.all().keys where path.hasPrefix("static/") {
      #expect(documents.contains("/\(path)"), "\(path)")
    }
  }
}
