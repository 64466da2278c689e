import Foundation

/// The files of a hall that are too large for its journal, each under the digest of its content. 附件
///
/// A file is on disk before the event that names it, and is never changed or removed, so that every event of the
/// journal still means what it meant. A crash in between leaves a file that nothing names.
struct BlobFolder {
  /// The hall's folder.
  let folder: String

  private func path(of digest: String) -> String { "\(folder)/blobs/\(digest.prefix(2))/\(digest)" }

  /// Stores a file and returns when it is on disk; a file that is there already stays.
  ///
  /// - Parameter digest: SHA-256 of the bytes, in hex.
  func store(_ bytes: [UInt8], digest: String) throws {
    let path = path(of: digest)
    if let present = FileManager.default.contents(atPath: path), [UInt8](present) == bytes { return }
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    let part = path + ".part"
    guard FileManager.default.createFile(atPath: part, contents: Data(bytes)) else {
      throw LedgerFault.storageFull
    }
    try synchronize(part)
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: part, toPath: path)
    // The names too: of the file, of its folder, and of the folder of all.
    for folder in [parent.path, folder + "/blobs", folder] { try synchronize(folder) }
  }

  /// Whether the file is there.
  ///
  /// - Parameter digest: whatever somebody sent.
  func has(_ digest: String) -> Bool {
    digest.utf8.count == 64
      && digest.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
      && FileManager.default.fileExists(atPath: path(of: digest))
  }

  /// The content; nil when the file is gone.
  func bytes(of digest: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(of: digest)).map { [UInt8]($0) }
  }

  /// A piece of the content; nil when the file is gone or shorter.
  func bytes(of digest: String, in range: Range<Int>) -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: path(of: digest)) else { return nil }
    defer { try? handle.close() }
    guard (try? handle.seek(toOffset: UInt64(range.lowerBound))) != nil,
      let data = try? handle.read(upToCount: range.count), data.count == range.count
    else { return nil }
    return [UInt8](data)
  }

  private func synchronize(_ path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw LedgerFault.storageFull }
    defer { try? handle.close() }
    try handle.synchronize()
  }
}
