/// Why a seal could not be made.
public enum SealFault: Error, Sendable, Equatable {
  /// The password cost is outside of what `PasswordHash.Cost` allows.
  case costOutOfRange(PasswordHash.Cost)
  /// libcrypto could not derive a key, for want of memory.
  case keyDerivationFailed
}
