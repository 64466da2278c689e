/// The cookies of a request (RFC 6265 §4.2), as sent; values are not decoded.
public struct Cookies: Sendable {
  private let pairs: [(name: Substring, value: Substring)]

  init(_ lines: [String]) {
    pairs = lines.flatMap { line in
      line.split(separator: ";").compactMap { part in
        guard let equals = part.firstIndex(of: "=") else { return nil }
        let name = part[..<equals].withoutOuterSpace
        var value = part[part.index(after: equals)...].withoutOuterSpace
        if value.count >= 2, value.first == "\"", value.last == "\"" {
          value = value.dropFirst().dropLast()
        }
        return name.isEmpty ? nil : (name, value)
      }
    }
  }

  /// The first cookie of that name: browsers send the one with the longest path first.
  public subscript(name: String) -> String? {
    pairs.first { $0.name == name }.map { String($0.value) }
  }
}

extension Substring {
  /// Without the spaces and tabs at both ends.
  var withoutOuterSpace: Substring {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return start[...last]
  }
}
