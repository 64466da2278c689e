import HTTPServing
import ServiceHall

/// A part of a list as the programming interface gives it: `?limit=` at most 200, `?after=` the `next` of the
/// part before.
struct List<Item: Encodable>: Encodable {
  static var longest: Int { 200 }

  let items: [Item]
  /// What `after` takes to go on; missing at the end.
  let next: String?

  /// - Throws: `InputRefusal` naming `limit` or `after`.
  init<Whole>(_ whole: [Whole], for request: Request, _ item: (Whole) -> Item) throws(InputRefusal) {
    let limit = try List.number("limit", in: 1...List.longest, of: request) ?? List.longest
    let start = min(try List.number("after", in: 0...Int(Int32.max), of: request) ?? 0, whole.count)
    let end = min(start + limit, whole.count)
    items = whole[start..<end].map(item)
    next = end < whole.count ? String(end) : nil
  }

  private static func number(
    _ name: String, in range: ClosedRange<Int>, of request: Request
  ) throws(InputRefusal) -> Int? {
    guard let text = request.query[name] else { return nil }
    guard let number = Int(text) else { throw InputRefusal(name, .wrongType) }
    guard range.contains(number) else { throw InputRefusal(name, .outOfRange) }
    return number
  }
}
