extension StringProtocol {
  /// What an input method wrote in full-width signs, in plain ones and without blanks.
  public var inHalfWidth: String {
    var result = ""
    for scalar in unicodeScalars where scalar != " " && scalar.value != 0x3000 {
      if (0xFF01...0xFF5E).contains(scalar.value),
        let plain = Unicode.Scalar(scalar.value - 0xFEE0)
      {
        result.unicodeScalars.append(plain)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
