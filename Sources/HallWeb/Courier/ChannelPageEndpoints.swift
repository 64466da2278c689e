import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let administrator = Access.only(.hallAdmin, .countyAdmin)

  static let channelPageEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/admin/channel", administrator) { context in
      context.page(context.channelPage(try await context.ledger.channelState()))
    },
    .hall(.post, "/h/{hall}/admin/channel/send", administrator) { context in
      guard context.ledger.facts.upstream != nil else {
        return context.redirect(to: "/admin/channel")
      }
      return try await context.adminForm("/admin/channel", .sendingNow) { _ in
        context.machine.site.surroundings.sendNow(context.hall.id)
      }
    },
  ]
}

extension HallContext {
  fileprivate func channelPage(_ state: ChannelState?) -> AdminChannelPage {
    guard let state else { return AdminChannelPage(frame: frame, condition: .unconnected) }
    let (now, offset) = (machine.now, machine.offset)
    return AdminChannelPage(
      frame: frame, condition: state.condition(at: now),
      upstream: AdminChannelPage.Upstream(
        url: state.upstream.url, waitingUrgent: state.waitingUrgent,
        waitingNormal: state.waitingNormal, waitingFiles: state.waitingFiles,
        waitingBytes: state.waitingBytes,
        oldestSeconds: state.oldestWaiting.map { now.since($0).wholeSeconds },
        heardAt: state.heardAt.map { offset.shown($0, at: now) }),
      returned: state.returned.map {
        AdminChannelPage.Returned(
          at: offset.shown($0.at, at: now), kind: $0.kind, entity: $0.entity, reason: $0.reason)
      })
  }

  /// What a clerk should know of the way to the upstream; nil while it concerns no window.
  func channelAtDesk() async throws -> ChannelCondition? {
    guard let state = try await ledger.channelState() else { return nil }
    let now = machine.now
    let condition = state.condition(at: now)
    return condition.concernsWindows(oldestWaiting: state.oldestWaiting, at: now)
      ? condition : nil
  }
}

extension UTCOffset {
  /// `09:31` for today, `2026-11-19 17:02` for another day.
  func shown(_ moment: Moment, at now: Moment) -> String {
    let day = date(of: moment)
    return day == date(of: now) ? clockTime(moment) : "\(day) \(clockTime(moment))"
  }
}
