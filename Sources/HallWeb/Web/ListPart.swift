import HTTPServing
import ServiceHall

/// A part of a list as the programming interface gives it: `?limit=` at most 200, `?after=` the `next` of the
/// part before.
enum ListPart {
  static let longest = 200

  /// - Throws: `InputRefusal` naming `limit` or `after`.
  static func json<Item>(
    _ whole: [Item], for request: Request, _ item: (Item) -> JSONText
  ) throws(InputRefusal) -> Response {
    let limit = try number("limit", in: 1...longest, of: request) ?? longest
    let start = min(try number("after", in: 0...Int(Int32.max), of: request) ?? 0, whole.count)
    let end = min(start + limit, whole.count)
    var text = JSONText()
    text.add("items", objects: whole[start..<end].map(item))
    // Missing at the end.
    text.add("next", end < whole.count ? String(end) : nil)
    return JSON.response(text.bytes)
  }

  static func number(
    _ name: String, in range: ClosedRange<Int>, of request: Request
  ) throws(InputRefusal) -> Int? {
    guard let text = request.query[name] else { return nil }
    guard let number = Int(text) else { throw InputRefusal(name, .wrongType) }
    guard range.contains(number) else { throw InputRefusal(name, .outOfRange) }
    return number
  }
}
