import Foundation
import Testing

@testable import CourierLink

@Suite("A folder of files that are on disk")
struct DurableFolderTests {
  @Test("(1) what is written is there under its name, and nothing else is told")
  func writing() throws {
    let place = try Place()
    let folder = place.folder
    try folder.write([1, 2, 3], to: "a/b/1")
    try folder.write([4], to: "a/b/1")
    try folder.write([5, 6], to: "a/b/2")
    _ = FileManager.default.createFile(
      atPath: place.path + "/a/b/3.99.part", contents: Data([1]))
    #expect(folder.entries(of: "a/b").map(\.name) == ["1", "2"])
    #expect(folder.entries(of: "a").map(\.isFolder) == [true])
    #expect(folder.size(of: "a/b/1") == 1 && folder.size(of: "a/b/9") == nil)
    #expect(try folder.read("a/b/2", in: 1..<9) == [6])
    folder.remove(folder: "a/b")
    #expect(folder.entries(of: "a") == [] && folder.entries(of: "nothing") == [])
    #expect(folder.freeSpace > 0)
  }

  @Test("(1, 2) files are put together whole or not at all")
  func joining() throws {
    let place = try Place()
    let folder = place.folder
    try folder.write([1, 2], to: "parts/0")
    try folder.write([3], to: "parts/1")
    var seen: [UInt8] = []
    let isRefused = try folder.join(
      ["parts/0", "parts/1"], into: "whole/x", piece: 2, look: { seen += $0 }, isSound: { false })
    #expect(!isRefused && seen == [1, 2, 3] && folder.size(of: "whole/x") == nil)
    #expect(throws: FileFault.self) {
      try folder.join(
        ["parts/0", "parts/7"], into: "whole/x", piece: 2, look: { _ in }, isSound: { true })
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path + "/whole") == [])
    #expect(
      try folder.join(
        ["parts/0", "parts/1"], into: "whole/x", piece: 2, look: { _ in }, isSound: { true }))
    #expect(try folder.read("whole/x", in: 0..<9) == [1, 2, 3])
  }

  /// A folder that goes with its owner.
  private final class Place {
    let path = NSTemporaryDirectory() + "yizhan-test-" + UUID().uuidString
    var folder: DurableFolder { DurableFolder(path: path) }

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }
}
