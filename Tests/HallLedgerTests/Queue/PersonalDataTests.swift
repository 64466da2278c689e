import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Personal data")
struct PersonalDataTests {
  private static func hallWithPerson() async throws -> (hall: TestHall, ticket: Ticket) {
    let hall = try await TestHall()
    let person = try Person(name: "欧阳娜娜", idType: nil, idNumber: "11999920000229004X")
    return (hall, try await hall.take(person: person, phone: "13812345678"))
  }

  @Test("is shown masked")
  func masked() async throws {
    let (hall, ticket) = try await Self.hallWithPerson()
    let person = try #require(try await hall.ledger.maskedPerson(of: ticket.id))
    #expect(person.name == "欧**娜")
    #expect(person.idNumber == "119***********004X")
    #expect(person.phone == "138****5678")
    #expect(try await hall.ledger.maskedPerson(of: try await hall.take().id) == nil)
  }

  @Test("is revealed only with an entry in the journal that says who and why")
  func revealed() async throws {
    let (hall, ticket) = try await Self.hallWithPerson()
    let before = hall.ledger.position
    await #expect(throws: InputRefusal("reveal", .required)) {
      try await hall.ledger.revealPerson(of: ticket.id, reason: " ", by: TestHall.person)
    }
    #expect(hall.ledger.position == before)
    let person = try await hall.ledger.revealPerson(
      of: ticket.id, reason: "电话通知", by: TestHall.person)
    #expect(person?.idNumber == "11999920000229004X")
    #expect(person?.phone == "13812345678")
    let entry = try #require(try await hall.journal().last)
    #expect(entry.kind == "person.revealed")
    #expect(entry.actor == "staff:li")
    #expect(entry.subject == ticket.id.description)
    #expect(entry.body == #"{"reason":"电话通知"}"#)
    let forged = Ticket.ID(serial: ticket.id.serial, secret: "23456789ABCDEFGHJKMN")
    await #expect(throws: QueueRefusal.unknownTicket) {
      try await hall.ledger.revealPerson(of: forged, reason: "x", by: TestHall.person)
    }
  }

  @Test("stands in no ticket, no board, no desk")
  func apart() async throws {
    let (hall, ticket) = try await Self.hallWithPerson()
    try await hall.call()
    let shown = [
      "\(try await hall.ledger.ticketStatus(ticket.id))",
      "\(try await hall.ledger.board(at: hall.clock.now))",
      "\(try await hall.ledger.desk(at: TestHall.window(1)))",
    ]
    for text in shown {
      #expect(text.contains("A") && !text.contains("欧阳") && !text.contains("2000022"))
      #expect(!text.contains("13812345678"))
    }
  }
}
