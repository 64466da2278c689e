import ServiceHall

@testable import Pages

/// Plainly invented values for the pages' samples.
enum Samples {
  static let ticket = "4821-K7M2P9Q4R6T8W3X5Y1Z0"
  static let time = Frame.Time(time: "09:41", weekday: .friday)
  static let hall = Frame.HallName(code: "chengguan", name: "城关镇便民服务中心")

  static let visitor = Frame(csrf: "c5rf", hall: hall, time: time)
  static let large = Frame(
    csrf: "c5rf", hall: hall, time: time, modes: Frame.Modes(large: true, contrast: true))
  static let suspect = Frame(csrf: "c5rf", hall: hall, time: time, isClockSuspect: true)
  static let machine = Frame(csrf: "c5rf", time: time)
  static let clerk = Frame(
    csrf: "c5rf", hall: hall, person: Frame.SignedIn(name: "李明", roles: [.clerk]), time: time)
  static let clerkCalled: Frame = {
    var frame = clerk
    frame.helpCalls = [
      Frame.HelpCall(device: "kiosk-1", deviceName: "取号机", seq: 118, askedAt: "09:40")
    ]
    return frame
  }()
  static let admin = Frame(
    csrf: "c5rf", hall: hall, person: Frame.SignedIn(name: "王芳", roles: [.hallAdmin]), time: time)
  static let auditor = Frame(
    csrf: "c5rf", hall: hall, person: Frame.SignedIn(name: "赵静", roles: [.auditor]), time: time)
  static let county = Frame(
    csrf: "c5rf", person: Frame.SignedIn(name: "陈强", roles: [.countyAdmin]), time: time)

  static let lines = [
    LineStatus(
      letter: "A", name: "社会保障", place: "一楼东侧", waiting: 3, estimatedSeconds: 700, isOpen: true),
    LineStatus(
      letter: "B", name: "民政救助", place: "一楼西侧", waiting: 0, estimatedSeconds: 0, isOpen: true),
    LineStatus(
      letter: "C", name: "户籍婚育", waiting: 0, isOpen: false, closedReason: "系统维护",
      nextOpening: "14:00"),
    LineStatus(
      letter: "D", name: "不动产登记", place: "二楼", waiting: 12, estimatedSeconds: 4500,
      isOpen: true, needsIdentity: true),
    LineStatus(letter: "E", name: "综合业务", waiting: 2, isOpen: true),
  ]

  static let linesWithoutWindow = [
    LineStatus(letter: "A", name: "社会保障", place: "一楼东侧", waiting: 3, isOpen: true),
    LineStatus(letter: "B", name: "民政救助", place: "一楼西侧", waiting: 0, isOpen: true),
  ]

  static let choices = lines.map { Choice(value: $0.letter, name: $0.name) }
}

extension Frame {
  /// The same frame with a message.
  func with(_ flash: Flash) -> Frame {
    var frame = self
    frame.flash = flash
    return frame
  }
}
