/// Why a text is no attestation; `Appliance/verification.md` lists them in the order in which they are looked for.
public enum AttestationFault: String, Error, Sendable, CaseIterable {
  /// It does not begin with `YZ1:`.
  case prefix
  /// More characters than any has.
  case length
  /// A character that is not of Base45: a small letter, a full-width one, a line break.
  case alphabet
  /// Characters that stand for no bytes.
  case encoding
  /// A version or a suite that there is not.
  case version
  /// It ends too early.
  case truncated
  /// Bytes behind the signature.
  case trailing
  /// A number, a date or a code outside of what it may be.
  case range
  /// A text that is not UTF-8, empty, too long, or with a character that cannot be seen.
  case text
}
