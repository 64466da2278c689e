import Foundation

/// The files of this repository, found from this one.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  struct File: Sendable {
    /// Below the root: `Sources/HallWeb/Web/Site.swift`.
    let path: String
    let text: String

    /// `HallWeb` of `Sources/HallWeb/…`.
    var module: String {
      let parts = path.split(separator: "/")
      return parts.count > 1 ? String(parts[1]) : ""
    }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  }

  /// The text files below a folder, by path.
  static func files(_ folder: String, _ extensions: String...) -> [File] {
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return paths.sorted().compactMap { path in
      guard extensions.contains(where: { path.hasSuffix(".\($0)") }) else { return nil }
      return file("\(folder)/\(path)")
    }
  }

  static func file(_ path: String) -> File? {
    guard let data = FileManager.default.contents(atPath: "\(root)/\(path)"),
      let text = String(data: data, encoding: .utf8)
    else { return nil }
    return File(path: path, text: text)
  }

  /// The names of the folders directly in a folder.
  static func folders(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return names.filter { name in
      let url = URL(fileURLWithPath: "\(root)/\(folder)/\(name)")
      return (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
    }.sorted()
  }
}
