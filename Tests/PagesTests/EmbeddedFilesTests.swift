import Foundation
import Pages
import Testing

@Suite struct EmbeddedFilesTests {
  /// The folder that `embed.c` takes the files from.
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Templates")

  @Test("every file below Templates is in the binary, byte for byte")
  func everyFileIsEmbedded() throws {
    var embedded = EmbeddedFiles.all()
    for (clip, file) in EmbeddedFiles.voice() { embedded["voice/\(clip).wav"] = file }
    let onDisk = try Self.files()
    #expect(onDisk.count > 50)
    #expect(Set(embedded.keys) == Set(onDisk.keys))
    for (path, bytes) in onDisk {
      #expect(embedded[path] == bytes, "\(path) differs")
    }
  }

  static func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for place in ["calendar", "catalogue", "pages", "profiles", "static", "strings", "tickets", "voice"] {
      let start = folder.appending(path: place)
      let paths = try FileManager.default.subpathsOfDirectory(atPath: start.path)
      for path in paths {
        let file = start.appending(path: path)
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder),
          !isFolder.boolValue
        else { continue }
        files["\(place)/\(path)"] = [UInt8](try Data(contentsOf: file))
      }
    }
    return files
  }
}
