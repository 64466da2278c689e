import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  private static let administrator = Access.only(.hallAdmin, .countyAdmin)

  static let channelPageEndpoints: [Endpoint] = [
    .hall(.get, "/h/{hall}/admin/channel", administrator) { context in
      context.page(
        context.channelPage(
          try await context.ledger.channelState(), try await context.ledger.regained()))
    },
    .hall(.get, "/h/{hall}/admin/channel/regained", administrator) { context in
      try await context.regainedPage()
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
  fileprivate func channelPage(_ state: ChannelState?, _ regained: Regained?) -> AdminChannelPage {
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
      },
      parked: state.parked.map {
        AdminChannelPage.Parked(
          at: offset.shown($0.at, at: now), entity: $0.entity, code: $0.code, details: $0.details)
      },
      notices: state.notices.map {
        AdminChannelPage.Notice(at: offset.shown($0.at, at: now), text: $0.text)
      },
      regained: regained.map { regained in
        AdminChannelPage.Regained(
          rows: regained.count, from: offset.dayAndTime(regained.from),
          to: offset.dayAndTime(regained.to), kinds: regained.kinds)
      })
  }

  fileprivate func regainedPage() async throws -> Response {
    let after = machine.request.query["after"].flatMap { Int64($0) } ?? -1
    let rows = try await ledger.regainedRows(after: after, limit: 100)
    let offset = machine.offset
    return machine.page(
      AdminRegainedPage(
        frame: frame,
        rows: rows.map { _, row in
          JournalPage.Row(
            JournalEntry(
              seq: row.seq, at: Moment(milliseconds: row.at), actor: row.actor, device: row.device,
              kind: row.kind, subject: row.subject, body: ""), offset)
        },
        next: rows.count == 100 ? rows.last?.seq : nil))
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

extension JournalPage.Row {
  init(_ entry: JournalEntry, _ offset: UTCOffset) {
    let time = offset.timestamp(entry.at).prefix(19).split(separator: "T")
    // A ticket's secret belongs to its holder alone.
    let subject = entry.subject.split(separator: "-").first.map(String.init)
    self.init(
      seq: entry.seq, at: time.joined(separator: " "), actor: entry.actor, device: entry.device,
      kind: entry.kind, subject: Ticket.ID(entry.subject) == nil ? entry.subject : "#\(subject ?? "")")
  }
}

extension UTCOffset {
  /// `2026-11-19 17:02`
  func dayAndTime(_ moment: Moment) -> String { "\(date(of: moment)) \(clockTime(moment))" }

  /// `09:31` for today, `2026-11-19 17:02` for another day.
  func shown(_ moment: Moment, at now: Moment) -> String {
    let day = date(of: moment)
    return day == date(of: now) ? clockTime(moment) : dayAndTime(moment)
  }
}
