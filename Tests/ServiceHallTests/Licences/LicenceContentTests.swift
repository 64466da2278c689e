import HallTesting
import ServiceHall
import Testing

@Suite("What a licence says")
struct LicenceContentTests {
  private let today = LicenceFixtures.day("2026-11-20")

  private func faults(_ content: LicenceContent) -> [FieldFault] {
    do {
      _ = try content.checked(today: today)
      return []
    } catch {
      return error.faults
    }
  }

  @Test("what people type is taken as it is meant")
  func normal() throws {
    let typed = LicenceContent(
      kind: LicenceContent.Kind(code: " 11119999000000019y001 ", name: " 演示经营许可证 "),
      holder: LicenceContent.Holder(name: " 张三丰", idType: "111", idNumber: "１１９９９９２０００ 0229004x"),
      issuer: LicenceContent.Issuer(code: "119999", name: "演示县政府"), issuedOn: today, expiresOn: nil,
      facts: [])
    let content = try typed.checked(today: today)
    #expect(content.kind == LicenceFixtures.kind)
    #expect(content.holder == LicenceFixtures.person)
    #expect(content.issuer.code == "119999")
    #expect(content.holder.maskedName == "张*丰")
    #expect(content.holder.maskedNumber == "119***********004X")
    #expect(LicenceFixtures.body.maskedNumber == LicenceFixtures.body.idNumber)
  }

  @Test("every field that is at fault is named, all at once")
  func refused() {
    let content = LicenceContent(
      kind: LicenceContent.Kind(code: "11119999000000019Z001", name: ""),
      holder: LicenceContent.Holder(name: "演示\u{202E}", idType: "821", idNumber: "911199990000090136"),
      issuer: LicenceContent.Issuer(code: "1199", name: "某局"), issuedOn: today.adding(days: 1),
      expiresOn: today.adding(days: -1), facts: [LicenceContent.Fact(name: "范围", value: " ")])
    #expect(
      faults(content) == [
        FieldFault("kind.name", .required), FieldFault("holder.name", .controlCharacter),
        FieldFault("holder.idNumber", .checksum), FieldFault("issuer.code", .format),
        FieldFault("issuedOn", .outOfRange), FieldFault("expiresOn", .outOfRange),
        FieldFault("content.0.value", .required),
      ])
    let many = LicenceContent(
      kind: LicenceContent.Kind(code: "11119999000000018Y001", name: "证"), holder: LicenceFixtures.person,
      issuer: LicenceContent.Issuer(code: "119999", name: "某局"), issuedOn: today, expiresOn: nil,
      facts: (0..<21).map { LicenceContent.Fact(name: "第\($0)项", value: "有") })
    #expect(faults(many) == [FieldFault("kind.code", .checksum), FieldFault("content", .tooMany)])
    let stranger = LicenceContent.Holder(name: "某人", idType: "111", idNumber: "119999200002290041")
    #expect(faults(LicenceFixtures.content(holder: stranger)) == [FieldFault("holder.idNumber", .checksum)])
  }

  @Test("the document whose digest is signed has one spelling")
  func document() {
    let content = LicenceFixtures.content(scope: #"预包装食品"A/B"\"#)
    let bytes = LicenceVersion.document(
      number: LicenceFixtures.number(), version: 2, id: "1.2.156.3005.2.x", content: content, salt: "SALT")
    #expect(
      String(decoding: bytes, as: UTF8.self) == #"""
        {"content":[{"name":"经营场所","value":"演示县测试路1号"},{"name":"经营范围","value":"预包装食品\"A/B\"\\"}],\#
        "expiresOn":"2028-11-19","holder":{"idNumber":"911199990000090135","idType":"821","name":"演示第一有限公司"},\#
        "id":"1.2.156.3005.2.x","issuedOn":"2026-11-20",\#
        "issuer":{"code":"11119999000000019Y","name":"演示县人力资源和社会保障局"},\#
        "kind":{"code":"11119999000000019Y001","name":"演示经营许可证"},"number":"DJ012026112042000017",\#
        "salt":"SALT","version":2}
        """#)
  }

  @Test("a licence is in force through its last day")
  func states() {
    let last = LicenceFixtures.day("2028-11-19")
    #expect(LicenceState(expiresOn: last, isRevoked: false, today: last) == .valid)
    #expect(LicenceState(expiresOn: last, isRevoked: false, today: last.adding(days: 1)) == .expired)
    #expect(LicenceState(expiresOn: last, isRevoked: true, today: last.adding(days: 1)) == .revoked)
    #expect(LicenceState(expiresOn: nil, isRevoked: false, today: last) == .valid)
  }
}
