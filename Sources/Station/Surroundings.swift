import Foundation
import Glibc
import HallLedger
import Seal
import ServiceHall

/// The real clock, randomness and digests, joined to what the ledgers ask for.
enum Surroundings {
  static let clock = HallClock(
    now: {
      var time = timespec()
      unsafe clock_gettime(CLOCK_REALTIME, &time)
      return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    },
    elapsed: {
      var time = timespec()
      unsafe clock_gettime(CLOCK_BOOTTIME, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    })

  /// Digits and letters that nobody mistakes for one another, read out or typed.
  static let plainAlphabet: SecureRandom.Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
  private static let digits: SecureRandom.Alphabet = "0123456789"

  static let ledger = LedgerSurroundings(
    clock: clock, randomText: { SecureRandom.text($0, alphabet: plainAlphabet) },
    randomDigits: { SecureRandom.text($0, alphabet: digits) },
    digest: { name in
      let digest: Digest =
        switch name {
        case .sha256: .sha256
        case .sm3: .sm3
        }
      return JournalDigest(name: name) { digest.chain($0, $1) }
    }, profile: { ShippedProfiles.all[$0] })

  static func ledger(with reserve: Reserve) -> LedgerSurroundings {
    var surroundings = ledger
    surroundings.reserve = reserve
    return surroundings
  }

  /// Hex of the SHA-256 of a file, read a megabyte at a time.
  static func fileDigest(_ path: String) throws -> String {
    guard let file = FileHandle(forReadingAtPath: path) else { throw LedgerFault.missing(path) }
    defer { try? file.close() }
    var digest = StreamingDigest(.sha256)
    while let data = try file.read(upToCount: 1 << 20), !data.isEmpty {
      digest.update([UInt8](data))
    }
    return Hex.encode(digest.finalize())
  }
}

/// Passwords, hashed one at a time on a thread of their own: it takes a twentieth of a second on
/// purpose, and the queue must not wait for it.
final class PasswordOffice: Sendable {
  private let queue = DispatchQueue(label: "passwords")

  func hash(_ password: String) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      queue.async {
        continuation.resume(
          with: Result { try PasswordHash.make(password).description })
      }
    }
  }

  func matches(_ password: String, _ hash: String) async -> Bool {
    await withCheckedContinuation { continuation in
      queue.async {
        continuation.resume(returning: PasswordHash(hash)?.matches(password) ?? false)
      }
    }
  }
}
