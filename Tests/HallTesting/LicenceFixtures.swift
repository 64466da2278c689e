public import ServiceHall

/// A hall and licences that are nobody's.
public enum LicenceFixtures {
  public static let hall = Hall(
    id: .named("east"), name: "东街便民服务中心", division: .named("119999100000"),
    shortCode: .named("DJ01"), level: .township, parent: nil)

  public static let otherHall = Hall(
    id: .named("west"), name: "西街便民服务中心", division: .named("119999200000"),
    shortCode: .named("XJ01"), level: .township, parent: nil)

  public static let kind = LicenceContent.Kind(code: "11119999000000019Y001", name: "演示经营许可证")

  public static let person = LicenceContent.Holder(
    name: "张三丰", idType: "111", idNumber: "11999920000229004X")

  public static let body = LicenceContent.Holder(
    name: "演示第一有限公司", idType: "821", idNumber: "911199990000090135")

  /// - Parameter lasting: the last day, `2028-11-19`; nil for ever.
  public static func content(
    holder: LicenceContent.Holder = body, issuedOn: String = "2026-11-20",
    lasting: String? = "2028-11-19", scope: String = "预包装食品(不含冷藏)"
  ) -> LicenceContent {
    LicenceContent(
      kind: kind, holder: holder,
      issuer: LicenceContent.Issuer(code: "11119999000000019Y", name: "演示县人力资源和社会保障局"),
      issuedOn: day(issuedOn), expiresOn: lasting.map(day),
      facts: [
        LicenceContent.Fact(name: "经营场所", value: "演示县测试路1号"),
        LicenceContent.Fact(name: "经营范围", value: scope),
      ])
  }

  /// - Precondition: there is such a day.
  public static func day(_ text: String) -> CivilDate {
    guard let day = CivilDate(text) else { preconditionFailure("not a day: \(text)") }
    return day
  }

  public static func number(_ text: String = "DJ012026112042000017") -> LicenceNumber { .named(text) }

  /// - Precondition: the parts are such as an attestation may have.
  public static func attestation(
    suite: Attestation.Suite = .ed25519, key: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8], version: Int = 1,
    kind: String = kind.name, expiresOn: String? = "2028-11-19", signedOn: String = "2026-11-20",
    holder: String = "演******司"
  ) throws -> Attestation {
    try Attestation(
      suite: suite, key: key, division: hall.division, shortCode: hall.shortCode, number: number(),
      version: version, kind: kind, issuedOn: day("2026-11-20"), expiresOn: expiresOn.map(day),
      signedOn: day(signedOn), holder: holder, digest: [UInt8](0..<32))
  }
}
