import HallTesting
import ServiceHall
import Testing

@Suite("Who may have a document")
struct HandOverTests {
  private let holder: Party
  private let other: Party
  private let body: Party
  private let letter = String(repeating: "a", count: 64)

  init() throws {
    holder = try ClaimFixtures.person()
    other = try ClaimFixtures.other()
    body = try ClaimFixtures.body()
  }

  private func check(
    _ relation: HandOver.Relation, _ collector: Party, of owner: Party, proxies: [Party] = [],
    holderNumber: String? = nil, letter: String? = nil
  ) throws -> ClaimRefusal? {
    let details = try ClaimFixtures.details(holder: owner, proxies: proxies)
    do {
      try HandOver(
        relation: relation, collector: collector, holderNumber: holderNumber, authorisation: letter
      ).check(details)
      return nil
    } catch {
      return error
    }
  }

  @Test("(1) the holder by name and number")
  func own() throws {
    #expect(try check(.holder, holder, of: holder) == nil)
    #expect(try check(.holder, other, of: holder) == .identityMismatch)
    let sameName = try ClaimFixtures.person(holder.name, other.idNumber)
    #expect(try check(.holder, sameName, of: holder) == .identityMismatch)
    let sameNumber = try ClaimFixtures.person(other.name, holder.idNumber)
    #expect(try check(.holder, sameNumber, of: holder) == .identityMismatch)
    #expect(try check(.holder, body, of: body) == .relationUnfit)
  }

  @Test("(2) (3) a proxy named beforehand shows both numbers")
  func named() throws {
    #expect(
      try check(.proxy, other, of: holder, proxies: [other], holderNumber: holder.idNumber) == nil)
    #expect(try check(.proxy, other, of: holder, proxies: [other]) == .identityMismatch)
    #expect(
      try check(.proxy, other, of: holder, proxies: [other], holderNumber: other.idNumber)
        == .identityMismatch)
  }

  @Test("(3) any other proxy needs a letter")
  func lettered() throws {
    #expect(
      try check(.proxy, other, of: holder, holderNumber: holder.idNumber) == .authorisationMissing)
    #expect(
      try check(.proxy, other, of: holder, holderNumber: holder.idNumber, letter: letter) == nil)
    #expect(
      try check(.proxy, body, of: holder, holderNumber: holder.idNumber, letter: letter) == .relationUnfit)
  }

  @Test("(1) a body's document goes to its agent, with the credit code and a letter")
  func agents() throws {
    #expect(try check(.agent, other, of: body, holderNumber: body.idNumber, letter: letter) == nil)
    #expect(try check(.agent, other, of: body, holderNumber: body.idNumber) == .authorisationMissing)
    #expect(
      try check(.agent, other, of: body, holderNumber: holder.idNumber, letter: letter)
        == .identityMismatch)
    #expect(
      try check(.proxy, other, of: body, holderNumber: body.idNumber, letter: letter) == .relationUnfit)
    #expect(
      try check(.agent, other, of: holder, holderNumber: holder.idNumber, letter: letter)
        == .relationUnfit)
  }

  @Test("a name's dot and blanks are typed in several ways")
  func dots() throws {
    let known = try ClaimFixtures.person("测试·买买提")
    let shown = try ClaimFixtures.person("测试 • 买买提")
    #expect(try check(.holder, shown, of: known) == nil)
  }

  @Test("a party's numbers pass their checks and are spelt alike")
  func parties() throws {
    #expect(try ClaimFixtures.person("测试丙", "11999920000229004x").idNumber == "11999920000229004X")
    #expect(throws: InputRefusal("person.idNumber", .checksum)) {
      try ClaimFixtures.person("测试丙", "119999190001010012")
    }
    #expect(throws: InputRefusal("holder.idNumber", .checksum)) {
      try Party(
        name: "测试公司", idType: Party.creditCode, idNumber: "11119999000000018Y", field: "holder",
        today: ClaimFixtures.today)
    }
    #expect(throws: InputRefusal("holder.name", .required)) {
      try Party(
        name: " ", idType: nil, idNumber: "119999190001010011", field: "holder",
        today: ClaimFixtures.today)
    }
    #expect(try ClaimFixtures.person(phone: "138-1234-5678").phone == "138-1234-5678")
    #expect(holder.masked.name == "测*甲")
    #expect(holder.masked.idNumber == "119***********0011")
  }
}
