/// Brings what came by two lanes into one order, for an upstream that is to have it again.
///
/// Invariants, cited by number in `RelayOrderTests`:
/// 1. A lane's records keep their order.
/// 2. An urgent record goes before every normal one, but no record before an earlier version of its entity.
/// 3. Whatever waits for a version that is nowhere can be forced, so that nothing stops for ever.
public enum RelayOrder {
  /// - Parameters:
  ///   - isForced: takes also what waits for an earlier version.
  ///   - version: the last version of an entity that was taken before; 0 for none.
  /// - Returns: for each record that may go on, the lane whose next it is.
  public static func lanes(
    urgent: [RecordLine], normal: [RecordLine], isForced: Bool,
    version: (String) throws -> Int
  ) rethrows -> [Lane] {
    var reached: [String: Int] = [:]
    func follows(_ line: RecordLine) throws -> Bool {
      let last = try reached[line.entity] ?? version(line.entity)
      reached[line.entity] = last
      return line.version <= last + 1
    }
    var order: [Lane] = []
    var (first, second) = (urgent[...], normal[...])
    while true {
      let line: RecordLine
      if let next = first.first, try follows(next) || (second.isEmpty && isForced) {
        (line, first) = (next, first.dropFirst())
        order.append(.urgent)
      } else if let next = second.first, try follows(next) || isForced {
        (line, second) = (next, second.dropFirst())
        order.append(.normal)
      } else {
        return order
      }
      reached[line.entity] = max(reached[line.entity] ?? 0, line.version)
    }
  }
}
