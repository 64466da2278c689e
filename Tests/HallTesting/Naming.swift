public import ServiceHall

extension Identifier {
  /// An identifier that a test writes out: `.named("A")`.
  ///
  /// - Precondition: it is well formed.
  public static func named(_ text: String) -> Self {
    guard let identifier = Self(rawValue: text) else { preconditionFailure("not a name: \(text)") }
    return identifier
  }
}
