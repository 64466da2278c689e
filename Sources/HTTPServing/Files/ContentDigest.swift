/// A short digest that tells contents apart: 64-bit FNV-1a and the length.
///
/// Stable between runs and machines. Not a defence against forgery; contents are our own.
struct ContentDigest: Sendable, Equatable {
  /// Hexadecimal, 16 digits and the length.
  let text: String
  /// Ten hexadecimal digits, for file names.
  let short: String

  init(_ bytes: [UInt8]) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    let padded = String(repeating: "0", count: 16 - digits.count) + digits
    text = "\(padded)-\(String(bytes.count, radix: 16))"
    // The low digits of FNV change with every input byte; the high ones mix later.
    short = String(padded.suffix(10))
  }
}
