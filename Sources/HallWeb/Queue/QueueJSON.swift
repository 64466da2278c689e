import HallLedger
import ServiceHall

/// A ticket as the programming interface writes it.
struct TicketJSON: Encodable {
  struct Printing: Encodable { let state: String }

  struct PersonJSON: Encodable {
    let name: String?
    let idType: String?
    let idNumber: String?
    let phone: String?

    init(_ person: TicketPerson) {
      name = person.name
      idType = person.idType
      idNumber = person.idNumber
      phone = person.phone
    }
  }

  let id: String
  let number: String
  let line: String
  let lineName: String
  let state: String
  let ahead: Int?
  let estimatedWaitSeconds: Int?
  let issuedAt: String
  let businessDay: String
  let followURL: String
  let shortCode: String
  let priority: String?
  let then: [String]
  let window: String?
  let outcome: String?
  let misses: Int
  let calledAt: String?
  let finishedAt: String?
  let print: Printing
  var person: PersonJSON?

  init(_ status: TicketStatus, context: HallContext) {
    let ticket = status.ticket
    let offset = context.offset
    id = ticket.id.description
    number = ticket.number.description
    line = ticket.line.rawValue
    lineName = status.lineName
    state = ticket.stateName.rawValue
    ahead = status.ahead
    estimatedWaitSeconds = status.estimatedWaitSeconds
    issuedAt = offset.timestamp(ticket.issuedAt)
    businessDay = ticket.day.description
    followURL = context.followURL(ticket.id)
    shortCode = ticket.shortCode
    priority = ticket.priority?.rawValue
    then = ticket.then.map(\.rawValue)
    window = ticket.window?.rawValue
    outcome = ticket.outcome?.rawValue
    misses = ticket.misses
    calledAt = ticket.calledAt.map(offset.timestamp)
    finishedAt = ticket.finishedAt.map(offset.timestamp)
    // Slips are printed by the kiosk's own browser.
    print = Printing(state: "browser")
  }
}

struct LineJSON: Encodable {
  let line: String
  let name: String
  let place: String?
  let open: Bool
  let waiting: Int
  let estimatedWaitSeconds: Int?
  let closedReason: String?
  let nextOpening: String?

  init(_ count: BoardState.LineCount) {
    line = count.line.id.rawValue
    name = count.line.name
    place = count.line.place
    open = count.isOpen
    waiting = count.waiting
    estimatedWaitSeconds = count.estimatedWaitSeconds
    closedReason = count.line.closedReason
    nextOpening = count.nextOpening?.description
  }
}

struct WindowJSON: Encodable {
  let window: String
  let name: String
  let lines: [String]
  let state: String
  let clerk: String?
  let since: String?
  let reason: String?
  let ticket: TicketJSON?

  init(_ status: WindowStatus, context: HallContext) {
    let shown = status.window
    window = shown.id.rawValue
    name = shown.name
    lines = shown.lines.map(\.rawValue)
    state = shown.stateName.rawValue
    clerk = shown.clerk.map { context.county.staff[$0]?.name ?? $0.rawValue }
    switch shown.state {
    case .closed:
      since = nil
      reason = nil
    case .open(_, let start, _):
      since = context.offset.timestamp(start)
      reason = nil
    case .paused(_, let start, let why):
      since = context.offset.timestamp(start)
      reason = why
    }
    ticket = status.ticket.map { TicketJSON($0, context: context) }
  }
}

/// The board, for screens and for anyone in the hall. Nothing personal is in it.
struct BoardJSON: Encodable {
  struct Call: Encodable {
    let event: Int64
    let number: String
    let window: String
    let windowName: String
    let at: String
    let current: Bool

    init(_ call: BoardState.Call, offset: UTCOffset) {
      event = call.event
      number = call.number.description
      window = call.window.rawValue
      windowName = call.windowName
      at = offset.timestamp(call.at)
      current = call.isCurrent
    }
  }

  struct Waiting: Encodable {
    let line: String
    let name: String
    let count: Int
    let open: Bool
  }

  struct Paused: Encodable {
    let window: String
    let windowName: String
    let reason: String
  }

  let hall: String
  let hallName: String
  let serverTime: String
  let lastEvent: Int64
  let calls: [Call]
  let waiting: [Waiting]
  let paused: [Paused]
  let notice: String?
  let clockSuspect: Bool

  init(_ board: BoardState, hall: Hall, now: Moment, offset: UTCOffset, clockSuspect: Bool) {
    self.hall = hall.id.rawValue
    hallName = hall.name
    serverTime = offset.timestamp(now)
    lastEvent = board.position
    calls = board.calls.map { Call($0, offset: offset) }
    waiting = board.lines.map {
      Waiting(line: $0.line.id.rawValue, name: $0.line.name, count: $0.waiting, open: $0.isOpen)
    }
    paused = board.paused.map {
      Paused(window: $0.window.rawValue, windowName: $0.name, reason: $0.reason)
    }
    notice = board.notice
    self.clockSuspect = clockSuspect
  }
}


struct PaperBlockJSON: Encodable {
  let id: Int64
  let line: String
  let first: String
  let last: String
  let reservedAt: String
  let entered: [Int]

  init(_ block: PaperBlock, offset: UTCOffset) {
    id = block.id
    line = block.line.rawValue
    first = block.first.description
    last = block.last.description
    reservedAt = offset.timestamp(block.reservedAt)
    entered = block.entered.sorted()
  }
}
