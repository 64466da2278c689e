import ServiceHall

@testable import Pages

extension EvaluatePage: SampledPage {
  static var samples: [String: EvaluatePage] {
    let page = { (stage: Stage, clerk: Choice?) in
      EvaluatePage(
        frame: Samples.visitor, window: "3", windowName: "3号窗口", clerk: clerk, stage: stage,
        lastEvent: 120)
    }
    let clerk = Choice(value: "liming", name: "李明")
    return [
      "closed": page(.closed, nil), "paused": page(.paused(reason: "临时离开"), clerk),
      "idle": page(.idle, clerk), "called": page(.called(number: "A007"), clerk),
      "serving": page(.serving(number: "A007"), clerk),
      "asking": page(.asking(Request(service: 118, number: "A007", secondsLeft: 27)), clerk),
      "thanks": page(.thanks, clerk),
    ]
  }
}

extension EvaluateUnsetPage: SampledPage {
  static var samples: [String: EvaluateUnsetPage] {
    ["unset": EvaluateUnsetPage(frame: Samples.visitor, device: "3号窗口评价器")]
  }
}

extension AdminReportPage: SampledPage {
  static var samples: [String: AdminReportPage] {
    guard let day = CivilDate("2026-11-20") else { return [:] }
    let windows = [Choice(value: "1", name: "1号窗口"), Choice(value: "2", name: "2号窗口")]
    let page = { (report: DayReport, frame: Frame, today: CivilDate) in
      AdminReportPage(
        frame: frame, day: day, today: today, report: report, lines: Samples.choices,
        windows: windows)
    }
    return [
      "busy": page(busy(on: day), Samples.admin, day.adding(days: 3)),
      "empty": page(DayReport(), Samples.auditor, day),
      "wrong-day": page(
        DayReport(), Samples.admin.with(.faults([FieldFault("day", .format)])), day),
    ]
  }

  /// A morning of one line and window, made as the ledger makes it.
  static func busy(on day: CivilDate) -> DayReport {
    var entries: [DayReport.Entry] = []
    var seq: Int64 = 0
    let opening = UTCOffset.beijing.start(of: day) + .hours(8)
    func add(_ what: DayReport.Entry.What, _ minutes: Int) {
      seq += 1
      entries.append(
        DayReport.Entry(stamp: Stamp(seq: seq, at: opening + .minutes(minutes)), what: what))
    }
    guard let line = Line.ID("A"), let window = Window.ID("1") else { return DayReport() }
    for index in 1...24 {
      let id = Ticket.ID(serial: Int64(index), secret: Samples.ticket)
      let minute = index * 9
      add(
        .queue(
          .ticketIssued(
            id,
            QueueEvent.TicketIssued(
              number: TicketNumber(line: line, ordinal: index), day: day, shortCode: "K7M2P9",
              priority: nil, then: nil, person: nil, phone: nil, paper: nil))), minute)
      if index > 22 { continue }
      let wait = index * 7 % 13
      add(
        .queue(
          .ticketCalled(
            id,
            QueueEvent.TicketCalled(window: window, why: .inTurn, turn: .start))), minute + wait)
      add(
        .queue(
          .ticketFinished(
            id,
            QueueEvent.TicketFinished(
              window: window, outcome: index == 5 ? .left : .served, items: nil, next: nil))),
        minute + wait + 4 + index % 5)
      let level = index % 6 == 0 ? nil : Satisfaction(rawValue: index % 6)
      add(
        .rating(
          .ticketRated(
            id, RatingEvent.TicketRated(service: seq, window: window, clerk: nil, level: level))),
        minute + wait + 10)
    }
    return DayReport.make(entries, offset: .beijing, isOver: false)
  }
}
