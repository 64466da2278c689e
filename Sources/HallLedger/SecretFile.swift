public import Foundation

/// A file that its owner alone reads: a private key, or what a machine must not tell. 密钥文件
public struct SecretFile: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  public var exists: Bool { FileManager.default.fileExists(atPath: path) }

  /// Nil where there is none.
  public func read() -> Data? { FileManager.default.contents(atPath: path) }

  /// The content is on disk, whole, when this returns.
  ///
  /// - Throws: `LedgerFault.storageFull` when the disk does not take it.
  public func write(_ content: Data) throws(LedgerFault) {
    let part = path + ".part"
    let isMade = FileManager.default.createFile(
      atPath: part, contents: content, attributes: [.posixPermissions: 0o600])
    guard isMade, let file = FileHandle(forWritingAtPath: part) else { throw .storageFull }
    do {
      try file.synchronize()
      try file.close()
    } catch {
      throw .storageFull
    }
    guard unsafe rename(part, path) == 0 else { throw .storageFull }
  }

  /// Takes the other's place.
  public func move(to other: SecretFile) throws(LedgerFault) {
    guard unsafe rename(path, other.path) == 0 else { throw .storageFull }
  }

  public func remove() throws(LedgerFault) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw .storageFull }
  }
}
