import HTTPServing
import HallLedger
import ServiceHall

extension Site {
  private static let holder = Access.anyone
  private static let handlers = Access.only(.clerk, devices: .kiosk)

  static let ticketEndpoints: [Endpoint] = [
    .hall(
      .post, "/api/v1/halls/{hall}/tickets", handlers,
      Operation(
        "takeNumber", "Takes a number", body: "TicketRequest", isCreating: true,
        answers: [(201, "Ticket")], refusals: [409, 429])
    ) { context in
      let body = try JSON.body(TicketRequestBody.self, of: context.machine.request)
      guard let key = context.machine.request.headers["idempotency-key"] else {
        throw WebRefusal.idempotencyKeyMissing
      }
      try context.spendKioskTry()
      let bytes = try await context.ledger.issueTicket(
        try body.request(today: context.offset.date(of: context.machine.now)), by: context.machine.caller,
        key: try context.idempotencyKey(key, try context.machine.request.body.bytes())
      ) { TicketJSON($0, context: context).bytes }
      return JSON.response(bytes, status: .created)
    },
    .hall(
      .get, "/api/v1/halls/{hall}/tickets/{ticket}", holder,
      Operation(
        "readTicket", "A ticket, for whoever holds its secret", query: [("reveal", "string")],
        answers: [(200, "Ticket")], refusals: [403])
    ) { context in
      let id = try context.path(Path.ticket)
      return JSON.response(
        TicketJSON(
          try await context.ledger.ticketStatus(id), context: context,
          person: try await context.person(of: id)
        ).bytes)
    },
    act("cancel", "cancelTicket", "Cancels a ticket") {
      try await $0.ledger.cancelTicket($1, by: $0.machine.caller)
    },
    act("return", "returnTicket", "The holder of a missed ticket is back") {
      try await $0.ledger.returnTicket($1, by: $0.machine.caller)
    },
    act("print", "reprintTicket", "Prints the slip again") {
      try await $0.ledger.reprintTicket($1, among: $0.drivenPrinters, by: $0.machine.caller)
    },
  ]

  private static func act(
    _ name: String, _ id: String, _ summary: String,
    _ perform: @escaping @Sendable (HallContext, Ticket.ID) async throws -> TicketStatus
  ) -> Endpoint {
    .hall(
      .post, "/api/v1/halls/{hall}/tickets/{ticket}/\(name)", handlers,
      Operation(id, summary, answers: [(200, "Ticket")], refusals: [409])
    ) { context in
      let status = try await perform(context, try context.path(Path.ticket))
      return JSON.response(TicketJSON(status, context: context).bytes)
    }
  }
}

/// The body of a request for a number.
private struct TicketRequestBody: Decodable {
  struct Priority: Decodable { let reason: PriorityReason }

  struct PersonBody: Decodable {
    let name: String?
    let idType: String?
    let idNumber: String?
  }

  let line: Line.ID
  let priority: Priority?
  let then: [Line.ID]?
  let person: PersonBody?
  let phone: String?

  /// - Parameter today: nobody is born later.
  func request(today: CivilDate) throws -> TicketRequest {
    try TicketRequest(
      line: line, priority: priority?.reason, then: then ?? [],
      person: try person.map {
        try Person(name: $0.name, idType: $0.idType, idNumber: $0.idNumber).checked(today: today)
      }, phone: phone)
  }
}

extension HallContext {
  /// A stuck key on a kiosk must not empty the roll.
  func spendKioskTry() throws {
    guard case .device(let device) = machine.caller, !device.isUnlimited else { return }
    try machine.site.limits.spend("kiosk|\(hall.id)|\(device.id)", .kiosk)
  }

  /// The person of a ticket for the hall's clerks: masked, or in full with a reason that is recorded.
  fileprivate func person(of id: Ticket.ID) async throws -> TicketPerson? {
    let roles = machine.caller.roles(in: hall.id)
    guard let reason = machine.request.query["reveal"] else {
      let mayRead = !roles.isDisjoint(with: [.clerk, .hallAdmin])
      return mayRead ? try await ledger.maskedPerson(of: id) : nil
    }
    guard case .staff = machine.caller else { throw WebRefusal.notSignedIn }
    guard !roles.isDisjoint(with: [.clerk, .hallAdmin]) else { throw WebRefusal.notAllowed }
    return try await ledger.revealPerson(of: id, reason: reason, by: machine.caller)
  }
}
