import ServiceHall

@testable import Pages

extension AdminOverviewPage: SampledPage {
  static var samples: [String: AdminOverviewPage] {
    let page = AdminOverviewPage(
      frame: Samples.admin, day: "2026-11-20",
      attention: [
        .waitingForNobody(line: "民政救助", waiting: 4), .unserved(line: "户籍婚育", letter: "C"),
        .longPause(window: "2号窗口", minutes: 34),
        .silentDevice(device: "kiosk-1", name: "门口取号机", minutes: 14),
        .silentDevice(device: "board-2", name: "二楼叫号屏", minutes: nil),
        .mutedBoard(device: "board-1", name: "大厅叫号屏"),
        .printer(
          device: "kiosk-2", name: "东侧取号机", PrinterCondition(failure: .paperOut, answers: true)),
        .upstream(.congested, oldestSeconds: 4320), .upstream(.interrupted, oldestSeconds: nil),
        .returned(3), .claimTasks(2),
      ],
      lines: [
        LineDay(
          letter: "A", name: "社会保障", issued: 41, waiting: 3, served: 35, missed: 2,
          meanServiceSeconds: 312),
        LineDay(
          letter: "B", name: "民政救助", issued: 12, waiting: 0, served: 12, missed: 0,
          meanServiceSeconds: 540),
        LineDay(letter: "C", name: "户籍婚育", issued: 0, waiting: 0, served: 0, missed: 0),
      ],
      windows: [
        WindowDay(
          window: "1", name: "1号窗口", state: .open, clerk: "周敏", served: 21,
          busyMinutes: 162, arrivalSeconds: 24, pausedMinutes: 0),
        WindowDay(
          window: "2", name: "2号窗口", state: .paused, clerk: "李明", served: 26,
          busyMinutes: 171, arrivalSeconds: 31, pausedMinutes: 14,
          pauseReason: "临时离开"),
        WindowDay(window: "3", name: "3号窗口", state: .closed, served: 0, busyMinutes: 0, pausedMinutes: 0),
      ])
    return [
      "busy": page,
      "empty": AdminOverviewPage(frame: Samples.admin, day: "2026-11-20", lines: [], windows: []),
    ]
  }
}

extension AdminLinesPage: SampledPage {
  static var samples: [String: AdminLinesPage] {
    [
      "lines": AdminLinesPage(
        frame: Samples.admin.with(.done(.saved)),
        lines: [
          Row(letter: "A", name: "社会保障", place: "一楼东侧", isOpen: true, dailyCap: 80),
          Row(letter: "B", name: "民政救助", isOpen: false),
          Row(letter: "C", name: "户籍婚育", isOpen: false, closedReason: "系统维护", personCap: 2),
        ]),
      "empty": AdminLinesPage(frame: Samples.admin, lines: []),
    ]
  }
}

extension AdminLinePage: SampledPage {
  static var samples: [String: AdminLinePage] {
    let form = LineForm(
      letter: "A", name: "社会保障", place: "一楼东侧", dailyCap: "80",
      hours: [.monday: "09:00-12:00,13:30-17:00", .tuesday: "09:00-12:00"])
    return [
      "edit": AdminLinePage(frame: Samples.admin, form: form, windows: Samples.choices, isNew: false),
      "new": AdminLinePage(
        frame: Samples.admin.with(
          .faults([FieldFault("name", .required), FieldFault("hours.tuesday", .format)])),
        form: LineForm(always: true), windows: [], isNew: true),
    ]
  }
}

extension AdminWindowsPage: SampledPage {
  static var samples: [String: AdminWindowsPage] {
    [
      "windows": AdminWindowsPage(
        frame: Samples.admin,
        windows: [
          Row(window: "1", name: "1号窗口", state: .open, clerk: "周敏", serves: ["社会保障", "民政救助"]),
          Row(window: "2", name: "2号窗口", state: .closed, serves: []),
        ]),
      "empty": AdminWindowsPage(frame: Samples.admin, windows: []),
    ]
  }
}

extension AdminWindowPage: SampledPage {
  static var samples: [String: AdminWindowPage] {
    [
      "edit": AdminWindowPage(
        frame: Samples.admin,
        form: WindowForm(window: "1", name: "1号窗口", serves: ["A": "1", "B": "2"]),
        lines: Samples.choices, isNew: false),
      "new": AdminWindowPage(
        frame: Samples.admin.with(
          .faults([FieldFault("window", .format), FieldFault("services", .outOfRange)])),
        form: WindowForm(), lines: [], isNew: true),
    ]
  }
}

extension AdminSettingsPage: SampledPage {
  static var samples: [String: AdminSettingsPage] {
    let form = SettingsForm(QueueSettings(notice: "请保管好随身物品。"))
    var closures = AdminSettingsPage(
      frame: Samples.admin.with(.faults([FieldFault("through", .outOfRange)])), form: form)
    let first = CivilDate(daysSinceEpoch: 20_727)
    closures.closures = [
      Closure(id: 120, days: Closure.Days(from: first, through: first, reason: "停电检修")),
      Closure(
        id: 118,
        days: Closure.Days(from: first.adding(days: 70), through: first.adding(days: 77), reason: "春节放假")),
    ]
    closures.closureForm = ClosureForm(from: "2027-05-05", through: "2027-05-01", reason: "劳动节放假")
    return [
      "settings": AdminSettingsPage(frame: Samples.admin, form: form),
      "closures": closures,
      "wrong": AdminSettingsPage(
        frame: Samples.admin.with(.faults([FieldFault("returnAfter", .outOfRange)])), form: form),
    ]
  }
}

extension AdminPaperPage: SampledPage {
  static var samples: [String: AdminPaperPage] {
    [
      "blocks": AdminPaperPage(
        frame: Samples.admin, lines: Samples.choices,
        blocks: [
          Block(id: 88, line: "A", lineName: "社会保障", from: "A120", to: "A139", entered: 4)
        ], key: "k1"),
      "empty": AdminPaperPage(
        frame: Samples.admin.with(.faults([FieldFault("line", .required)])),
        lines: Samples.choices, blocks: [], key: "k1"),
    ]
  }
}

extension JournalPage: SampledPage {
  static var samples: [String: JournalPage] {
    let row = { (seq: Int64, actor: String, device: String, kind: String, subject: String) in
      Row(
        seq: seq, at: "2026-11-20 09:31:05", actor: actor, device: device, kind: kind,
        subject: subject)
    }
    return [
      "rows": JournalPage(
        frame: Samples.auditor,
        rows: [
          row(117, "system", "", "day.opened", ""),
          row(118, "visitor", "kiosk-1", "ticket.issued", "A007"),
          row(119, "staff:liming", "", "ticket.called", "A007"),
          row(120, "staff:wangfang", "", "settings.saved", ""),
        ], next: 120, isContinued: true),
      "empty": JournalPage(frame: Samples.auditor, rows: []),
    ]
  }
}
