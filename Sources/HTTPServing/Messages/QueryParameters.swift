/// The decoded parameters of a request's query, in the order they were sent.
public struct QueryParameters: Sendable, Equatable {
  struct Parameter: Sendable, Equatable {
    let name: String
    let value: String
  }

  private let parameters: [Parameter]

  public init(_ pairs: [(String, String)] = []) {
    parameters = pairs.map { Parameter(name: $0.0, value: $0.1) }
  }

  /// The first value given for a name.
  public subscript(name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  public func values(of name: String) -> [String] {
    parameters.filter { $0.name == name }.map(\.value)
  }

  public func contains(_ name: String) -> Bool {
    parameters.contains { $0.name == name }
  }

  public var all: [(name: String, value: String)] {
    parameters.map { ($0.name, $0.value) }
  }

  public var isEmpty: Bool {
    parameters.isEmpty
  }
}
