extension JournalPage {
  private struct RowView: View {
    let seq: Int64
    let at: String
    let actor: String
    let device: String
    let kind: String
    let subject: String
  }

  private struct Words: View {
    let rows: [RowView]
    let next: Int64?
    let isContinued: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(
      rows: rows.map { row in
        RowView(
          seq: row.seq, at: row.at,
          actor: actor(row.actor, strings),
          device: row.device, kind: strings.optional("journal.\(row.kind)") ?? row.kind,
          subject: row.subject)
      },
      next: next, isContinued: isContinued
    ).content
  }

  /// The account without its prefix; visitors and the machine itself have none.
  private func actor(_ actor: String, _ strings: Strings) -> String {
    if actor == "visitor" || actor == "system" { return strings.text("journal-page.\(actor)") }
    return actor.hasPrefix("staff:") ? String(actor.dropFirst("staff:".count)) : actor
  }
}
