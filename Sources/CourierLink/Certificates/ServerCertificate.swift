/// What is of use in a server's certificate (RFC 5280 § 4.1): its key and its dates. No signature is
/// looked at here.
struct ServerCertificate: Sendable {
  /// SubjectPublicKeyInfo, DER.
  let publicKey: [UInt8]
  /// Seconds since 1970.
  let notBefore: Int64
  let notAfter: Int64

  init?(pem: some StringProtocol) {
    guard let begin = pem.firstRange(of: "-----BEGIN CERTIFICATE-----"),
      let end = pem[begin.upperBound...].firstRange(of: "-----END CERTIFICATE-----"),
      let bytes = Base64.decode(pem[begin.upperBound..<end.lowerBound])
    else { return nil }
    self.init(der: bytes)
  }

  init?(der: [UInt8]) {
    var outer = DERReader(der[...])
    guard let certificate = outer.next(DERReader.sequence) else { return nil }
    var inner = DERReader(certificate.content)
    guard let toBeSigned = inner.next(DERReader.sequence) else { return nil }
    // [version] serialNumber signature issuer validity subject subjectPublicKeyInfo …
    var fields = DERReader(toBeSigned.content)
    var first = fields.next()
    if first?.tag == DERReader.version { first = fields.next() }
    guard first?.tag == DERReader.integer, fields.next(DERReader.sequence) != nil,
      fields.next(DERReader.sequence) != nil, let validity = fields.next(DERReader.sequence),
      fields.next(DERReader.sequence) != nil, let key = fields.next(DERReader.sequence)
    else { return nil }
    var times = DERReader(validity.content)
    guard let from = times.next().flatMap(Self.seconds), let to = times.next().flatMap(Self.seconds)
    else { return nil }
    publicKey = Array(key.whole)
    notBefore = from
    notAfter = to
  }

  /// - Parameter now: seconds since 1970.
  func isValid(at now: Int64) -> Bool { notBefore <= now && now <= notAfter }

  /// As libcurl wants it: `sha256//BASE64`.
  func pin(sha256: ([UInt8]) -> [UInt8]) -> String {
    "sha256//" + Base64.encode(sha256(publicKey))
  }

  /// `YYMMDDHHMMSSZ` until 2049, `YYYYMMDDHHMMSSZ` from 2050 on (§ 4.1.2.5), as seconds since 1970.
  private static func seconds(_ time: DERReader.Element) -> Int64? {
    let isShort = time.tag == DERReader.utcTime
    guard isShort || time.tag == DERReader.generalizedTime, time.content.last == UInt8(ascii: "Z"),
      time.content.count == (isShort ? 13 : 15)
    else { return nil }
    let digits = time.content.dropLast().map { Int64($0) - 0x30 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    var pairs = stride(from: 0, to: digits.count, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
    if isShort { pairs.insert(pairs[0] >= 50 ? 19 : 20, at: 0) }
    guard (1...12).contains(pairs[2]), (1...31).contains(pairs[3]), pairs[4] < 24, pairs[5] < 60,
      pairs[6] < 61
    else { return nil }
    let days = days(year: pairs[0] * 100 + pairs[1], month: pairs[2], day: pairs[3])
    return ((days * 24 + pairs[4]) * 60 + pairs[5]) * 60 + pairs[6]
  }

  /// Since 1970-01-01, in the Gregorian calendar. Years are counted from March, so that the leap day is
  /// their last.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
