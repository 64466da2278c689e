/// Takes in a request's body, piece by piece: in memory first, in a file beyond a limit.
struct BodyCollector: Sendable {
  enum Fault: Error {
    case overLimit
    case cannotStore
  }

  private let memoryLimit: Int
  /// Bytes.
  let limit: Int
  private let folder: String
  private var bytes: [UInt8] = []
  private var file: SpillFile?
  private(set) var size = 0

  init(limit: Int, memoryLimit: Int, folder: String, expected: Int?) {
    self.limit = limit
    self.memoryLimit = memoryLimit
    self.folder = folder
    if let expected { bytes.reserveCapacity(min(expected, memoryLimit)) }
  }

  mutating func append(_ piece: UnsafeRawBufferPointer) throws(Fault) {
    size += piece.count
    guard size <= limit else { throw .overLimit }
    if size <= memoryLimit {
      unsafe bytes.append(contentsOf: piece)
      return
    }
    if file == nil {
      guard let created = SpillFile(folder: folder) else { throw .cannotStore }
      let isStored = unsafe bytes.withUnsafeBytes { unsafe created.write($0) }
      guard isStored else { throw .cannotStore }
      bytes = []
      file = created
    }
    guard let file, unsafe file.write(piece) else { throw .cannotStore }
  }

  /// The collected body.
  consuming func body() -> RequestBody {
    if let file { return .file(file.finished(size: size)) }
    return bytes.isEmpty ? .empty : .memory(bytes)
  }
}
