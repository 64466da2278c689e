import Glibc

/// A small text beside the ledger, replaced as a whole: the witness of what was sent, which tells a hall
/// that was rolled back. Invariants: those of `DurableFile`.
public struct WitnessFile: Sendable {
  /// In bytes.
  public static let limit = 64 * 1024

  public let path: String
  private let folder: String

  /// - Parameter path: of the file; its folder exists.
  public init(path: String) {
    self.path = path
    guard let slash = path.lastIndex(of: "/") else {
      folder = "."
      return
    }
    folder = slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Replaces the text; when this returns, it survives a power cut.
  public func replace(with text: String) throws(FileFault) {
    let temporary = path + ".new"
    try DurableFile.write(Array(text.utf8), to: temporary, mode: 0o600)
    try DurableFile.rename(temporary, to: path, folder: folder)
  }

  /// The text, or nil if there never was one.
  ///
  /// - Throws: if it is there and cannot be read; that is not the same as none. Code `EILSEQ` if it is not
  ///   UTF-8, 0 if it is longer than `limit`.
  public func read() throws(FileFault) -> String? {
    let bytes: [UInt8]
    do {
      bytes = try DurableFile.read(path, limit: Self.limit)
    } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw FileFault(code: EILSEQ) }
    return text
  }
}
