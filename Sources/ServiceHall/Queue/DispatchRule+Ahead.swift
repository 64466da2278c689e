extension DispatchRule {
  /// How many of a line's waiting tickets will be called before one of them, if nobody else comes.
  ///
  /// - Parameters:
  ///   - index: how many of its own class stand before it.
  ///   - others: how many of the other class wait.
  public static func ahead(
    index: Int, others: Int, isPriority: Bool, turn: Turn, ratio: PriorityRatio
  ) -> Int {
    guard others > 0 else { return index }
    let own = isPriority ? ratio.priority : ratio.normal
    let other = isPriority ? ratio.normal : ratio.priority
    let calls = index + 1
    let ownsTurn = turn.isPriority(under: ratio) == isPriority
    // A block that has begun lasts for one call at least, also when the ratio was made smaller meanwhile.
    let passing: Int
    if ownsTurn {
      // The rest of the present block is ours; every further block of ours follows one of theirs.
      let left = max(1, own - (isPriority ? turn.priority : turn.normal))
      passing = calls <= left ? 0 : blocks(calls - left, of: own) * other
    } else {
      let theirs = max(1, other - (isPriority ? turn.normal : turn.priority))
      passing = theirs + (blocks(calls, of: own) - 1) * other
    }
    return index + min(passing, others)
  }

  private static func blocks(_ count: Int, of size: Int) -> Int { (count + size - 1) / size }

  /// Where a ticket that comes back stands: behind the k-th of those that wait in its line and class, or
  /// behind the last when fewer wait.
  ///
  /// - Parameters:
  ///   - kth: the place of the k-th waiting ticket, or of the last; nil when nobody waits.
  ///   - order: the sequence number of the return.
  /// - Returns: at least k tickets stand before it, or all; one that came back earlier to stand behind
  ///   the same ticket is not overtaken.
  public static func returnPlace(behind kth: Place?, order: Int64) -> Place {
    Place(anchor: kth?.anchor ?? order, order: order)
  }
}
