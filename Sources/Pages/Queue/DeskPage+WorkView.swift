internal import ServiceHall

extension DeskPage {
  struct WorkView: View {
    let windowName: String
    let lines: String
    let paused: String?
    let current: CurrentView?
    /// Whether the next number may be called: nothing is held and the window is not paused.
    let isFree: Bool
    let count: String
    let waiting: [WaitingView]
    let held: [HeldView]
    let missed: [MissedView]
    let done: [DoneView]
    let doneCount: String
    /// Changes when other acts are possible; only then does the page's script put them in anew.
    let actsKey: String
    let undo: UndoView?
    let toLines: [OptionView]
    let toWindows: [OptionView]
    let issueLines: [OptionView]
    let reasons: [OptionView]
    let outcomes: [OptionView]

    init(_ work: Work, _ strings: Strings) {
      windowName = work.windowName
      lines = strings.text("desk.serves", ["lines": strings.list(work.lines)])
      paused = work.pause.map {
        strings.text("desk.paused-since", ["time": $0.since, "reason": $0.reason])
      }
      current = work.current.map { CurrentView($0, strings) }
      isFree = work.current == nil && work.pause == nil
      count = strings.text("desk.waiting-count", ["n": String(work.waiting.count)])
      waiting = work.waiting.map { WaitingView($0, strings) }
      held = work.held.map { HeldView(ticket: $0.ticket, number: $0.number, lineName: $0.lineName) }
      missed = work.missed.map { MissedView($0, strings) }
      done = work.done.map { DoneView($0, strings) }
      doneCount = strings.text("desk.done-count", ["n": String(work.done.count)])
      actsKey =
        "\(work.current?.ticket ?? "") \(work.current?.state.rawValue ?? "") \(work.pause?.since ?? "")"
      undo = work.undo.map { UndoView($0, strings) }
      toLines = work.hallLines.map { line in
        OptionView(
          "line:\(line.value)",
          strings.text("desk.to-line", ["letter": line.value, "name": line.name]))
      }
      toWindows = work.otherWindows.map { window in
        OptionView(
          "window:\(window.value)", strings.text("desk.to-window", ["window": window.name]))
      }
      issueLines = work.hallLines.map { line in
        OptionView(
          line.value, strings.text("desk.to-line", ["letter": line.value, "name": line.name]))
      }
      reasons = PriorityReason.allCases.map { OptionView($0.rawValue, strings.reason($0)) }
      outcomes = Ticket.Outcome.allCases.map {
        OptionView($0.rawValue, strings.text("outcomes.\($0.rawValue)"), isChosen: $0 == .served)
      }
    }
  }

  struct CurrentView: View {
    let ticket: String
    let note: String
    let number: String
    let lineName: String
    let state: String
    let isCalled: Bool
    let since: String
    let seconds: Int
    let elapsed: String
    let priority: String?
    let misses: String?
    let then: String?
    let person: String?

    init(_ current: Current, _ strings: Strings) {
      ticket = current.ticket
      note = current.note
      number = current.number
      lineName = current.lineName
      isCalled = current.state == .called
      state = strings.text(isCalled ? "desk.called" : "desk.serving")
      since = strings.text("desk.since", ["time": current.since])
      seconds = current.seconds
      let rest = current.seconds % 60
      elapsed = "\(current.seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
      priority = strings.priorityMark(current.priority)
      misses =
        current.misses == 0 ? nil : strings.text("desk.misses", ["n": String(current.misses)])
      then =
        current.then.isEmpty
        ? nil : strings.text("desk.then", ["lines": strings.list(current.then)])
      person = current.person.map { strings.text("desk.person", ["person": $0]) }
    }
  }

  struct WaitingView: View {
    let ticket: String
    let number: String
    let lineName: String
    let minutes: String
    let priority: String?
    let isOurs: Bool
    let isOverdue: Bool
    let cancelName: String

    init(_ waiting: WaitingTicket, _ strings: Strings) {
      ticket = waiting.ticket
      number = waiting.number
      lineName = waiting.lineName
      minutes = strings.text("desk.minutes", ["n": String(waiting.minutes)])
      priority = waiting.priority.map { strings.reason($0) }
      isOurs = waiting.isOurs
      isOverdue = waiting.isOverdue
      cancelName = strings.text("desk.cancel-name", ["number": waiting.number])
    }
  }

  struct HeldView: View {
    let ticket: String
    let number: String
    let lineName: String
  }

  struct MissedView: View {
    let ticket: String
    let number: String
    let lineName: String
    let at: String
    let returnName: String

    init(_ missed: MissedTicket, _ strings: Strings) {
      ticket = missed.ticket
      number = missed.number
      lineName = missed.lineName
      at = strings.text("desk.missed-at", ["time": missed.missedAt, "n": String(missed.misses)])
      returnName = strings.text("desk.return-name", ["number": missed.number])
    }
  }

  struct UndoView: View {
    let what: String
    let label: String
    let seconds: Int

    init(_ undo: UndoOffer, _ strings: Strings) {
      let act = strings.optional("acts.\(undo.kind)") ?? ""
      what = strings.text("desk.undo-what", ["number": undo.number, "act": act])
      label = strings.text("desk.undo", ["n": String(undo.secondsLeft)])
      seconds = undo.secondsLeft
    }
  }
}
