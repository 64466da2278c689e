internal import Mustache

/// A group of texts, flags and lists that a template sees by the names of its stored properties.
protocol View {}

extension View {
  var content: PageContent { PageContent(self) }
}

extension PageContent {
  /// Unfolds a view into dictionaries once, because the template engine would otherwise reflect on it at
  /// every lookup.
  init(_ view: some View) {
    fields = PageContent.fields(of: view)
  }

  private static func fields(of view: Any) -> [String: Any] {
    var fields: [String: Any] = [:]
    for child in Mirror(reflecting: view).children {
      if let label = child.label { fields[label] = unfolded(child.value) }
    }
    return fields
  }

  private static func unfolded(_ value: Any) -> Any {
    switch value {
    case is String, is Bool, is Int, is Int64: return value
    case let list as [any View]: return list.map { fields(of: $0) }
    case let list as [String]: return list
    case let view as any View: return fields(of: view)
    default: break
    }
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional, let wrapped = mirror.children.first else {
      return Absent()
    }
    return unfolded(wrapped.value)
  }
}

/// Stands for nil, so that the template engine does not look for the name in the groups around.
struct Absent: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
