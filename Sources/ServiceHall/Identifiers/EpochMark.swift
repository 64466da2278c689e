/// Two digits that tell the lives of a ledger apart on paper, drawn from the ledger's epoch.
///
/// A ledger that was restored may count from the same serial again; its epoch is another, and so is the mark
/// (C14). Only the ledger makes one.
public struct EpochMark: Sendable, Hashable {
  /// 0…99
  public let number: Int

  /// - Parameter epoch: 32 hex digits.
  public init?(epoch: String) {
    let digits = epoch.compactMap(\.hexDigitValue)
    guard digits.count == 32, epoch.utf8.count == 32 else { return nil }
    number = digits.prefix(8).reduce(0) { $0 * 16 + $1 } % 100
  }

  /// So many there are.
  public static let count = 100

  var digits: String { padded(number, 2) }
}
