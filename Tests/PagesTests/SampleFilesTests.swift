import Foundation
import Pages
import Testing

/// Lays every sample out as a file, as a browser would load it.
///
/// The trial of the front measures these files in real engines, so that no state of a page is forgotten. They
/// stand in `samples` of the cache folder: one document for each state, the static files in `static`.
@Suite struct SampleFilesTests {
  @Test("every state of every page stands as a file in the cache folder") func files() throws {
    let cache = ProcessInfo.processInfo.environment["YIZHAN_CACHE"] ?? ".cache"
    let folder = URL(filePath: cache, directoryHint: .isDirectory).appending(path: "samples")
    let files = FileManager.default
    if files.fileExists(atPath: folder.path) { try files.removeItem(at: folder) }
    let assets = folder.appending(path: "static")
    try files.createDirectory(at: assets, withIntermediateDirectories: true)
    for (path, bytes) in EmbeddedFiles.all() where path.hasPrefix("static/") {
      let file = folder.appending(path: path)
      try files.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    for picture in Gallery.pictures {
      let name = picture.name.replacing("/", with: "_") + ".html"
      try Data(picture.document.utf8).write(to: folder.appending(path: name))
    }
    let written = try files.contentsOfDirectory(atPath: folder.path)
    #expect(written.filter { $0.hasSuffix(".html") }.count == Gallery.pictures.count)
  }
}
