public import ServiceHall

/// Plainly synthetic people and documents.
public enum ClaimFixtures {
  public static let today = CivilDate(year: 2026, month: 11, day: 20) ?? CivilDate(daysSinceEpoch: 0)

  public static let hall = Hall(
    id: .named("chengguan"), name: "城关镇便民服务中心", division: .named("119999100000"),
    shortCode: .named("CG01"), level: .township, parent: nil)
  public static let neighbour = Hall(
    id: .named("hexi"), name: "河西乡便民服务中心", division: .named("119999200000"),
    shortCode: .named("HX01"), level: .township, parent: nil)

  public static func person(
    _ name: String = "测试甲", _ number: String = "119999190001010011", phone: String? = nil
  ) throws -> Party {
    try Party(name: name, idType: "111", idNumber: number, phone: phone, field: "person", today: today)
  }

  public static func other() throws -> Party { try person("测试乙", "119999190002280021") }

  public static func body() throws -> Party {
    try Party(
      name: "测试有限公司", idType: Party.creditCode, idNumber: "11119999000000019Y", field: "holder",
      today: today)
  }

  public static func details(
    _ number: String = "城民证〔2026〕1号", holder: Party? = nil, proxies: [Party] = [],
    caseNumber: String? = nil, kind: FinishedDocument.Kind = .certificate
  ) throws -> FinishedDocument.Details {
    try FinishedDocument.Details(
      kind: kind, number: number, title: "测试证明", holder: try holder ?? person(), proxies: proxies,
      issuer: "城关镇人民政府", issuedOn: today, caseNumber: caseNumber)
  }
}
