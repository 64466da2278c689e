import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Licences in the office")
struct LicencePageTests {
  private static let base = "/h/east/admin/licences"

  private func form(_ test: TestSite, _ more: [(String, String)] = []) -> [(String, String)] {
    [
      ("kindName", "演示经营许可证"), ("kindCode", "11119999000000019Y001"),
      ("holderName", test.east.person.name), ("idType", "111"), ("idNumber", test.east.person.idNumber),
      ("issuerName", "演示县人力资源和社会保障局"), ("issuerCode", "11119999000000019Y"),
      ("expiresOn", "2028-11-19"), ("content", "经营场所：演示县测试路1号\r\n经营范围: 预包装食品"), ("key", "k1"),
    ] + more
  }

  private func issue(_ test: TestSite) async throws -> String {
    let answer = try await test.ask(.form("\(Self.base)/new", form(test)), as: .clerk)
    #expect(answer.status == 303, "\(answer.text)")
    return try #require(answer.headers["location"])
  }

  @Test("a licence is issued by a form, sent twice it is one, and its page shows it masked")
  func issuing() async throws {
    let test = try await TestSite()
    let blank = try await test.ask(.get("\(Self.base)/new"), as: .clerk)
    #expect(blank.hidden("key")?.isEmpty == false)
    let page = try await issue(test)
    #expect(try await issue(test) == page)
    let shown = try await test.ask(.get(page), as: .clerk)
    for text in ["演示经营许可证", "欧**君", "119***********004X", "预包装食品", "经营场所", "1.2.156.3005.2."] {
      #expect(shown.text.contains(text), "\(text)")
    }
    #expect(!shown.text.contains(test.east.person.name))
    let list = try await test.ask(.get("\(Self.base)?words=演示&state=valid"), as: .admin)
    #expect(list.text.contains("欧**君") && !list.text.contains(test.east.person.name))
    let number = page.split(separator: "/").last ?? ""
    let like = try await test.ask(.get("\(Self.base)/new?like=\(number)"), as: .clerk)
    #expect(like.text.contains("11119999000000019Y001") && like.text.contains("经营场所：\n"))
    #expect(!like.text.contains("演示县测试路"))
  }

  @Test("what is wrong is told at its input, and what was typed stays")
  func faults() async throws {
    let test = try await TestSite()
    let typed = form(test).map { name, value in
      name == "idNumber" ? (name, "119999200002290041") : name == "expiresOn" ? (name, "明年") : (name, value)
    }
    let answer = try await test.ask(.form("\(Self.base)/new", typed), as: .clerk)
    #expect(answer.status == 422)
    for input in ["f-idNumber", "f-expiresOn"] {
      #expect(answer.text.contains("id=\"\(input)-fault\""), "\(input)")
      #expect(answer.text.contains("href=\"#\(input)\""), "\(input)")
    }
    #expect(answer.text.contains("value=\"明年\""))
    #expect(try await test.kinds().contains("licence.issued") == false)
  }

  @Test("change, renew and revoke, each with its reason and the version that was seen")
  func acts() async throws {
    let test = try await TestSite()
    let page = try await issue(test)
    let change = try await test.ask(.get("\(page)/change"), as: .clerk)
    #expect(change.hidden("version") == "1")
    #expect(change.text.contains("欧**君") && !change.text.contains(test.east.person.idNumber))
    let fields = [
      ("kindName", "演示备案证"), ("holderName", ""), ("idType", "111"), ("idNumber", ""),
      ("issuerName", "演示县人力资源和社会保障局"), ("issuerCode", "11119999000000019Y"),
      ("issuedOn", "2026-11-20"), ("expiresOn", "2028-11-19"), ("content", "经营场所：测试路2号"), ("version", "1"),
    ]
    let reasonless = try await test.ask(.form("\(page)/change", fields), as: .clerk)
    #expect(reasonless.status == 422 && reasonless.text.contains("id=\"f-reason-fault\""))
    let changed = try await test.ask(.form("\(page)/change", fields + [("reason", "搬迁")]), as: .clerk)
    #expect(changed.headers["location"] == page)
    let shown = try await test.ask(.get(page), as: .clerk)
    #expect(shown.text.contains("第 2 版") && shown.text.contains("测试路2号") && shown.text.contains("欧**君"))
    let late = try await test.ask(
      .form("\(page)/renew", [("version", "1"), ("renew-expiresOn", "2030-01-01"), ("renew-reason", "到期")]),
      as: .clerk)
    #expect(late.headers["location"] == page && late.cookie("yizhan_flash") != nil)
    let wrong = try await test.ask(
      .form("\(page)/renew", [("version", "2"), ("renew-expiresOn", "2027-01-01"), ("renew-reason", "到期")]),
      as: .clerk)
    #expect(wrong.status == 422 && wrong.text.contains("id=\"f-renew-expiresOn-fault\""))
    _ = try await test.ask(
      .form("\(page)/renew", [("version", "2"), ("renew-expiresOn", "2030-01-01"), ("renew-reason", "到期")]),
      as: .clerk)
    _ = try await test.ask(.form("\(page)/revoke", [("version", "3"), ("revoke-reason", "停业")]), as: .clerk)
    let over = try await test.ask(.get(page), as: .clerk)
    #expect(over.text.contains("2026-11-20 注销：停业") && !over.text.contains("/revoke\""))
    #expect(
      try await test.kinds().filter { $0.hasPrefix("licence.") } == [
        "licence.issued", "licence.changed", "licence.renewed", "licence.revoked",
      ])
  }

  @Test("the certificate is a preview until somebody gives a reason; a person's number is never whole")
  func certificate() async throws {
    let test = try await TestSite()
    let page = try await issue(test)
    let preview = try await test.ask(.get("\(page)/certificate"), as: .clerk)
    #expect(preview.text.contains("预览") && !preview.text.contains(test.east.person.name))
    #expect(!preview.text.contains("data-print"))
    let whole = try await test.ask(.get("\(page)/certificate?reveal=打印"), as: .clerk)
    #expect(whole.text.contains(test.east.person.name) && !whole.text.contains(test.east.person.idNumber))
    #expect(whole.text.contains("本件未加盖电子印章") && whole.text.contains("data-print"))
    #expect(whole.text.contains("http://hall.test:8080/verify"))
    #expect(try await test.kinds().last == "licence.revealed")
    let qr = try await test.ask(.get("\(page)/qr.svg"), as: .clerk)
    #expect(qr.headers["content-type"]?.hasPrefix("image/svg+xml") == true)
    #expect(qr.text.hasPrefix("<svg>YZ1:"))
    let shown = try await test.ask(.get("\(page)?reveal=核对"), as: .clerk)
    #expect(shown.text.contains(test.east.person.idNumber))
  }

  @Test("keys are rotated and revoked by an administrator, who says from when and why")
  func keys() async throws {
    let test = try await TestSite()
    let page = "/h/east/admin/seal"
    #expect(try await test.ask(.get(page), as: .admin).text.contains("还没有密钥"))
    let number = try #require(try await test.issueLicence().string("number"))
    let key = try #require(try await test.ledger { try await $0.sealKeys() }.first).key.id
    let rotated = try await test.ask(.form("\(page)/rotate", [("suite", "sm2")]), as: .admin)
    #expect(rotated.headers["location"] == page)
    let keys = try await test.ledger { try await $0.sealKeys() }
    #expect(keys.map(\.key.suite) == [.sm2, .ed25519])
    let wrong = try await test.ask(
      .form("\(page)/\(key)/revoke", [("from", "昨天"), ("reason", "丢失")]), as: .admin)
    #expect(wrong.headers["location"] == page)
    #expect(try await test.kinds().contains("seal.keyRevoked") == false)
    _ = try await test.ask(
      .form("\(page)/\(key)/revoke", [("from", "2026-11-20"), ("reason", "电脑被盗")]), as: .admin)
    let shown = try await test.ask(.get(page), as: .admin)
    #expect(shown.text.contains("从 2026-11-20 起不再可信：电脑被盗"))
    let payload = try #require(
      try await test.ask(.get("\(TestSite.licences)/\(number)"), as: .clerk).string("payload"))
    #expect(try await test.verify(payload).string("reason") == "key-revoked")
    // Nothing else can be done to it; the same content as a new version is good again.
    let again = try await test.act(on: number, "change", #"{"reason":"换密钥重新签发"}"#)
    #expect(try await test.verify(try #require(again.string("payload"))).string("status") == "valid")
    let twice = try await test.ask(
      .form("\(page)/\(key)/revoke", [("from", "2026-11-20"), ("reason", "又一次")]), as: .admin)
    #expect(twice.headers["location"] == page && twice.cookie("yizhan_flash") != nil)
  }
}
