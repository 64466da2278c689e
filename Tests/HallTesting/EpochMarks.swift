public import ServiceHall

extension EpochMark {
  /// The mark with this number, 0…99.
  public static func numbered(_ number: Int) -> EpochMark {
    let digits = String(number, radix: 16)
    let epoch =
      String(repeating: "0", count: 8 - digits.utf8.count) + digits + String(repeating: "0", count: 24)
    guard let mark = EpochMark(epoch: epoch) else { preconditionFailure("no mark \(number)") }
    return mark
  }
}
