/// Why the server could not start.
public enum ServerFault: Error, Equatable {
  /// Another process listens there.
  case portInUse(UInt16)
  /// Ports below 1024 need a privilege.
  case notPermitted
  /// Certificate and key are not PEM, or do not belong together.
  case badCertificate
  /// Anything else, as the system put it.
  case cannotStart(String)
}
