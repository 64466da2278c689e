import Foundation
import Glibc
import Testing

@testable import CourierLink

@Suite("A folder on a stick")
struct FerryFolderTests {
  private static let isRoot = geteuid() == 0

  @Test("what is written is there, sorted, and can be replaced and removed")
  func write() throws {
    let folder = try Folder()
    let ferry = FerryFolder(path: folder.path)
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let large = (0..<700_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    try ferry.write("b.yzb", [1, 2, 3])
    try ferry.write("a.yzb", large)
    try ferry.write("c.yza", [])
    #expect(try ferry.files(suffix: ".yzb") == ["a.yzb", "b.yzb"])
    #expect(try ferry.read("a.yzb", limit: 700_000) == large, "seed \(seed)")
    #expect(try ferry.read("c.yza", limit: 0) == [])
    #expect(throws: FerryFault.tooLarge) { try ferry.read("a.yzb", limit: 699_999) }
    try ferry.write("b.yzb", [4])
    #expect(try ferry.read("b.yzb", limit: 10) == [4])
    try ferry.remove("b.yzb")
    try ferry.remove("b.yzb")
    #expect(throws: FerryFault.missing) { try ferry.read("b.yzb", limit: 10) }
    #expect(folder.names == ["a.yzb", "c.yza"])
    #expect(try ferry.freeSpace() > 0)
  }

  @Test("(1) what a stick that was pulled out has left is not read, and goes with the next writing")
  func leftovers() throws {
    let folder = try Folder()
    try folder.put("a.yzb.part", [1])
    try folder.put("b.yzb.part", [2])
    try folder.put("of-somebody-else.txt", [3])
    let ferry = FerryFolder(path: folder.path)
    #expect(try ferry.files(suffix: "") == ["of-somebody-else.txt"])
    #expect(throws: FerryFault.refusedName) { try ferry.read("a.yzb.part", limit: 10) }
    try ferry.write("a.yzb", [4])
    #expect(folder.names == ["a.yzb", "of-somebody-else.txt"])
  }

  @Test("(1) (3) a stick that lies is found out, and what stood there before stays")
  func readBack() throws {
    let folder = try Folder()
    var ferry = FerryFolder(path: folder.path)
    try ferry.write("a.yzb", [1, 2, 3])
    ferry.reread = { (path, limit) throws(FileFault) in
      var bytes = try DurableFile.read(path, limit: limit)
      bytes[bytes.count - 1] ^= 1
      return bytes
    }
    #expect(throws: FerryFault.readBack) { try ferry.write("a.yzb", [4, 5, 6]) }
    ferry.reread = { (_, _) throws(FileFault) in throw FileFault(code: EIO) }
    #expect(throws: FerryFault.readBack) { try ferry.write("b.yzb", [4, 5, 6]) }
    #expect(folder.names == ["a.yzb"])
    #expect(try ferry.read("a.yzb", limit: 3) == [1, 2, 3])
  }

  @Test(
    "(2) names that lead out, or that no stick takes, are refused",
    arguments: [
      "", ".", "..", "../a.yzb", "a/b.yzb", "/a.yzb", ".a.yzb", "a.yzb.", "a:b", "a\\b", "a b", "a\0b",
      "a\nb",
      "a.part", "ä.yzb", String(repeating: "a", count: 121),
    ])
  func names(name: String) throws {
    let folder = try Folder()
    let ferry = FerryFolder(path: folder.path + "/inside")
    #expect(throws: FerryFault.refusedName) { try ferry.write(name, [1]) }
    #expect(throws: FerryFault.refusedName) { try ferry.read(name, limit: 1) }
    #expect(throws: FerryFault.refusedName) { try ferry.remove(name) }
    #expect(folder.names == [])
  }

  @Test("(2) links are not followed, and a pipe is not waited for")
  func links() throws {
    let (folder, outside) = (try Folder(), try Folder())
    try outside.put("secret", [1])
    let target = outside.path + "/secret"
    for name in ["link.yzb", "new.yzb.part"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + name, withDestinationPath: target)
    }
    #expect(unsafe mkfifo(folder.path + "/pipe.yzb", 0o600) == 0)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/folder.yzb", withIntermediateDirectories: false)
    let ferry = FerryFolder(path: folder.path)
    #expect(try ferry.files(suffix: ".yzb") == [])
    for name in ["link.yzb", "pipe.yzb", "folder.yzb"] {
      #expect(throws: FerryFault.self) { try ferry.read(name, limit: 100) }
    }
    try ferry.write("new.yzb", [9])
    // The link is replaced and not what it leads to.
    try ferry.write("link.yzb", [9])
    #expect(try ferry.files(suffix: ".yzb") == ["link.yzb", "new.yzb"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data([1]))
  }

  @Test("a folder that is missing, or is none")
  func missing() throws {
    let folder = try Folder()
    try folder.put("file", [1])
    for path in ["/missing", "/file"] {
      let ferry = FerryFolder(path: folder.path + path)
      #expect(throws: FerryFault.missing) { try ferry.write("a.yzb", [1]) }
      #expect(throws: FerryFault.missing) { try ferry.files(suffix: "") }
    }
    #expect(throws: FerryFault.missing) { try FerryFolder(path: folder.path + "/missing").freeSpace() }
  }

  @Test(
    "a folder that is read only",
    .disabled(if: isRoot, "root may write everywhere; a read-only mount is tried elsewhere"))
  func readOnly() throws {
    let folder = try Folder()
    try folder.put("a.yzb", [1])
    #expect(unsafe chmod(folder.path, 0o500) == 0)
    defer { _ = unsafe chmod(folder.path, 0o700) }
    let ferry = FerryFolder(path: folder.path)
    #expect(throws: FerryFault.notWritable) { try ferry.write("b.yzb", [1]) }
    #expect(try ferry.read("a.yzb", limit: 1) == [1])
  }

  /// A file system of its own in the folder; nil if this user may mount none.
  private func mount(_ folder: Folder, _ options: String) async throws -> FerryFolder? {
    let code = try await run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.path])
    return code == 0 ? FerryFolder(path: folder.path) : nil
  }

  @Test(
    "(3) a stick that is full, or switched to read only, says so and keeps what it has",
    .enabled(if: isRoot, "only root may mount a small file system"))
  func full() async throws {
    let folder = try Folder()
    guard let ferry = try await mount(folder, "size=256k") else {
      // A container without the right; there is no other way to a full disk.
      try Test.cancel("this machine lets nobody mount: a full stick was not tried")
    }
    do {
      try ferry.write("a.yzb", [UInt8](repeating: 1, count: 100_000))
      #expect(try ferry.freeSpace() < 200_000)
      for name in ["a.yzb", "b.yzb"] {
        #expect(throws: FerryFault.noSpace) { try ferry.write(name, [UInt8](repeating: 2, count: 300_000)) }
      }
      #expect(folder.names == ["a.yzb"])
      #expect(try ferry.read("a.yzb", limit: 100_000) == [UInt8](repeating: 1, count: 100_000))
      // A program that another test starts at this moment holds our files until it is loaded.
      try await eventually("room again") { ((try? ferry.freeSpace()) ?? 0) > 110_000 }
      try ferry.write("b.yzb", [UInt8](repeating: 2, count: 100_000))
      try await eventuallyRuns(["mount", "-o", "remount,ro", folder.path])
      #expect(throws: FerryFault.notWritable) { try ferry.write("c.yzb", [3]) }
      #expect(throws: FerryFault.notWritable) { try ferry.remove("a.yzb") }
      #expect(try ferry.files(suffix: ".yzb") == ["a.yzb", "b.yzb"])
    } catch {
      Issue.record(error)
    }
    try await eventuallyRuns(["umount", folder.path])
  }
}
