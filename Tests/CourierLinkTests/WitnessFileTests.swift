import CourierLink
import Foundation
import Glibc
import Testing

@Suite("The witness beside the ledger")
struct WitnessFileTests {
  @Test("it is absent, then what was last written, and nobody else may read it")
  func replace() throws {
    let folder = try Folder()
    let file = WitnessFile(path: folder.path + "/witness")
    #expect(try file.read() == nil)
    for text in ["epoch=1\n", "", "epoch=2\nlane=2 seq=1890\n"] {
      try file.replace(with: text)
      #expect(try file.read() == text)
    }
    #expect(folder.names == ["witness"])
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test("a writing that was cut off leaves the old text, and is no hindrance")
  func leftover() throws {
    let folder = try Folder()
    let file = WitnessFile(path: folder.path + "/witness")
    try file.replace(with: "old")
    try folder.put("witness.new", Array("half of a longer te".utf8))
    #expect(try file.read() == "old")
    try file.replace(with: "new")
    #expect(try file.read() == "new")
    #expect(folder.names == ["witness"])
  }

  @Test("what is there and cannot be read is not the same as absent")
  func unreadable() throws {
    let folder = try Folder()
    let file = WitnessFile(path: folder.path + "/witness")
    try folder.put("witness", [0xFF, 0xFE])
    #expect(throws: FileFault(code: EILSEQ)) { try file.read() }
    try folder.put("witness", [UInt8](repeating: 0x61, count: WitnessFile.limit + 1))
    #expect(throws: FileFault(code: 0)) { try file.read() }
    try FileManager.default.removeItem(atPath: file.path)
    try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: false)
    #expect(throws: FileFault.self) { try file.read() }
    #expect(throws: FileFault.self) { try file.replace(with: "new") }
    #expect(folder.names == ["witness"])
    #expect(throws: FileFault(code: ENOENT)) {
      try WitnessFile(path: folder.path + "/missing/witness").replace(with: "new")
    }
  }
}
