/// The shape of a path: literal segments and `{name}` parameters.
///
/// `/h/{hall}/windows/{window}/next`. A parameter may have literal text on either side within its
/// segment: `/say/{number}/{window}.wav`. A pattern that cannot be read is a programmer's error.
public struct RoutePattern: Sendable, Hashable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  enum Segment: Sendable, Hashable {
    case literal(String)
    case parameter(prefix: String, name: String, suffix: String)
  }

  public let description: String
  let segments: [Segment]

  public init(_ text: String) {
    precondition(text.hasPrefix("/"), "a route pattern begins with a slash: \(text)")
    description = text
    segments = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      Self.segment($0, in: text)
    }
    let names = parameterNames
    precondition(Set(names).count == names.count, "a parameter name appears twice: \(text)")
  }

  public init(stringLiteral text: String) {
    self.init(text)
  }

  var parameterNames: [String] {
    segments.compactMap { segment in
      if case .parameter(_, let name, _) = segment { name } else { nil }
    }
  }

  private static func segment(_ part: Substring, in text: String) -> Segment {
    guard let open = part.firstIndex(of: "{") else {
      precondition(!part.contains("}"), "a brace is not opened: \(text)")
      return .literal(String(part))
    }
    guard let close = part.firstIndex(of: "}"), open < close else {
      preconditionFailure("a brace is not closed: \(text)")
    }
    let name = part[part.index(after: open)..<close]
    let suffix = part[part.index(after: close)...]
    precondition(!name.isEmpty, "a parameter has no name: \(text)")
    precondition(
      !name.contains("{") && !suffix.contains("{") && !suffix.contains("}"),
      "a segment has more than one parameter: \(text)")
    return .parameter(prefix: String(part[..<open]), name: String(name), suffix: String(suffix))
  }
}
