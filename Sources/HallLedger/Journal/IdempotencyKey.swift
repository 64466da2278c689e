import Foundation
import GRDB
import ServiceHall

/// A caller's promise that two requests with this key are one request.
public struct IdempotencyKey: Sendable, Equatable {
  /// The caller and the key it sent; keys of different callers never meet.
  public let key: String
  /// A digest of what was asked.
  public let request: [UInt8]

  public init(key: String, request: [UInt8]) {
    self.key = key
    self.request = request
  }

  /// Eight bytes that lead to the row; FNV-1a, for speed, not for secrecy.
  var short: Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int64(bitPattern: hash)
  }
}

extension Draft {
  /// Runs `body` once for this key; afterwards the first answer is given again.
  ///
  /// - Throws: `RequestRefusal.idempotencyKeyReused` when the key came with another request.
  func answer(
    _ key: IdempotencyKey?, _ body: () throws -> [UInt8]
  ) throws -> [UInt8] {
    guard let key else { return try body() }
    let former = try database.first(
      "SELECT request, answer FROM answer WHERE short = ? AND key = ?", [key.short, key.key]
    ) { row -> (request: Data, answer: Data) in (row[0], row[1]) }
    if let former {
      guard [UInt8](former.request) == key.request else {
        throw RequestRefusal.idempotencyKeyReused
      }
      return [UInt8](former.answer)
    }
    let answer = try body()
    willWrite()
    try database.run(
      "INSERT INTO answer(short, key, request, answer, at) VALUES (?, ?, ?, ?, ?)",
      [key.short, key.key, Data(key.request), Data(answer), now.milliseconds])
    return answer
  }
}
