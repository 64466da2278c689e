/// What makes a server the right one.
///
/// | pin | authorities | clock | chain and name | dates |
/// |---|---|---|---|---|
/// | none | any | any | by the library | by the library |
/// | given | any | not anchored | no | no |
/// | given | the system's | anchored | no | by `ServerCertificate` |
/// | given | a file | anchored | by the library | by the library |
///
/// While the clock is not anchored a certificate may look expired in 1970 or in 2099, and libcurl cannot
/// skip the dates alone: OpenSSL could (`X509_V_FLAG_NO_CHECK_TIME`), but only with libssl linked to the
/// program for one flag. The whole check is left out in its place, and nothing is lost: the pin is the
/// server's own key, compared before the first byte of a request, while a chain would only say that some
/// authority once knew it by its name. For the same reason the pin alone decides where nobody named
/// authorities: the receiver of a county is as a rule signed by itself.
struct LinkTrust {
  let checksChain: Bool
  /// Whether we do it.
  let looksAtDates: Bool

  init(_ settings: HTTPLink.Settings, isClockAnchored: Bool) {
    checksChain = settings.pin == nil || (isClockAnchored && settings.authorities != nil)
    looksAtDates = !checksChain && isClockAnchored
  }
}
