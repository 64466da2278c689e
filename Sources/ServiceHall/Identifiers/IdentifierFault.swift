/// Why a number is not what it claims to be.
public enum IdentifierFault: String, Error, Sendable, CaseIterable {
  /// Too few or too many characters, or a character in the wrong place.
  case format
  /// A letter that the standard leaves out because it is mistaken for another.
  case alphabet
  /// The check character does not belong to the rest: most often one digit is mistyped or two are swapped.
  case checksum
  /// No such day, or one that is yet to come.
  case date
  /// No such province or region.
  case province
  /// The serial number is one that is never given out.
  case sequence
  /// No such level of exercise or division.
  case level
  /// The object identifier's root is another.
  case root
}

/// What is odd about a number that is nevertheless taken.
public enum IdentifierWarning: String, Sendable, CaseIterable {
  /// The organisation code inside a credit code does not pass its own check (GB 11714).
  case organisationCode = "organisation-code"
  /// The first-generation form of fifteen digits: good for finding old files, not as proof.
  case firstGeneration = "first-generation"
  /// The form of before December 2023, still in use; its check is not published.
  case formerForm = "former-form"
}

enum IdentifierText {
  /// What people type and input methods make of it: full-width characters become plain ones, spaces go,
  /// letters become capitals.
  static func normalised(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isWhitespace {
      switch scalar.value {
      case 0xFF01...0xFF5E:
        guard let plain = Unicode.Scalar(scalar.value - 0xFEE0) else { continue }
        scalars.append(plain)
      default: scalars.append(scalar)
      }
    }
    return String(scalars).uppercased()
  }
}
