/// Finds the route of a method and path in time that depends on the path, not on how many
/// routes there are.
///
/// Invariants, cited by number in `RouterTests`:
/// 1. A literal segment wins over a parameter, a longer literal part of a segment over a shorter.
/// 2. HEAD is answered by the GET route where it has none of its own.
/// 3. A path that exists under other methods is told apart from one that does not exist.
/// 4. A parameter never matches an empty segment.
public struct Router<Route: Sendable>: Sendable {
  public enum Match {
    case found(Route, PathParameters)
    /// The methods that the path has, for the Allow field.
    case methodNotAllowed([HTTPMethod])
    case notFound
  }

  private struct Node: Sendable {
    var literals: [Substring: Int] = [:]
    /// In the order they are tried.
    var parameters: [(prefix: String, suffix: String, child: Int)] = []
    /// Indices into `entries`.
    var routes: [(method: HTTPMethod, entry: Int)] = []
  }

  private struct Entry: Sendable {
    let method: HTTPMethod
    let pattern: RoutePattern
    let route: Route
    let names: [String]
  }

  private var nodes = [Node()]
  private var entries: [Entry] = []
  /// Nodes of patterns without parameters, which most requests are for.
  private var literalPaths: [String: Int] = [:]

  public init() {}

  public var routes: [(method: HTTPMethod, pattern: RoutePattern, route: Route)] {
    entries.map { ($0.method, $0.pattern, $0.route) }
  }

  /// Adds a route. Adding the same method and shape twice is a programmer's error.
  public mutating func add(_ method: HTTPMethod, _ pattern: RoutePattern, _ route: Route) {
    var node = 0
    for segment in pattern.segments {
      node = child(of: node, for: segment)
    }
    precondition(
      !nodes[node].routes.contains { $0.method == method },
      "\(method.rawValue) \(pattern) is registered twice")
    let names = pattern.parameterNames
    nodes[node].routes.append((method, entries.count))
    entries.append(Entry(method: method, pattern: pattern, route: route, names: names))
    if names.isEmpty { literalPaths[pattern.description] = node }
  }

  public func match(_ method: HTTPMethod, path: String) -> Match {
    if let node = literalPaths[path] {
      // A path that is written out is what it says; it is never taken for another route's parameter.
      guard let entry = entry(for: method, at: node) else {
        return .methodNotAllowed(methods(at: node))
      }
      return .found(entries[entry].route, PathParameters())
    }
    var search = Search(method: method)
    search.segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    if let entry = find(&search, node: 0, depth: 0) {
      let found = entries[entry]
      return .found(found.route, PathParameters(names: found.names, values: search.values))
    }
    return search.otherMethods.isEmpty ? .notFound : .methodNotAllowed(search.otherMethods)
  }

  private struct Search {
    let method: HTTPMethod
    var segments: [Substring] = []
    var values: [Substring] = []
    var otherMethods: [HTTPMethod] = []
  }

  /// Depth first, best choice first; (1) is the order in which children are tried.
  private func find(_ search: inout Search, node: Int, depth: Int) -> Int? {
    guard depth < search.segments.count else {
      if let entry = entry(for: search.method, at: node) { return entry }
      search.otherMethods += methods(at: node).filter { !search.otherMethods.contains($0) }
      return nil
    }
    let segment = search.segments[depth]
    if let child = nodes[node].literals[segment],
      let entry = find(&search, node: child, depth: depth + 1)
    {
      return entry
    }
    let length = segment.utf8.count
    for (prefix, suffix, child) in nodes[node].parameters
    where length > prefix.utf8.count + suffix.utf8.count
      && segment.utf8.starts(with: prefix.utf8)
      && segment.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    {
      let start = segment.utf8.index(segment.startIndex, offsetBy: prefix.utf8.count)
      let end = segment.utf8.index(segment.endIndex, offsetBy: -suffix.utf8.count)
      search.values.append(segment[start..<end])
      if let entry = find(&search, node: child, depth: depth + 1) { return entry }
      search.values.removeLast()
    }
    return nil
  }

  private func methods(at node: Int) -> [HTTPMethod] {
    nodes[node].routes.flatMap { $0.method == .get ? [.get, .head] : [$0.method] }
  }

  private func entry(for method: HTTPMethod, at node: Int) -> Int? {
    let routes = nodes[node].routes
    if let own = routes.first(where: { $0.method == method }) { return own.entry }
    guard method == .head else { return nil }
    return routes.first { $0.method == .get }?.entry
  }

  private mutating func child(of node: Int, for segment: RoutePattern.Segment) -> Int {
    switch segment {
    case .literal(let text):
      if let existing = nodes[node].literals[text[...]] { return existing }
      nodes.append(Node())
      nodes[node].literals[text[...]] = nodes.count - 1
    case .parameter(let prefix, _, let suffix):
      let same = nodes[node].parameters.first { $0.prefix == prefix && $0.suffix == suffix }
      if let same { return same.child }
      nodes.append(Node())
      nodes[node].parameters.append((prefix, suffix, nodes.count - 1))
      nodes[node].parameters.sort {
        $0.prefix.utf8.count + $0.suffix.utf8.count > $1.prefix.utf8.count + $1.suffix.utf8.count
      }
    }
    return nodes.count - 1
  }
}
