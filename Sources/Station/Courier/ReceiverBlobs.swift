import Courier
import CourierLink
import Seal
import ServiceHall

/// A receiver's attachments as files. 附件
///
///     DIR/blobs/ab/DIGEST                     whole
///     DIR/blobs/parts/HALL/DIGEST-CHUNK/N     chunks of those that are not
///
/// The invariants are those of `BlobStore`.
actor ReceiverBlobs: BlobStore {
  /// What the unfinished attachments of one hall may take, in bytes.
  static let share = BlobShape.largest
  /// What is left to batches and acknowledgements.
  static let reserve = 64 << 20

  /// The disk has no room; nothing was changed.
  struct NoRoom: Error {}

  private let files: DurableFolder
  private let share: Int
  private let reserve: Int
  /// Bytes of unfinished attachments, as far as they were counted.
  private var kept: [Hall.ID: Int] = [:]

  init(
    folder: String, share: Int = ReceiverBlobs.share, reserve: Int = ReceiverBlobs.reserve
  ) {
    files = DurableFolder(path: folder + "/blobs")
    self.share = share
    self.reserve = reserve
  }

  private static func whole(_ shape: BlobShape) -> String {
    "\(shape.id.rawValue.prefix(2))/\(shape.id)"
  }

  private static func parts(_ hall: Hall.ID) -> String { "parts/\(hall)" }

  private static func parts(_ shape: BlobShape, _ hall: Hall.ID) -> String {
    "\(parts(hall))/\(shape.id)-\(shape.chunkSize)"
  }

  private func isWhole(_ shape: BlobShape) -> Bool {
    files.size(of: Self.whole(shape)) == shape.size
  }

  func bitmap(of shape: BlobShape, from hall: Hall.ID) async throws -> BlobBitmap {
    if isWhole(shape) { return .full(shape.count) }
    var bitmap = BlobBitmap(count: shape.count)
    for entry in files.entries(of: Self.parts(shape, hall)) {
      guard let index = Int(entry.name), shape.range(of: index)?.count == entry.size else { continue }
      bitmap.insert(index)
    }
    return bitmap.isFull ? try join(shape, hall) : bitmap
  }

  func put(
    _ chunk: [UInt8], at index: Int, of shape: BlobShape, from hall: Hall.ID
  ) async throws -> BlobBitmap {
    if isWhole(shape) { return .full(shape.count) }
    // Together with the copy that the whole will be.
    guard files.freeSpace - chunk.count - shape.size >= reserve else { throw NoRoom() }
    makeRoom(for: chunk.count, hall, sparing: shape)
    try files.write(chunk, to: "\(Self.parts(shape, hall))/\(index)")
    kept[hall, default: 0] += chunk.count
    return try await bitmap(of: shape, from: hall)
  }

  func chunk(at index: Int, of shape: BlobShape) async throws -> [UInt8]? {
    guard isWhole(shape), let range = shape.range(of: index) else { return nil }
    return try files.read(Self.whole(shape), in: range)
  }

  /// Puts all chunks together; what is not the attachment is dropped.
  private func join(_ shape: BlobShape, _ hall: Hall.ID) throws -> BlobBitmap {
    let parts = Self.parts(shape, hall)
    var digest = StreamingDigest(.sha256)
    let isSound = try files.join(
      (0..<shape.count).map { "\(parts)/\($0)" }, into: Self.whole(shape), piece: shape.chunkSize,
      look: { digest.update($0) }, isSound: { Hex.encode(digest.finalize()) == shape.id.rawValue })
    files.remove(folder: parts)
    kept[hall] = nil
    return isSound ? .full(shape.count) : BlobBitmap(count: shape.count)
  }

  /// Drops the hall's other unfinished attachments, those first that were given up longest ago.
  private func makeRoom(for bytes: Int, _ hall: Hall.ID, sparing shape: BlobShape) {
    let now = kept[hall] ?? count(hall)
    kept[hall] = now
    guard now + bytes > share else { return }
    let own = Self.parts(shape, hall)
    let others = files.entries(of: Self.parts(hall)).filter { "\(Self.parts(hall))/\($0.name)" != own }
    for entry in others.sorted(by: { $0.changedAt < $1.changedAt }) {
      files.remove(folder: "\(Self.parts(hall))/\(entry.name)")
      kept[hall] = count(hall)
      if count(hall) + bytes <= share { return }
    }
  }

  private func count(_ hall: Hall.ID) -> Int {
    files.entries(of: Self.parts(hall)).reduce(0) { sum, entry in
      sum + files.entries(of: "\(Self.parts(hall))/\(entry.name)").reduce(0) { $0 + $1.size }
    }
  }
}
