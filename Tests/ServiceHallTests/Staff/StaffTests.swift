import Foundation
import HallTesting
import ServiceHall
import Testing

@Suite("Staff")
struct StaffTests {
  private static let town = Hall.ID.named("chengguan")

  private static func grant(_ role: Role) throws -> Grant {
    try #require(Grant(role: role, hall: role.needsHall ? town : nil))
  }

  private static func person(_ roles: [Role]) throws -> Staff {
    Staff(id: .named("li"), name: "李四", grants: try roles.map(grant))
  }

  @Test("(1) no two of system, security and audit duties meet in one person")
  func duties() throws {
    for first in Role.allCases {
      for second in Role.allCases {
        let duties = Set([first.duty, second.duty]).subtracting([.business])
        let person = try Self.person([first, second])
        if duties.count < 2 {
          #expect(try person.checked() == person)
        } else {
          #expect(throws: InputRefusal("grants", .notCombinable), "\(first) with \(second)") {
            try person.checked()
          }
        }
      }
    }
    #expect(throws: InputRefusal("grants", .notCombinable)) {
      try Self.person([.clerk, .operator, .agent, .auditor]).checked()
    }
  }

  @Test("the three separated duties are the ones of the standard")
  func separated() {
    #expect(Role.operator.duty == .system)
    #expect(Role.countyAdmin.duty == .security)
    #expect(Role.hallAdmin.duty == .security)
    #expect(Role.auditor.duty == .audit)
    #expect([Role.clerk, .reviewer, .supervisor, .agent].allSatisfy { $0.duty == .business })
  }

  @Test("a hall's role names its hall and a county's role none, in JSON too")
  func grants() throws {
    for role in Role.allCases {
      #expect((Grant(role: role, hall: Self.town) == nil) == !role.needsHall)
      #expect((Grant(role: role, hall: nil) == nil) == role.needsHall)
      let grant = try Self.grant(role)
      #expect(try JSONDecoder().decode(Grant.self, from: try JSONEncoder().encode(grant)) == grant)
    }
    for json in [#"{"role":"clerk"}"#, #"{"role":"countyAdmin","hall":"chengguan"}"#, #"{"role":"king"}"#] {
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(Grant.self, from: Data(json.utf8)) }
    }
  }

  @Test("a hall's role holds in that hall alone, a county's role everywhere")
  func roles() throws {
    let clerk = try Self.person([.clerk])
    #expect(clerk.roles(in: Self.town) == [.clerk])
    #expect(clerk.roles(in: .named("other")) == [])
    #expect(clerk.roles(in: nil) == [])
    let admin = try Self.person([.countyAdmin])
    #expect(admin.roles(in: .named("other")) == [.countyAdmin])
    #expect(Caller.staff(clerk).roles(in: Self.town) == [.clerk])
    #expect(Caller.visitor.roles(in: Self.town) == [])
  }

  @Test("has one to twenty grants and a name")
  func fields() throws {
    #expect(throws: InputRefusal("grants", .required)) { try Self.person([]).checked() }
    #expect(throws: InputRefusal("grants", .tooMany)) {
      try Self.person(Array(repeating: .clerk, count: 21)).checked()
    }
    var nameless = try Self.person([.clerk])
    nameless.name = " "
    #expect(throws: InputRefusal("name", .required)) { try nameless.checked() }
  }

  @Test("passwords are long, varied and not the account")
  func passwords() throws {
    try PasswordRule.check("correct horse", account: .named("li"))
    #expect(throws: InputRefusal("password", .tooShort)) {
      try PasswordRule.check("123456789", account: .named("li"))
    }
    #expect(throws: InputRefusal("password", .tooLong)) {
      try PasswordRule.check(String(repeating: "abcd", count: 51), account: .named("li"))
    }
    #expect(throws: InputRefusal("password", .format)) {
      try PasswordRule.check("aabbccaabbcc", account: .named("li"))
    }
    #expect(throws: InputRefusal("password", .format)) {
      try PasswordRule.check("WangXia-2026", account: .named("wangxia"))
    }
  }

  @Test("the journal names who asked and by which machine")
  func actors() throws {
    let device = Device(id: .named("kiosk-1"), hall: Self.town, kind: .kiosk, name: "一号机")
    #expect(Caller.visitor.actor == "visitor")
    #expect(Caller.visitor.device == "")
    #expect(Caller.staff(try Self.person([.clerk])).actor == "staff:li")
    #expect(Caller.device(device).actor == "visitor")
    #expect(Caller.device(device).device == "kiosk-1")
  }
}
