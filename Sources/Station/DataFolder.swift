import Foundation
import Glibc
import HallLedger
import ServiceHall

/// The folder that holds everything: the county's ledger, the halls' folders and the lock.
///
///     DIR/lock                  held by the one process that may write
///     DIR/county/county.sqlite  halls, staff, devices
///     DIR/halls/CODE/           all that a hall is
///     DIR/uploads/              bodies on their way in
///     DIR/receiver.key, .sqlite what is received (`ReceiverFolder`)
///     DIR/relay/CODE.sqlite     what goes on of it to the machine's upstream, with its key and witness
///     DIR/ballast               room for acknowledgements on a full disk
public struct DataFolder: Sendable {
  public let path: String

  public init(_ path: String) {
    self.path = URL(fileURLWithPath: path).standardizedFileURL.path
  }

  var county: String { path + "/county" }
  var halls: String { path + "/halls" }
  var uploads: String { path + "/uploads" }

  func hall(_ id: Hall.ID) -> String { halls + "/" + id.rawValue }

  /// A hall's own keys on the channel; its folder holds them, so they move with the hall.
  func channelKeys(of id: Hall.ID) -> ChannelKeyFiles { ChannelKeyFiles(path: hall(id) + "/channel") }

  /// The keys of a receiver in this folder.
  var receiverKeys: ChannelKeyFiles { ChannelKeyFiles(path: path + "/receiver") }

  var hasCounty: Bool { FileManager.default.fileExists(atPath: county + "/county.sqlite") }

  /// Takes the folder for this process alone, until it ends.
  ///
  /// - Throws: `StationFault.notWritable` or `.dataInUse`; nothing is touched then.
  func lock() throws -> DataLock {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw StationFault.notWritable(path)
    }
    guard unsafe access(path, W_OK) == 0 else { throw StationFault.notWritable(path) }
    let file = unsafe open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw StationFault.notWritable(path) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      throw StationFault.dataInUse(path)
    }
    return DataLock(file: file)
  }

  func makeFolders() throws {
    // What a crash left of bodies on their way in belongs to no request any more.
    try? FileManager.default.removeItem(atPath: uploads)
    for folder in [county, halls, uploads] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
  }

  /// Lets this process hold as many files as the system allows: each connection and each hall needs some.
  static func raiseFileLimit() {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// Bytes that are free for new data.
  var freeBytes: Int {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
    return (attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? .max
  }
}

/// Holds the folder's lock until it goes away; the system releases it when the process dies.
final class DataLock: Sendable {
  private let file: Int32

  init(file: Int32) { self.file = file }

  deinit {
    // Said in so many words: a child that is just being started may still hold a copy of the file.
    _ = flock(file, LOCK_UN)
    close(file)
  }
}
