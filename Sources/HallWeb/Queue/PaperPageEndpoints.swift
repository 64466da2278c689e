import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let administrator = Access.only(.hallAdmin)

  static let paperPageEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/admin/paper", administrator) { context in
      let facts = context.ledger.facts
      return context.page(
        AdminPaperPage(
          frame: context.frame,
          lines: facts.orderedLines.map { Choice(value: $0.id.rawValue, name: $0.name) },
          blocks: try await context.ledger.paperBlocks().map {
            AdminPaperPage.Block(
              id: $0.id, line: $0.line.rawValue, lineName: context.lineName($0.line),
              from: $0.first.description, to: $0.last.description, entered: $0.entered.count)
          }, key: context.newKey))
    },
    .hall(.post, "/h/{hall}/admin/paper", administrator) { context in
      try await context.adminForm("/admin/paper", .reserved) { form in
        guard let line = form["line"].flatMap({ Line.ID($0) }) else {
          throw InputRefusal("line", .required)
        }
        guard let count = form["count"].flatMap({ Int($0) }) else {
          throw InputRefusal("count", .format)
        }
        guard let key = form["key"], !key.isEmpty else { throw WebRefusal.idempotencyKeyMissing }
        _ = try await context.ledger.reservePaperBlock(
          line: line, count: count, by: context.machine.caller,
          key: try context.idempotencyKey(key, Array("\(line)|\(count)".utf8))
        ) { Array(String($0.id).utf8) }
      }
    },
    .hall(.post, "/h/{hall}/admin/paper/{block}", administrator) { context in
      let block = try context.path(Path.block)
      return try await context.adminForm("/admin/paper", .entered) { form in
        guard let number = form["number"].flatMap({ TicketNumber($0.uppercased()) }) else {
          throw InputRefusal("number", .format)
        }
        guard let key = form["key"], !key.isEmpty else { throw WebRefusal.idempotencyKeyMissing }
        let isServed = form["finished"] == "1"
        let priority = try context.priority(form["priority"])
        let asked = "\(block)|\(number)|\(isServed)|\(priority?.rawValue ?? "")"
        _ = try await context.ledger.enterPaperTicket(
          block: block, number: number, priority: priority,
          isServed: isServed, by: context.machine.caller,
          key: try context.idempotencyKey(key, Array(asked.utf8))
        ) { Array($0.ticket.id.description.utf8) }
      }
    },
  ]
}
