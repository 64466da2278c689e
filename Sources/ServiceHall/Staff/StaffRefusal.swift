/// Why an account or a sign-in is refused.
public enum StaffRefusal: Error, Sendable, Equatable {
  /// Wrong account or wrong password; which of the two is not said.
  case wrongCredentials
  case locked
  case accountTaken
  case unknownAccount
  case unknownHall
  case hallTaken
  /// Another hall has this short code.
  case shortCodeTaken
  case unknownDevice
  /// The device shows no page just now, so that nothing can be sent to it.
  case deviceAway
  case wrongPairingCode
  /// Another device waits for the same digits just now.
  case pairingCodeTaken
  /// The last administrator of the county cannot be locked.
  case lastAdministrator

  public var code: String {
    switch self {
    case .wrongCredentials: "wrong-credentials"
    case .locked: "locked"
    case .accountTaken: "account-taken"
    case .unknownAccount: "unknown-account"
    case .unknownHall: "unknown-hall"
    case .hallTaken: "hall-taken"
    case .shortCodeTaken: "short-code-taken"
    case .unknownDevice: "unknown-device"
    case .deviceAway: "device-away"
    case .wrongPairingCode: "wrong-pairing-code"
    case .pairingCodeTaken: "pairing-code-taken"
    case .lastAdministrator: "last-administrator"
    }
  }
}
