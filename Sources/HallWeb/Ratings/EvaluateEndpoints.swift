import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  /// Administrators may look at what their hall's pads show.
  private static let viewer = Access.only(.hallAdmin, .countyAdmin, devices: .evaluator)

  static let evaluateEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/evaluate", .only(devices: .evaluator)) { context in
      guard case .device(let device) = context.machine.caller else {
        throw WebRefusal.notAllowed
      }
      guard let window = context.evaluated(by: device) else {
        return context.page(EvaluateUnsetPage(frame: context.frame, device: device.name))
      }
      return context.redirect(to: "/evaluate/\(window)")
    },
    .hall(.get, "/h/{hall}/evaluate/{window}", viewer) { context in
      let window = try context.path(Path.window)
      let state = try await context.ledger.evaluator(at: window, now: context.machine.now)
      // A pad that was carried to another window follows.
      if case .device(let device) = context.machine.caller, device.evaluatedWindow != window {
        return context.redirect(to: "/evaluate")
      }
      let isThanks = context.machine.request.query.contains("thanks")
      return context.page(context.evaluatePage(state, isThanks: isThanks))
    },
    .hall(.get, "/h/{hall}/evaluate/{window}/now", viewer) { context in
      let state = try await context.ledger.evaluator(
        at: try context.path(Path.window), now: context.machine.now)
      return context.fragment(context.evaluatePage(state, isThanks: false))
    },
    .hall(.post, "/h/{hall}/evaluate/{window}", .only(devices: .evaluator)) { context in
      let window = try context.path(Path.window)
      guard context.ledger.facts.windows[window] != nil else { throw QueueRefusal.unknownWindow }
      guard case .device(let device) = context.machine.caller, device.evaluatedWindow == window
      else { throw RatingRefusal.otherWindow }
      let form = try context.form()
      guard let service = form["service"].flatMap({ Int64($0) }) else {
        throw RatingRefusal.nothingToRate
      }
      let level = try form["level"].map { text throws(InputRefusal) in
        guard let level = Int(text).flatMap({ Satisfaction(rawValue: $0) }) else {
          throw InputRefusal("level", .unknown)
        }
        return level
      }
      do {
        try await context.ledger.rate(
          service, at: window, level: level, by: context.machine.caller)
      } catch RatingRefusal.alreadyRated {
        // A second tap; the first one counts.
      } catch RatingRefusal.nothingToRate {
        // The next person may stand here by now: no sentence about somebody else's rating.
        return context.redirect(to: "/evaluate/\(window)")
      }
      return context.redirect(
        to: level == nil ? "/evaluate/\(window)" : "/evaluate/\(window)?thanks=1")
    },
  ]
}

extension HallContext {
  /// The window at which a pad lies, if the hall still has it.
  fileprivate func evaluated(by device: Device) -> Window.ID? {
    device.evaluatedWindow.flatMap { ledger.facts.windows[$0] == nil ? nil : $0 }
  }

  fileprivate func evaluatePage(_ state: EvaluatorState, isThanks: Bool) -> EvaluatePage {
    EvaluatePage(
      frame: frame, window: state.window.id.rawValue, windowName: state.window.name,
      clerk: state.window.clerk.map { clerk in
        Choice(value: clerk.rawValue, name: machine.county.staff[clerk]?.name ?? clerk.rawValue)
      },
      stage: isThanks ? .thanks : stage(state), lastEvent: ledger.position)
  }

  private func stage(_ state: EvaluatorState) -> EvaluatePage.Stage {
    if let request = state.request {
      let left = RatingRule.limit.wholeSeconds - machine.now.since(request.endedAt).wholeSeconds
      return .asking(
        EvaluatePage.Request(
          service: request.service, number: request.number.description,
          secondsLeft: max(1, left)))
    }
    switch state.window.state {
    case .closed: return .closed
    case .paused(_, _, let reason): return .paused(reason: reason)
    case .open:
      guard let current = state.current else { return .idle }
      let number = current.number.description
      return current.stateName == .serving ? .serving(number: number) : .called(number: number)
    }
  }
}
