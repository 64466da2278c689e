/// Why a text has no QR code.
public enum QRFault: Error, Sendable, Equatable {
  /// There is nothing to encode.
  case empty
  /// The text exceeds the largest symbol, version 40, at the requested correction.
  case tooLong
}
