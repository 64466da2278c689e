/// A parameter of a path, with the type it is read as.
public struct PathParameter<Value: LosslessStringConvertible & Sendable>: Sendable {
  public let name: String

  public init(_ name: String) {
    self.name = name
  }
}

/// A path segment that is not of the type it should be: no such thing exists, so 404.
public struct PathParameterMismatch: Error, Equatable {
  public let name: String
  /// What stood there; nil if the pattern has no such parameter.
  public let text: String?

  public init(name: String, text: String?) {
    self.name = name
    self.text = text
  }
}

/// What stood in the place of a pattern's parameters.
public struct PathParameters: Sendable {
  private let names: [String]
  private let values: [Substring]

  /// For tests of what takes parameters.
  public init(_ pairs: [(String, String)] = []) {
    names = pairs.map(\.0)
    values = pairs.map { $0.1[...] }
  }

  init(names: [String], values: [Substring]) {
    self.names = names
    self.values = values
  }

  public subscript(name: String) -> String? {
    for (candidate, value) in zip(names, values) where candidate == name {
      return String(value)
    }
    return nil
  }

  public func value<Value>(
    _ parameter: PathParameter<Value>
  ) throws(PathParameterMismatch) -> Value {
    let text = self[parameter.name]
    guard let text, let value = Value(text) else {
      throw PathParameterMismatch(name: parameter.name, text: text)
    }
    return value
  }
}
