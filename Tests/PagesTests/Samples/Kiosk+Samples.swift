import ServiceHall

@testable import Pages

extension HallPage: SampledPage {
  static var samples: [String: HallPage] {
    var closed = HallPage(
      frame: Samples.visitor, lines: Samples.linesWithoutWindow, openWindows: 0, lastEvent: 120)
    closed.closed = ClosedHall(reason: "停电")
    return [
      "day-off": closed,
      "open": HallPage(
        frame: Samples.visitor, lines: Samples.lines, openWindows: 4,
        notice: "今天下午三点停止户籍业务取号，请提前安排。", lastEvent: 120),
      "no-window": HallPage(
        frame: Samples.visitor, lines: Samples.linesWithoutWindow, openWindows: 0, lastEvent: 120),
      "empty": HallPage(frame: Samples.suspect, lines: [], openWindows: 0, lastEvent: 1),
      "not-found": HallPage(
        frame: Samples.visitor.with(.refused(code: "unknown-ticket")), lines: Samples.lines,
        openWindows: 1, code: "K7M2P9", lastEvent: 120),
    ]
  }
}

extension KioskPage: SampledPage {
  static var samples: [String: KioskPage] {
    let page = KioskPage(
      frame: Samples.visitor, key: "k1", lines: Samples.lines, ratio: .standard, lastEvent: 120)
    var priority = page
    priority.priority = .elderly
    var large = page
    large.frame = Samples.large
    var paper = page
    paper.printerFailure = .paperOut
    paper.frame = Samples.suspect.with(.refused(code: "daily-limit", values: ["n": "80"]))
    var many = page
    many.lines = "ABCDEFGHJK".map { letter in
      LineStatus(
        letter: String(letter), name: "业务窗口\(letter)", place: "一楼大厅", waiting: 4,
        estimatedSeconds: 600, isOpen: true)
    }
    var empty = page
    empty.lines = []
    var noWindow = page
    noWindow.lines = Samples.linesWithoutWindow
    noWindow.frame = Samples.large
    var dayOver = page
    dayOver.lines = Samples.lines.map { line in
      var line = line
      line.isOpen = false
      line.closedReason = nil
      line.nextOpening = nil
      line.laterOpening = LineStatus.LaterOpening(
        weekday: .monday, time: "09:00", isTomorrow: false)
      return line
    }
    var closedByHand = page
    closedByHand.lines = dayOver.lines.map { line in
      var line = line
      line.closedReason = "停电"
      return line
    }
    var dayOff = page
    dayOff.closed = ClosedHall(
      reason: "国庆放假", opens: CivilDate(year: 2026, month: 10, day: 8), time: "09:00")
    dayOff.lines = dayOver.lines.map { line in
      var line = line
      line.closedReason = "国庆放假"
      line.isHallClosed = true
      line.laterOpening?.date = CivilDate(year: 2026, month: 10, day: 8)
      return line
    }
    closedByHand.frame.modes = Frame.Modes(low: true, spoken: true)
    return [
      "open": page, "priority": priority, "large": large, "paper-out": paper, "many": many,
      "empty": empty, "no-window": noWindow,
      "day-over": dayOver, "closed-by-hand": closedByHand,
      "day-off": dayOff,
    ]
  }
}

extension KioskPriorityPage: SampledPage {
  static var samples: [String: KioskPriorityPage] {
    ["reasons": KioskPriorityPage(frame: Samples.visitor, ratio: .standard)]
  }
}

extension KioskIdentityPage: SampledPage {
  static var samples: [String: KioskIdentityPage] {
    let page = KioskIdentityPage(
      frame: Samples.visitor, key: "k1", line: "D", lineName: "不动产登记", personCap: 2)
    var wrong = page
    wrong.priority = .disabled
    wrong.frame = Samples.visitor.with(.faults([FieldFault("person.idNumber", .format)]))
    return ["asked": page, "wrong": wrong]
  }
}

extension KioskReturnPage: SampledPage {
  static var samples: [String: KioskReturnPage] {
    [
      "asked": KioskReturnPage(frame: Samples.visitor, returnAfter: 3),
      "wrong": KioskReturnPage(
        frame: Samples.visitor.with(.refused(code: "unknown-ticket")), returnAfter: 0),
    ]
  }
}

extension KioskHelpPage: SampledPage {
  static var samples: [String: KioskHelpPage] {
    [
      "quiet": KioskHelpPage(frame: Samples.visitor, state: .quiet, lastEvent: 120),
      "asked": KioskHelpPage(frame: Samples.large, state: .asked, lastEvent: 121),
      "attended": KioskHelpPage(frame: Samples.visitor, state: .attended, lastEvent: 122),
    ]
  }
}

extension KioskSearchPage: SampledPage {
  static var samples: [String: KioskSearchPage] {
    let page = KioskSearchPage(
      frame: Samples.visitor, key: "k1", query: "", lines: Samples.lines,
      words: ["社保", "户口", "社会", "保障", "民政", "救助"], lastEvent: 120)
    var found = page
    found.query = "SHBZ"
    found.lines = Array(Samples.lines.prefix(1))
    found.priority = .elderly
    found.items = [
      Item(
        code: "11119999000000027R4110502001000", name: "最低生活保障审核确认", line: "B", lineName: "民政救助")
    ]
    var none = page
    none.query = "QQQ"
    none.lines = []
    none.words = []
    none.frame = Samples.large
    return ["all": page, "found": found, "none": none]
  }
}

extension KioskTicketPage: SampledPage {
  static var samples: [String: KioskTicketPage] {
    let page = KioskTicketPage(
      frame: Samples.visitor, ticket: Samples.ticket, number: "A007", shortCode: "K7M2P9",
      lineName: "社会保障", linePlace: "一楼东侧", windows: ["1", "2"], ahead: 3,
      estimatedSeconds: 700, ratio: .standard, day: "2026-11-20", issuedAt: "09:41",
      printing: .browser, lastEvent: 120)
    var unavailable = page
    unavailable.printing = .unavailable
    unavailable.windows = []
    unavailable.estimatedSeconds = nil
    unavailable.priority = .elderly
    unavailable.then = ["民政救助", "户籍婚育"]
    unavailable.number = "A1007"
    var failed = page
    failed.printing = .failed(.paperOut)
    var sent = page
    sent.printing = .sent
    var printed = page
    printed.printing = .printed
    var first = page
    first.ahead = 0
    first.windows = []
    first.estimatedSeconds = nil
    return [
      "browser": page, "unavailable": unavailable, "no-window": first, "sent": sent,
      "printed": printed, "failed": failed,
    ]
  }
}
