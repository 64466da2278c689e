internal import ServiceHall

/// The frame in words: header, message, navigation.
struct FrameView: View {
  struct LinkView: View {
    let address: String
    let name: String
    let isCurrent: Bool
  }

  struct HelpCallView: View {
    let device: String
    let seq: Int64
    let text: String
  }

  struct FaultView: View {
    let input: String
    let text: String
  }

  struct RefusalView: View {
    let title: String
    let detail: String?
    let remedy: String?
    let faults: [FaultView]
  }

  let csrf: String
  let base: String
  let hallCode: String?
  let hallName: String?
  let time: String?
  let weekday: String?
  /// The seven words from Monday on; the script takes from them when midnight passes.
  let weekdays: String
  let person: String?
  let roles: String?
  let isClockSuspect: Bool
  let done: String?
  let refused: RefusalView?
  let isLarge: Bool
  let isContrast: Bool
  let isLow: Bool
  let isSpoken: Bool
  /// Keeps its placeholder `{n}`; the script counts down in it.
  let idleText: String
  let answersHelp: Bool
  let helpCalls: [HelpCallView]
  let links: [LinkView]
  let sections: [LinkView]

  init(_ page: some Page, strings: Strings) {
    let frame = page.frame
    let template = type(of: page).template
    csrf = frame.csrf
    base = frame.hall.map { "/h/\($0.code)" } ?? ""
    hallCode = frame.hall?.code
    hallName = frame.hall?.name
    time = frame.time?.time
    weekday = frame.time.map { strings.text("weekdays.\($0.weekday.rawValue)") }
    weekdays = Weekday.allCases.map { strings.text("weekdays.\($0.rawValue)") }
      .joined(separator: " ")
    person = frame.person?.name
    roles = frame.person.map { person in
      strings.list(Role.allCases.filter { person.roles.contains($0) }.map { strings.role($0) })
    }
    isClockSuspect = frame.isClockSuspect
    isLarge = frame.modes.large
    isContrast = frame.modes.contrast
    isLow = frame.modes.low
    isSpoken = frame.modes.spoken
    idleText = strings.text("kiosk.idle-text")
    answersHelp = frame.helpCalls != nil
    helpCalls = (frame.helpCalls ?? []).map { call in
      HelpCallView(
        device: call.device, seq: call.seq,
        text: strings.text(
          "help-call.asks", ["device": call.deviceName, "time": call.askedAt]))
    }
    links = Navigation.links(for: frame).map { $0.view(strings, current: template) }
    sections = Navigation.sections(for: frame).map { $0.view(strings, current: template) }

    switch frame.flash {
    case .done(let notice):
      done = strings.text("notices.\(notice.rawValue)")
      refused = nil
    case .refused(let code, let values):
      let text = strings.refusal(code, values)
      done = nil
      refused = RefusalView(
        title: text.title, detail: text.detail, remedy: text.remedy, faults: [])
    case .faults(let faults):
      done = nil
      refused = RefusalView(
        title: strings.text("app.summary-heading"), detail: nil, remedy: nil,
        faults: faults.map { fault in
          FaultView(
            input: "f-\(fault.input)",
            text: strings.text(
              "app.field-fault",
              ["field": strings.fieldName(fault.field), "fault": strings.fault(fault)]))
        })
    case nil:
      done = nil
      refused = nil
    }
  }
}
