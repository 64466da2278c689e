internal import ServiceHall

extension DeskPage {
  struct DoneView: View {
    let number: String
    let outcome: String
    let isServed: Bool
    let at: String

    init(_ done: DoneTicket, _ strings: Strings) {
      number = done.number
      outcome = strings.text("desk.outcome-\(done.outcome.rawValue)")
      isServed = done.outcome == .served
      at = done.at
    }
  }

  struct FoundView: View {
    let ticket: String
    let number: String
    let state: String
    let lineName: String
    let issued: String
    let ahead: String?
    let windowName: String?
    let priority: String?
    let person: String?
    let note: String?
    let act: ActView?

    init(_ found: Found, _ strings: Strings) {
      ticket = found.ticket
      number = found.number
      state = strings.text("states.\(found.state.rawValue)")
      lineName = found.lineName
      issued = strings.text("desk.issued-at", ["time": found.issuedAt])
      ahead = found.ahead.map { strings.ahead($0) }
      windowName = found.windowName
      priority = strings.priorityMark(found.priority)
      person = found.person.map { strings.text("desk.person", ["person": $0]) }
      note = found.note
      act = found.act.map { act in
        let name = strings.text("desk.found-\(act.rawValue)", ["number": found.number])
        return ActView(path: act.rawValue, name: name, ask: act == .cancel ? name : nil)
      }
    }
  }

  struct ActView: View {
    let path: String
    let name: String
    /// Asked before an act that cannot be taken back.
    let ask: String?
  }
}
