import HallLedger
import Pages
import ServiceHall

extension HallContext {
  /// Beyond this a pause is no longer a short one.
  private static let longestPause: Duration = .minutes(20)

  /// What an administrator should see to now.
  func attention(_ board: BoardState, _ now: Moment) -> [AdminOverviewPage.Attention] {
    let serving = ledger.facts.serving
    let waiting: [AdminOverviewPage.Attention] = board.lines.compactMap { count in
      guard count.waiting > 0, count.openWindows.isEmpty else { return nil }
      return .waitingForNobody(line: count.line.name, waiting: count.waiting)
    }
    let unserved: [AdminOverviewPage.Attention] = board.lines.compactMap { count in
      guard serving[count.line.id] == nil else { return nil }
      return .unserved(line: count.line.name, letter: count.line.id.rawValue)
    }
    let paused: [AdminOverviewPage.Attention] = board.windows.compactMap { window in
      guard case .paused(_, let since, _) = window.state, now.since(since) > Self.longestPause
      else { return nil }
      return .longPause(window: window.name, minutes: now.since(since).wholeSeconds / 60)
    }
    return waiting + unserved + paused
  }
}
