/// Why a text is no private key for us.
public enum KeyFault: Error, Sendable, Equatable {
  /// Not PEM, or not a private key, or one under a passphrase.
  case unreadable
  /// A private key of an algorithm that does not serve the purpose.
  case foreignAlgorithm
  /// The key is out of its range, or its public half belongs to another.
  case unusable
}
