import HallLedger
import Pages
import ServiceHall

/// A ticket as the programming interface writes it.
///
/// Its bytes are kept with the idempotency key, inside the hall's transaction, so they are made fast.
struct TicketJSON: Sendable {
  let number: String
  private(set) var text = JSONText()

  var bytes: [UInt8] { text.bytes }

  init(_ status: TicketStatus, context: HallContext, person: TicketPerson? = nil) {
    let ticket = status.ticket
    let offset = context.offset
    number = ticket.number.description
    text.add("id", ticket.id.description)
    text.add("number", number)
    text.add("line", ticket.line.rawValue)
    text.add("lineName", status.lineName)
    text.add("state", ticket.stateName.rawValue)
    text.add("ahead", status.ahead)
    text.add("estimatedWaitSeconds", status.estimatedWaitSeconds)
    text.add("issuedAt", offset.timestamp(ticket.issuedAt))
    text.add("businessDay", ticket.day.description)
    text.add("followURL", context.followURL(ticket.id))
    text.add("shortCode", ticket.shortCode)
    text.add("priority", ticket.priority?.rawValue)
    text.add("then", strings: ticket.then.map(\.rawValue))
    text.add("window", ticket.window?.rawValue)
    text.add("outcome", ticket.outcome?.rawValue)
    text.add("misses", ticket.misses)
    text.add("calledAt", ticket.calledAt.map(offset.timestamp))
    text.add("finishedAt", ticket.finishedAt.map(offset.timestamp))
    var printing = JSONText()
    printing.add("state", status.printing.name)
    printing.add("reason", status.printing.reason?.rawValue)
    text.add("print", object: printing)
    text.add("person", object: person.map(TicketJSON.person))
  }

  private static func person(_ person: TicketPerson) -> JSONText {
    var text = JSONText()
    text.add("name", person.name)
    text.add("idType", person.idType)
    text.add("idNumber", person.idNumber)
    text.add("phone", person.phone)
    return text
  }
}

extension JSONText {
  /// A line, for anyone.
  init(_ count: BoardState.LineCount) {
    self.init()
    add("line", count.line.id.rawValue)
    add("name", count.line.name)
    add("place", count.line.place)
    add("open", count.isOpen)
    add("waiting", count.waiting)
    add("estimatedWaitSeconds", count.estimatedWaitSeconds)
    add("closedReason", count.closedReason)
    add("nextOpening", count.nextOpening?.description)
  }

  /// A window, with the ticket that it holds, for the hall's staff.
  init(_ status: WindowStatus, context: HallContext) {
    self.init()
    let window = status.window
    add("window", window.id.rawValue)
    add("name", window.name)
    add("lines", strings: window.lines.map(\.rawValue))
    add("state", window.stateName.rawValue)
    add("clerk", window.clerk.map { context.county.staff[$0]?.name ?? $0.rawValue })
    switch window.state {
    case .closed: break
    case .open(_, let since, _): add("since", context.offset.timestamp(since))
    case .paused(_, let since, let reason):
      add("since", context.offset.timestamp(since))
      add("reason", reason)
    }
    add("ticket", object: status.ticket.map { TicketJSON($0, context: context).text })
  }

  /// An announcement, for boards.
  init(_ call: BoardState.Call, offset: UTCOffset) {
    self.init()
    add("event", call.event)
    add("number", call.number.description)
    add("window", call.window.rawValue)
    add("windowName", call.windowName)
    add("at", offset.timestamp(call.at))
    add("current", call.isCurrent)
  }

  /// The board, for screens and for anyone in the hall. Nothing personal is in it.
  init(_ board: BoardState, hall: Hall, now: Moment, offset: UTCOffset, clockSuspect: Bool, strings: Strings)
  {
    self.init()
    add("hall", hall.id.rawValue)
    add("hallName", hall.name)
    add("serverTime", offset.timestamp(now))
    add("lastEvent", board.position)
    add("calls", objects: board.calls.map { JSONText($0, offset: offset) })
    add(
      "waiting",
      objects: board.lines.map { count in
        var text = JSONText()
        text.add("line", count.line.id.rawValue)
        text.add("name", count.line.name)
        text.add("count", count.waiting)
        text.add("open", count.isOpen)
        text.add("openWindows", count.openWindows.count)
        text.add("opensAt", count.nextOpening?.description)
        return text
      })
    add(
      "paused",
      objects: board.paused.map { paused in
        var text = JSONText()
        text.add("window", paused.window.rawValue)
        text.add("windowName", paused.name)
        text.add("reason", paused.reason)
        return text
      })
    add(
      "closed",
      object: board.closed.map { closed in
        var text = JSONText()
        text.add("reason", closed.days.reason)
        text.add("through", closed.days.through.description)
        text.add("sentence", strings.closedHall(ClosedHall(closed)))
        return text
      })
    add("notice", board.notice)
    add("clockSuspect", clockSuspect)
  }

  /// A block of handwritten numbers.
  init(_ block: PaperBlock, offset: UTCOffset) {
    self.init()
    add("id", block.id)
    add("line", block.line.rawValue)
    add("first", block.first.description)
    add("last", block.last.description)
    add("reservedAt", offset.timestamp(block.reservedAt))
    add("entered", integers: block.entered.sorted())
  }
}
