/// What a client sent after the header section: small bodies in memory, large ones on disk.
public enum RequestBody: Sendable {
  case empty
  case memory([UInt8])
  case file(BodyFile)
}

extension RequestBody {
  /// Bytes.
  public var size: Int {
    switch self {
    case .empty: 0
    case .memory(let bytes): bytes.count
    case .file(let file): file.size
    }
  }

  /// The whole body in memory.
  ///
  /// - Throws: `BodyFile.Fault` if the file cannot be read.
  public func bytes() throws -> [UInt8] {
    switch self {
    case .empty: []
    case .memory(let bytes): bytes
    case .file(let file): try file.bytes()
    }
  }
}
