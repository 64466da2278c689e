import ServiceHall

@testable import Pages

extension BoardPage: SampledPage {
  static var samples: [String: BoardPage] {
    let calls = [
      Call(event: 118, number: "A007", window: "3", windowName: "3号窗口", at: "09:41"),
      Call(event: 115, number: "B012", window: "1", windowName: "1号窗口", at: "09:39"),
      Call(
        event: 112, number: "A006", window: "2", windowName: "2号窗口", maskedName: "张*", at: "09:36"),
      Call(event: 107, number: "C031", window: "5", windowName: "5号窗口", at: "09:33"),
      Call(event: 101, number: "A005", window: "3", windowName: "3号窗口", at: "09:30"),
      Call(event: 97, number: "D002", window: "6", windowName: "不动产窗口", at: "09:28"),
    ]
    let waiting = [
      Waiting(line: "A", name: "社会保障", count: 3), Waiting(line: "B", name: "民政救助", count: 0),
      Waiting(line: "C", name: "户籍婚育", count: 6, isOpen: false),
      Waiting(line: "D", name: "不动产登记", count: 12), Waiting(line: "E", name: "综合业务", count: 2),
    ]
    let page = BoardPage(
      frame: Samples.visitor, calls: calls, waiting: waiting,
      pauses: [Pause(windowName: "4号窗口", reason: "临时离开")],
      notice: "请听到叫号后再到窗口，过号不用重新取号。", serverTime: "09:41", ratio: .standard, lastEvent: 120)
    var empty = page
    empty.calls = []
    empty.pauses = []
    empty.notice = nil
    empty.frame = Samples.suspect
    var many = page
    many.waiting = "ABCDEFGHJKLMNP".map { letter in
      Waiting(line: String(letter), name: "业务\(letter)", count: 7)
    }
    many.calls[0].number = "A1007"
    many.calls[0].maskedName = "欧*"
    var samples = ["calling": page, "quiet": empty, "many": many]
    let opening = TimeOfDay("14:00").map(BoardPhase.opening) ?? .ended
    for (name, phase) in [
      ("paused", BoardPhase.paused), ("closing", .closing), ("opening", opening), ("ended", .ended),
      ("day-off", .hallClosed),
    ] {
      var quiet = page
      quiet.phase = phase
      quiet.calls[0].isCurrent = false
      if !phase.isOver { quiet.calls = [] }
      if phase == .hallClosed {
        quiet.closed = ClosedHall(
          reason: "国庆放假", opens: CivilDate(year: 2026, month: 10, day: 8), time: "09:00")
      }
      samples[name] = quiet
    }
    var device = page
    device.size = 34
    device.lines = "AB"
    device.isDevice = true
    device.isVoiced = false
    device.calls[0].windowName = "不动产登记综合窗口"
    samples["device"] = device
    return samples
  }
}

extension FollowPage: SampledPage {
  static var samples: [String: FollowPage] {
    let page = FollowPage(
      frame: Samples.visitor, ticket: Samples.ticket, number: "A007", shortCode: "K7M2P9",
      state: .waiting, lineName: "社会保障", linePlace: "一楼东侧", ahead: 3, estimatedSeconds: 700,
      then: ["民政救助"], returnAfter: 3, issuedAt: "09:32", lastEvent: 120)
    var samples: [String: FollowPage] = [:]
    for state in Ticket.StateName.allCases {
      var sample = page
      sample.state = state
      sample.windowName = [.called, .serving, .held].contains(state) ? "3号窗口" : nil
      samples[state.rawValue] = sample
    }
    var next = page
    next.ahead = 0
    next.estimatedSeconds = 0
    next.priority = .elderly
    next.frame = Samples.large
    samples["next"] = next
    var noWindow = page
    noWindow.estimatedSeconds = nil
    samples["no-window"] = noWindow
    noWindow.ahead = 0
    samples["no-window-next"] = noWindow
    var unresolved = page
    unresolved.state = .done
    unresolved.outcome = .unresolved
    samples["unresolved"] = unresolved
    return samples
  }
}
