internal import ServiceHall

extension FollowPage {
  private struct Words: View {
    let ticket: String
    let title: String
    let number: String
    let shortCode: String
    let sentence: String
    let hint: String?
    let estimate: String?
    let noWindow: String?
    let tone: String
    let lineName: String
    let place: String?
    let issuedAt: String
    let priority: String?
    let then: String?
    let progress: Int?
    let isCalled: Bool
    let mayCancel: Bool
    let isOver: Bool
    let lastEvent: Int64
  }

  public func content(_ strings: Strings) -> PageContent {
    let said = sentence(strings)
    return Words(
      ticket: ticket, title: strings.text("follow.title", ["number": number]), number: number,
      shortCode: shortCode, sentence: said.sentence, hint: said.hint,
      estimate: state != .waiting
        ? nil
        : estimatedSeconds.map {
          strings.text("follow.estimate", ["time": strings.estimate($0)])
        },
      noWindow: state == .waiting && estimatedSeconds == nil && ahead > 0
        ? strings.text("wait.no-window") : nil,
      tone: tone, lineName: lineName, place: linePlace, issuedAt: issuedAt,
      priority: priority.map { strings.reason($0) },
      then: then.isEmpty || state.isFinal
        ? nil : strings.text("follow.then", ["lines": strings.list(then)]),
      progress: state == .void || state == .cancelled ? nil : progress,
      isCalled: state == .called, mayCancel: state == .waiting || state == .missed,
      isOver: state.isFinal, lastEvent: lastEvent
    ).content
  }

  private func sentence(_ strings: Strings) -> (sentence: String, hint: String?) {
    let window = ["window": windowName ?? ""]
    switch state {
    case .waiting:
      return (waitingSentence(strings), strings.text("follow.waiting-hint"))
    case .called: return (strings.text("follow.called", window), strings.text("follow.called-hint"))
    case .serving: return (strings.text("follow.serving", window), nil)
    case .held: return (strings.text("follow.held", window), strings.text("follow.held-hint"))
    case .missed:
      let key = returnAfter == 0 ? "follow.missed-hint-first" : "follow.missed-hint"
      return (strings.text("follow.missed"), strings.text(key, ["n": String(returnAfter)]))
    case .done:
      let key = (outcome ?? .served).rawValue
      return (strings.text("follow.done-\(key)"), strings.text("follow.done-hint"))
    case .void: return (strings.text("follow.void"), strings.text("follow.void-hint"))
    case .cancelled:
      return (strings.text("follow.cancelled"), strings.text("follow.cancelled-hint"))
    }
  }

  private func waitingSentence(_ strings: Strings) -> String {
    if ahead > 0 { return strings.text("follow.waiting", ["n": String(ahead)]) }
    return strings.text(estimatedSeconds == nil ? "wait.no-window" : "follow.waiting-next")
  }

  /// Colour goes with the sentence, never instead of it.
  private var tone: String {
    switch state {
    case .waiting: "waiting"
    case .called, .serving, .done: "good"
    case .held, .missed: "attention"
    case .void, .cancelled: "over"
    }
  }
}
