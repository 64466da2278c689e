import HTTPServing
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

@Suite("Licences by the programming interface")
struct LicenceCallTests {
  @Test("a licence is issued once for a key, masked, and read back")
  func issuing() async throws {
    let test = try await TestSite()
    let issued = try await test.issueLicence(key: "k1")
    #expect(issued.status == 201, "\(issued.text)")
    let number = try #require(issued.string("number"))
    #expect(issued.string("state") == "valid")
    #expect(issued.string("payload")?.hasPrefix("YZ1:") == true)
    #expect(issued.string("verifyURL") == "http://hall.test:8080/verify")
    let holder = issued.object["holder"] as? [String: String]
    #expect(holder == ["name": "欧**君", "idType": "111", "idNumber": "119***********004X"])
    #expect(issued.object["salt"] == nil)
    #expect(try await test.issueLicence(key: "k1").bytes == issued.bytes)
    let other = try await test.issueLicence("", key: "k1")
    #expect(other.status == 422 && other.code == "idempotency-key-reused")
    let read = try await test.ask(.get("\(TestSite.licences)/\(number)"), as: .admin)
    #expect(read.headers["etag"] == "\"1\"")
    #expect(read.string("payload") == issued.string("payload"))
    let keyless = try await test.ask(.post(TestSite.licences, test.licenceBody()), as: .clerk)
    #expect(keyless.status == 428 && keyless.code == "idempotency-key-missing")
  }

  @Test("what is wrong is named by its field")
  func faults() async throws {
    let test = try await TestSite()
    let wrong = try await test.issueLicence(#","issuedOn":"2027-01-01","expiresOn":"2026-11-19""#)
    #expect(wrong.status == 422)
    #expect(wrong.faults == ["issuedOn out-of-range", "expiresOn out-of-range"])
    let missing = try await test.ask(.post(TestSite.licences, "{}", key: "k"), as: .clerk)
    #expect(missing.faults == ["kind required"])
    let day = try await test.issueLicence(#","expiresOn":"2026-02-30""#)
    #expect(day.faults == ["expiresOn format"])
  }

  @Test("each act takes the version that was seen, and makes the next")
  func acts() async throws {
    let test = try await TestSite()
    let number = try #require(try await test.issueLicence().string("number"))
    let blind = try await test.act(on: number, "change", #"{"reason":"改"}"#, version: nil)
    #expect(blind.status == 428 && blind.code == "version-missing")
    let changed = try await test.act(on: number, "change", #"{"reason":"改名","kindName":"演示备案证"}"#)
    #expect(changed.status == 200, "\(changed.text)")
    #expect(changed.integer("version") == 2 && changed.headers["etag"] == "\"2\"")
    let stale = try await test.act(on: number, "renew", #"{"reason":"到期","expiresOn":"2030-01-01"}"#)
    #expect(stale.status == 412 && stale.code == "stale-version")
    let renewed = try await test.act(
      on: number, "renew", #"{"reason":"到期","expiresOn":"2030-01-01"}"#, version: "2")
    #expect(renewed.integer("version") == 3 && renewed.string("expiresOn") == "2030-01-01")
    let short = try await test.act(
      on: number, "renew", #"{"reason":"到期","expiresOn":"2030-01-01"}"#, version: "3")
    #expect(short.status == 422 && short.faults == ["expiresOn out-of-range"])
    let revoked = try await test.act(on: number, "revoke", #"{"reason":"停业"}"#, version: "3")
    #expect(revoked.string("state") == "revoked" && revoked.string("revokedReason") == "停业")
    for act in ["change", "revoke"] {
      let refused = try await test.act(on: number, act, #"{"reason":"再来"}"#, version: "3")
      #expect(refused.status == 409 && refused.code == "licence-revoked")
    }
    let versions = revoked.object["versions"] as? [[String: Any]] ?? []
    #expect(versions.compactMap { $0["act"] as? String } == ["renewed", "changed", "issued"])
    #expect(versions.compactMap { $0["supersededOn"] as? String } == ["2026-11-20", "2026-11-20"])
    let unknown = try await test.act(on: "NOBODYS", "revoke", #"{"reason":"无"}"#)
    #expect(unknown.status == 404 && unknown.code == "unknown-licence")
  }

  @Test("lists are masked, in parts, and found by words and state")
  func lists() async throws {
    let test = try await TestSite()
    for _ in 0..<3 { _ = try await test.issueLicence("") }
    func list(_ query: String) async throws -> Answer {
      try await test.ask(.get(TestSite.licences + query), as: .clerk)
    }
    let first = try await list("?limit=2")
    #expect((first.object["items"] as? [Any])?.count == 2)
    let next = try #require(first.string("next"))
    let second = try await list("?limit=2&after=\(next)")
    #expect((second.object["items"] as? [Any])?.count == 1 && second.string("next") == nil)
    let found = try await list("?query=\(test.east.person.idNumber)&state=valid")
    #expect((found.object["items"] as? [Any])?.count == 3)
    #expect(!found.text.contains(test.east.person.idNumber) && !found.text.contains(test.east.person.name))
    #expect((try await list("?state=revoked").object["items"] as? [Any])?.isEmpty == true)
    #expect(try await list("?state=lost").faults == ["state unknown"])
    #expect(try await list("?limit=0").faults == ["limit out-of-range"])
  }

  @Test("the holder is shown for a reason that the journal keeps")
  func revealing() async throws {
    let test = try await TestSite()
    let number = try #require(try await test.issueLicence().string("number"))
    let seen = try await test.ask(.get("\(TestSite.licences)/\(number)?reveal=核对本人"), as: .admin)
    #expect(seen.text.contains(test.east.person.name) && seen.text.contains(test.east.person.idNumber))
    #expect(seen.string("salt")?.count == 26)
    let rows = try await test.ledger { try await $0.journal(after: -1, limit: 1000) }
      .filter { $0.kind == "licence.revealed" }
    #expect(rows.map(\.subject) == [number])
    #expect(rows.first?.body.contains("核对本人") == true)
    let blank = try await test.ask(.get("\(TestSite.licences)/\(number)?reveal="), as: .clerk)
    #expect(blank.status == 422 && blank.faults == ["reveal required"])
  }
}
