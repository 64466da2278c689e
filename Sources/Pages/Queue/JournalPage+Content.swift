extension JournalPage {
  struct RowView: View {
    let seq: Int64
    let at: String
    let actor: String
    let device: String
    let kind: String
    let subject: String

    init(_ row: Row, _ strings: Strings) {
      seq = row.seq
      at = row.at
      actor = Self.actor(row.actor, strings)
      device = row.device
      kind = strings.event(row.kind)
      subject = row.subject
    }

    /// The account without its prefix; visitors and the machine itself have none.
    private static func actor(_ actor: String, _ strings: Strings) -> String {
      if actor == "visitor" || actor == "system" { return strings.text("journal-page.\(actor)") }
      return actor.hasPrefix("staff:") ? String(actor.dropFirst("staff:".count)) : actor
    }
  }

  private struct Words: View {
    let rows: [RowView]
    let next: Int64?
    let isContinued: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    Words(rows: rows.map { RowView($0, strings) }, next: next, isContinued: isContinued).content
  }
}

extension Strings {
  /// What was done, by the journal's name for it; an unknown name as it is.
  func event(_ kind: String) -> String { optional("journal.\(kind)") ?? kind }
}
