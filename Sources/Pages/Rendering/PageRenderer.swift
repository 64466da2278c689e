internal import Mustache

/// Turns pages into HTML documents; the templates are compiled once, when it is made.
public struct PageRenderer: Sendable {
  public enum Fault: Error, Equatable {
    case missingFile(String)
  }

  private static let stringsFile = "strings/zh-Hans.json"
  private static let pages = "pages/"
  private static let suffix = ".mustache"

  public let strings: Strings
  private let library: MustacheLibrary

  /// - Parameters:
  ///   - files: by path below `Templates/`, as `EmbeddedFiles` gives them.
  ///   - assetAddress: the address of a file below `static/`: `app.css` → `/static/app.abc123.css`.
  /// - Throws: when a template is malformed, or uses a sentence that is not there.
  public init(
    files: [String: [UInt8]], assetAddress: @Sendable (String) -> String
  ) throws {
    guard let json = files[Self.stringsFile] else { throw Fault.missingFile(Self.stringsFile) }
    try self.init(files: files, strings: Strings(json: json), assetAddress: assetAddress)
  }

  public init(
    files: [String: [UInt8]], strings: Strings, assetAddress: @Sendable (String) -> String
  ) throws {
    HTMLEscaping.register()
    var templates: [String: MustacheTemplate] = [:]
    for (path, bytes) in files where path.hasPrefix(Self.pages) && path.hasSuffix(Self.suffix) {
      let name = String(path.dropFirst(Self.pages.count).dropLast(Self.suffix.count))
      let source = TemplateSource(name: name, text: String(decoding: bytes, as: UTF8.self))
      templates[name] = try MustacheTemplate(
        string: source.prepared(strings: strings, assetAddress: assetAddress))
    }
    self.strings = strings
    library = MustacheLibrary(templates: templates)
  }

  /// The whole document.
  public func render<Content: Page>(_ page: Content) -> String {
    render(page, with: Content.template)
  }

  /// The page's live part alone, as the script puts it in place.
  public func renderFragment<Content: LivePage>(_ page: Content) -> String {
    render(page, with: Content.fragment)
  }

  private func render(_ page: some Page, with template: String) -> String {
    render(fields(of: page), with: template)
  }

  func fields(of page: some Page) -> [String: Any] {
    var fields = page.content(strings).fields
    fields["frame"] = FrameView(page, strings: strings).content.fields
    return fields
  }

  func render(_ fields: [String: Any], with template: String) -> String {
    library.render(fields, withTemplate: template) ?? ""
  }
}
