import ServiceHall

@testable import Pages

extension DeskPage: SampledPage {
  static var samples: [String: DeskPage] {
    let choices = [
      WindowChoice(window: "1", name: "1号窗口", lines: ["社会保障"], clerk: "周敏", since: "08:55"),
      WindowChoice(window: "2", name: "2号窗口", lines: ["社会保障", "民政救助"]),
      WindowChoice(window: "3", name: "3号窗口", lines: ["综合业务"]),
    ]
    let waiting = [
      WaitingTicket(
        ticket: Samples.ticket, number: "A008", lineName: "社会保障", minutes: 47, isOverdue: true),
      WaitingTicket(
        ticket: Samples.ticket, number: "B013", lineName: "民政救助", minutes: 9, priority: .elderly),
      WaitingTicket(ticket: Samples.ticket, number: "A009", lineName: "社会保障", minutes: 8),
      WaitingTicket(
        ticket: Samples.ticket, number: "D002", lineName: "不动产登记", minutes: 3, isOurs: false),
    ]
    var work = Work(
      window: "3", windowName: "3号窗口", lines: ["社会保障", "民政救助"],
      current: Current(
        ticket: Samples.ticket, number: "A007", state: .serving, lineName: "社会保障", since: "09:36",
        seconds: 252, priority: .elderly, then: ["民政救助"], person: "张*丰",
        note: "缺户口簿复印件"),
      waiting: waiting,
      held: [HeldTicket(ticket: Samples.ticket, number: "A004", lineName: "社会保障")],
      missed: [
        MissedTicket(
          ticket: Samples.ticket, number: "A002", lineName: "社会保障", missedAt: "09:12", misses: 1)
      ],
      done: [
        DoneTicket(number: "A006", outcome: .served, at: "09:31"),
        DoneTicket(number: "B001", outcome: .unresolved, at: "09:20"),
      ],
      undo: UndoOffer(kind: "ticket.missed", number: "A006", secondsLeft: 8),
      hallLines: Samples.choices,
      otherWindows: [Choice(value: "1", name: "1号窗口"), Choice(value: "2", name: "2号窗口")])
    let page = { (stage: Stage, frame: Frame) in
      DeskPage(frame: frame, account: "liming", stage: stage, key: "k1", lastEvent: 120)
    }
    let serving = page(.working(work), Samples.clerkCalled)
    work.current?.state = .called
    work.current?.misses = 1
    work.undo = nil
    var called = page(.working(work), Samples.clerk)
    called.channel = .interrupted
    work.current = nil
    let idle = page(.working(work), Samples.clerk.with(.done(.nobodyWaits)))
    work.pause = Pause(reason: "临时离开", since: "09:40")
    work.waiting = []
    work.held = []
    work.missed = []
    let paused = page(.working(work), Samples.clerk.with(.refused(code: "paused")))
    var found = idle
    found.found = Found(
      ticket: Samples.ticket, number: "A002", state: .missed, lineName: "社会保障",
      issuedAt: "08:58", windowName: "3号窗口", priority: .elderly, person: "张*丰",
      note: "缺户口簿复印件", act: .putBack)
    var waitingFound = page(.choosing(choices), Samples.clerk)
    waitingFound.found = Found(
      ticket: Samples.ticket, number: "A009", state: .waiting, lineName: "社会保障",
      issuedAt: "09:33", ahead: 2, act: .cancel)
    return [
      "found": found, "found-waiting": waitingFound,
      "unreadable": page(.working(work), Samples.clerk.with(.refused(code: "unreadable-code"))),
      "choosing": page(.choosing(choices), Samples.clerk),
      "no-windows": page(.choosing([]), Samples.clerk),
      "serving": serving, "called": called, "idle": idle, "paused": paused,
    ]
  }
}
