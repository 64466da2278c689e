import Courier
import CourierLink
import HallLedger
import ServiceHall

/// Attachments on a stick: parcels of chunks up, the receiver's words down.
extension HallFerry {
  /// Left free on the stick for the words of the way back.
  static let room: Int64 = 1 << 20
  static let largestWord = 16 << 10

  /// Writes the attachments that wait, as far as there is room; what lies there already is not written again.
  func exportBlobs(to folder: FerryFolder, report: inout Report) async throws {
    let present = Set(try folder.files(suffix: BlobParcel.suffix))
    var done: Set<BlobID> = []
    let signer = keys.signers.isTakenUp(try await channel.lanes()) ? keys.next ?? keys.signing : keys.signing
    while let manifest = try await channel.nextBlob(except: done) {
      let shape = manifest.shape
      done.insert(shape.id)
      for range in BlobParcel.ranges(of: shape) {
        let name = BlobParcel.fileName(shape, range, from: upstream.hall)
        if present.contains(name) { continue }
        guard let body = try await body(of: manifest, range) else {
          report.ignored += 1
          break
        }
        guard try folder.freeSpace() - Int64(body.count) > Self.room else { return }
        try folder.write(
          name,
          BlobParcel.compose(
            shape, range, body, from: upstream.hall, by: signer, sealedFor: upstream.recipient))
        report.files += 1
      }
    }
  }

  /// Nil where the file is not what its manifest says.
  private func body(of manifest: BlobManifest, _ range: ClosedRange<Int>) async throws -> [UInt8]? {
    var body: [UInt8] = []
    for index in range {
      guard let chunk = try await channel.chunk(index, of: manifest),
        manifest.holds(chunk, at: index)
      else { return nil }
      body += chunk
    }
    return body
  }

  /// Takes in the receiver's words, and takes away the parcels of what has arrived.
  func takeBlobWords(from folder: FerryFolder, report: inout Report) async throws {
    for name in try folder.files(suffix: BlobWord.suffix) {
      guard let bytes = try? folder.read(name, limit: Self.largestWord),
        let word = try? BlobWord.read(bytes), word.isSigned(by: upstream.keys),
        word.hall == upstream.hall
      else {
        report.ignored += 1
        continue
      }
      try await channel.settle(word)
      report.files += 1
    }
    let prefix = "\(upstream.hall)-"
    for name in try folder.files(suffix: BlobParcel.suffix) where name.hasPrefix(prefix) {
      guard let id = BlobID(String(name.dropFirst(prefix.count).prefix(64))) else { continue }
      if try await channel.isHeld(id) { try folder.remove(name) }
    }
  }
}

extension ReceiverFerry {
  /// Takes in every parcel of a folder, and writes what is held of each attachment then.
  func takeBlobs(from folder: FerryFolder, report: inout HallFerry.Report) async throws {
    var words: [String: [UInt8]] = [:]
    for name in try folder.files(suffix: BlobParcel.suffix) {
      guard let bytes = try? folder.read(name, limit: HallFerry.largestFile),
        let parcel = try? BlobParcel.read(bytes, opener: receiver.opener),
        let hall = try await desk.hall(parcel.hall),
        parcel.isSigned(by: hall)
      else {
        report.ignored += 1
        continue
      }
      var held = BlobBitmap(count: parcel.shape.count)
      for index in parcel.range {
        held = try await blobs.put(
          parcel.chunk(at: index), at: index, of: parcel.shape, from: parcel.hall)
      }
      let word = try await receiver.word(held, of: parcel.shape, from: parcel.hall)
      words[try BlobWord.read(word).fileName] = word
      report.files += 1
    }
    for (name, bytes) in words { try folder.write(name, bytes) }
  }
}
