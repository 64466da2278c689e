import Foundation
import Glibc
import HallLedger
import ServiceHall
import Synchronization

/// A file in the data folder that is given up when the disk is full, so that acknowledgements can be taken in and
/// what they cover be let go. 压舱文件
///
/// Invariants, cited by number in `BallastTests`:
/// 1. While it is given up, nothing new is taken in; what the receiver says is.
/// 2. It is made again as soon as there is room for twice of it, and business goes on.
final class Ballast: Sendable {
  /// A thousand pages: some hundred acknowledgements, each of up to a thousand records.
  static let size = 4 << 20

  /// How often a full disk is looked at.
  private static let pause: Duration = .seconds(1)

  private struct State {
    var isHeld = false
    var triedAt: Duration?
  }

  private let folder: DataFolder
  private let state = Mutex(State())

  private var path: String { folder.path + "/ballast" }

  init(_ folder: DataFolder) { self.folder = folder }

  /// Of a running station: made, given up and made again.
  var reserve: Reserve { Reserve(isHeld: { self.isHeld() }, giveUp: { self.giveUp() }) }

  /// Of one command: what a station left may be given up.
  var leftover: Reserve { Reserve(isHeld: { true }, giveUp: { self.giveUp() }) }

  private func isHeld() -> Bool {
    state.withLock { state in
      if state.isHeld { return true }
      let now = Surroundings.clock.elapsed()
      if let last = state.triedAt, now - last < Self.pause { return false }
      state.triedAt = now
      state.isHeld = isThere || make()
      return state.isHeld
    }
  }

  private func giveUp() -> Bool {
    state.withLock { state in
      state.isHeld = false
      state.triedAt = Surroundings.clock.elapsed()
      return unsafe unlink(path) == 0
    }
  }

  private var isThere: Bool {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
    return size?.intValue == Self.size
  }

  /// Its blocks are its own: a file with holes would hold nothing back.
  private func make() -> Bool {
    guard folder.freeBytes >= 2 * Self.size else { return false }
    let part = path + ".part"
    let file = unsafe open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    let isWhole = posix_fallocate(file, 0, off_t(Self.size)) == 0 && fsync(file) == 0
    close(file)
    if isWhole, unsafe rename(part, path) == 0 { return true }
    _ = unsafe unlink(part)
    return false
  }
}
