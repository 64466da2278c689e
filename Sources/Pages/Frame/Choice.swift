/// One entry of a list to choose from: a line or a window and its name.
public struct Choice: Sendable {
  public var value: String
  public var name: String

  public init(value: String, name: String) {
    self.value = value
    self.name = name
  }
}
