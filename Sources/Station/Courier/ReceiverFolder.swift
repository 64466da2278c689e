import CityStore
import Courier
import Foundation
import HallLedger
import Seal
import ServiceHall

/// A receiver's folder, and the store that it uses: SQLite in the folder, or PostgreSQL elsewhere.
///
///     DIR/receiver.key      signs acknowledgements
///     DIR/receiver.opener   opens what halls sealed
///     DIR/receiver.sqlite   streams, work, the stream down; not with PostgreSQL
///     DIR/blobs/            attachments; with PostgreSQL too
///     DIR/early/            batches from sticks that came before the ones that they follow
struct ReceiverFolder {
  let folder: DataFolder
  /// `postgres://…`; nil for SQLite.
  let store: String?
  /// Of the keys; nil for whichever there is.
  var suite: ChannelSuite?

  /// Whether something was ever received here.
  var exists: Bool { FileManager.default.fileExists(atPath: folder.path + "/receiver.key") }

  /// An open store.
  struct Opened {
    let desk: any ReceiverDesk
    let receiver: Receiver
    let blobs: any BlobStore
    let close: @Sendable () -> Void
  }

  func open() async throws -> Opened {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let keys = try folder.receiverKeys.readOrMake(suite)
    let (desk, close) = try await openDesk(Chain(keys.signing.publicKey.suite.digest))
    let receiver = Receiver(
      store: desk, key: keys.signing, opener: keys.opener, packer: .zlib,
      time: { UTCOffset.beijing.timestamp(Surroundings.clock.now()) })
    return Opened(
      desk: desk, receiver: receiver, blobs: ReceiverBlobs(folder: folder.path), close: close)
  }

  private func openDesk(
    _ chain: Chain
  ) async throws -> (any ReceiverDesk, @Sendable () -> Void) {
    guard let store else {
      let ledger = try ReceiverLedger(
        folder: folder.path, clock: Surroundings.clock, mint: Self.mint)
      return (ledger, { ledger.close() })
    }
    do {
      let city = try await PostgresStore(
        PostgresStore.Settings(address: store), clock: Surroundings.clock, chain: chain,
        mint: Self.mint)
      return (city, { city.close() })
    } catch {
      throw StationFault.store("\(error)")
    }
  }

  /// That many random hex digits.
  static func mint(_ length: Int) -> String {
    String(Hex.encode(SecureRandom.bytes((length + 1) / 2)).prefix(length))
  }

  static func codeDigest(_ code: String) -> String {
    Hex.encode(Digest.sha256.hash(Array(code.utf8)))
  }
}
