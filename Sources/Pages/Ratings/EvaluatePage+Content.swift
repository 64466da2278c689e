internal import ServiceHall

extension EvaluatePage {
  private struct Words: View {
    let window: String
    let windowName: String
    let clerk: ClerkView?
    let lastEvent: Int64
    /// A class of the style sheet.
    let tone: String
    /// The one sentence of the stage.
    let title: String
    let text: String?
    let asking: AskingView?
    let isThanks: Bool
  }

  private struct ClerkView: View {
    let name: String
    let account: String
  }

  private struct AskingView: View {
    let service: Int64
    let levels: [LevelView]
    let seconds: Int
    /// Keeps its placeholder `%n`; the script counts down in it.
    let countdown: String
    let countdownNow: String
  }

  private struct LevelView: View {
    let value: Int
    let name: String
    /// The line of the face's mouth; the word says the same.
    let mouth: String
  }

  public func content(_ strings: Strings) -> PageContent {
    var asking: AskingView?
    var isThanks = false
    let tone: String
    let title: String
    var text: String?
    switch stage {
    case .closed: (tone, title) = ("closed", strings.text("evaluate.closed"))
    case .paused(let reason):
      (tone, title) = ("paused", strings.text("evaluate.paused"))
      text = reason
    case .idle:
      (tone, title) = ("idle", strings.text("evaluate.idle"))
      text = strings.text("evaluate.idle-hint")
    case .called(let number):
      (tone, title) = ("called", strings.text("evaluate.called", ["number": number]))
    case .serving(let number):
      (tone, title) = ("serving", strings.text("evaluate.serving", ["number": number]))
    case .asking(let request):
      tone = "asking"
      title = strings.text("evaluate.asking", ["number": request.number])
      asking = self.asking(request, strings)
    case .thanks:
      (tone, title) = ("thanks", strings.text("evaluate.thanks"))
      text = strings.text("evaluate.thanks-hint")
      isThanks = true
    }
    return Words(
      window: window, windowName: windowName,
      clerk: clerk.map { ClerkView(name: $0.name, account: $0.value) }, lastEvent: lastEvent,
      tone: tone, title: title, text: text, asking: asking, isThanks: isThanks
    ).content
  }

  private func asking(_ request: Request, _ strings: Strings) -> AskingView {
    AskingView(
      service: request.service,
      levels: Satisfaction.allCases.map { level in
        LevelView(
          value: level.rawValue, name: strings.satisfaction(level), mouth: Self.mouth(level))
      },
      seconds: request.secondsLeft,
      countdown: strings.text("evaluate.countdown", ["n": "%n"]),
      countdownNow: strings.text("evaluate.countdown", ["n": String(request.secondsLeft)]))
  }

  /// From a broad smile to its opposite, in a square of 64.
  private static func mouth(_ level: Satisfaction) -> String {
    switch level {
    case .verySatisfied: "M16 36 Q32 58 48 36 Z"
    case .satisfied: "M18 38 Q32 50 46 38"
    case .fair: "M20 43 L44 43"
    case .dissatisfied: "M18 47 Q32 36 46 47"
    case .veryDissatisfied: "M16 51 Q32 30 48 51"
    }
  }
}

extension EvaluateUnsetPage {
  private struct Words: View {
    let text: String
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(text: strings.text("evaluate.unset-text", ["name": device])).content
  }
}

extension Strings {
  func satisfaction(_ level: Satisfaction) -> String { text("satisfaction.\(level.rawValue)") }
}
