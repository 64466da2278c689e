import HTTPServing
import Pages

/// The files that the program carries, as its sites serve and fill them.
struct SiteFiles {
  let statics: StaticFiles
  let renderer: PageRenderer
  let glyphs: [UInt8]

  init() throws {
    let files = EmbeddedFiles.all()
    let statics = StaticFiles(
      files.filter { $0.key.hasPrefix("static/") }.map {
        StaticFile(name: String($0.key.dropFirst("static/".count)), bytes: $0.value)
      })
    self.statics = statics
    renderer = try PageRenderer(files: files) { statics.address(of: $0) ?? "/static/\($0)" }
    glyphs = files["tickets/glyphs.bin"] ?? []
  }
}
