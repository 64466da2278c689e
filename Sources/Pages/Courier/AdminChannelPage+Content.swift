internal import ServiceHall

extension AdminChannelPage {
  private struct Words: View {
    let condition: String
    let meaning: String
    /// A class of the style sheet.
    let tone: String
    let upstream: UpstreamView?
    let returned: [ReturnedView]
    let hasParked: Bool
    let parked: [ParkedView]
    let hasNotices: Bool
    let notices: [NoticeView]
    let regained: RegainedView?
  }

  private struct RegainedView: View {
    let sum: String
    let kinds: [KindView]
  }

  private struct KindView: View {
    let kind: String
    let count: String
  }

  private struct ParkedView: View {
    let at: String
    let what: String
    let reason: String
  }

  private struct NoticeView: View {
    let at: String
    let text: String
  }

  private struct UpstreamView: View {
    let url: String
    let urgent: String
    let normal: String
    let files: String
    let oldest: String
    let heard: String
  }

  private struct ReturnedView: View {
    let at: String
    let what: String
    let reason: String
    let todo: String
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      condition: strings.channel(condition),
      meaning: strings.text("channel.meanings.\(condition.rawValue)"), tone: tone,
      upstream: upstream.map { upstream in
        UpstreamView(
          url: upstream.url, urgent: strings.records(upstream.waitingUrgent),
          normal: strings.records(upstream.waitingNormal),
          files: strings.files(upstream.waitingFiles, bytes: upstream.waitingBytes),
          oldest: upstream.oldestSeconds.map(strings.age) ?? strings.text("channel.nothing-waits"),
          heard: upstream.heardAt ?? strings.text("channel.never-heard"))
      },
      returned: returned.map { record in
        ReturnedView(
          at: record.at, what: strings.entity(record.entity),
          reason: record.reason.isEmpty ? strings.text("channel.no-reason") : record.reason,
          todo: strings.text("channel.todo.\(todo(record))"))
      },
      hasParked: !parked.isEmpty,
      parked: parked.map { record in
        ParkedView(
          at: record.at, what: strings.entity(record.entity),
          reason: strings.optional("parked.\(record.code)", record.details)
            ?? strings.text("channel.no-reason"))
      }, hasNotices: !notices.isEmpty,
      notices: notices.map { NoticeView(at: $0.at, text: $0.text) },
      regained: regained.map { regained in
        RegainedView(
          sum: strings.text(
            "regained.sum", ["n": String(regained.rows), "from": regained.from, "to": regained.to]),
          kinds: regained.kinds.map {
            KindView(kind: strings.event($0.kind), count: strings.records($0.count))
          })
      }
    ).content
  }

  private var tone: String {
    switch condition {
    case .flowing: "done"
    case .congested, .interrupted: "attention"
    case .unconnected: "empty"
    }
  }

  /// What can be done about a record that came back.
  private func todo(_ record: Returned) -> String {
    // A row of the journal is nothing that a person wrote, or can correct.
    if record.entity == "journal" { return "journal" }
    return record.kind == .return ? "return" : "rejected"
  }
}
