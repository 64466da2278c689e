import Foundation
import Testing

/// A scanner that is none of ours: zbarimg of the package zbar-tools.
enum Scanner {
  /// The text that the scanner reads from an image file, in any format that ImageMagick knows.
  static func read(_ image: [UInt8], fileExtension: String) throws -> String {
    let zbarimg = try #require(
      located, "zbarimg is not on PATH: install zbar-tools, as Appliance/test does")
    let file = FileManager.default.temporaryDirectory
      .appending(path: "\(UUID().uuidString).\(fileExtension)")
    try Data(image).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }

    let scan = Process()
    let output = Pipe()
    scan.executableURL = zbarimg
    scan.arguments = ["--quiet", "--raw", file.path]
    scan.standardOutput = output
    scan.standardError = FileHandle.nullDevice  // It complains where there is no D-Bus.
    try scan.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    scan.waitUntilExit()
    try #require(scan.terminationStatus == 0, "zbarimg found no symbol")
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  private static var located: URL? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { URL(filePath: String($0)).appending(path: "zbarimg") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}
