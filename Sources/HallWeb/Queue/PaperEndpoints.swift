import HTTPServing
import HallLedger
import ServiceHall

extension Site {
  static let paperEndpoints: [Endpoint] = [
    .hall(
      .get, "/api/v1/halls/{hall}/paper-blocks", .only(.hallAdmin),
      Operation(
        "listPaperBlocks", "Numbers set aside for handwritten tickets today", isList: true,
        answers: [(200, "PaperBlockList")])
    ) { context in
      let blocks = try await context.ledger.paperBlocks()
      return try ListPart.json(blocks, for: context.machine.request) {
        JSONText($0, offset: context.offset)
      }
    },
    .hall(
      .post, "/api/v1/halls/{hall}/paper-blocks", .only(.hallAdmin),
      Operation(
        "reservePaperBlock", "Sets numbers aside for handwritten tickets", body: "PaperReservation",
        isCreating: true, answers: [(201, "PaperBlock")])
    ) { context in
      let request = context.machine.request
      let body = try JSON.body(ReservationBody.self, of: request)
      guard let key = request.headers["idempotency-key"] else {
        throw WebRefusal.idempotencyKeyMissing
      }
      let offset = context.offset
      let bytes = try await context.ledger.reservePaperBlock(
        line: body.line, count: body.count, by: context.machine.caller,
        key: try context.idempotencyKey(key, try request.body.bytes())
      ) { JSONText($0, offset: offset).bytes }
      return JSON.response(bytes, status: .created)
    },
    .hall(
      .post, "/api/v1/halls/{hall}/paper-blocks/{block}/entries", .only(.hallAdmin),
      Operation(
        "enterPaperTicket", "Enters a handwritten ticket", body: "PaperEntry", isCreating: true,
        answers: [(201, "Ticket")], refusals: [409])
    ) { context in
      let request = context.machine.request
      let body = try JSON.body(EntryBody.self, of: request)
      guard let key = request.headers["idempotency-key"] else {
        throw WebRefusal.idempotencyKeyMissing
      }
      let bytes = try await context.ledger.enterPaperTicket(
        block: try context.path(Path.block), number: body.number, priority: body.priority?.reason,
        isServed: body.served ?? false, by: context.machine.caller,
        key: try context.idempotencyKey(key, try request.body.bytes())
      ) { TicketJSON($0, context: context).bytes }
      return JSON.response(bytes, status: .created)
    },
  ]
}

private struct ReservationBody: Decodable {
  let line: Line.ID
  let count: Int
}

private struct EntryBody: Decodable {
  struct Priority: Decodable { let reason: PriorityReason }
  let number: TicketNumber
  let priority: Priority?
  let served: Bool?
}
