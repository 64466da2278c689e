extension ReceiverPage {
  private struct RowView: View {
    let code: String
    let name: String
    let division: String
    let heard: String
    let urgent: Int
    let normal: Int
    let parked: Int
    let quarantined: Int
    let hasFork: Bool
  }

  private struct RelayView: View {
    let name: String
    let url: String
    let heard: String
    let waiting: Int
    let parked: Int
    let hasParked: Bool
  }

  private struct WorkView: View {
    let ready: Int
    let parked: Int
    let conflicting: Int
  }

  private struct Words: View {
    let halls: [RowView]
    let relays: [RelayView]
    let hasRelays: Bool
    let work: WorkView
    /// Whether some hall's histories contradict each other.
    let needsAttention: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    let relays = halls.compactMap { hall in
      hall.relay.map { relay in
        RelayView(
          name: hall.name, url: relay.url,
          heard: relay.heardAt ?? strings.text("receiver-page.never"), waiting: relay.waiting,
          parked: relay.parked, hasParked: relay.parked > 0)
      }
    }
    return Words(
      halls: halls.map { hall in
        RowView(
          code: hall.code, name: hall.name, division: hall.division,
          heard: hall.heardAt ?? strings.text("receiver-page.never"), urgent: hall.urgent,
          normal: hall.normal, parked: hall.parked, quarantined: hall.quarantined,
          hasFork: hall.quarantined > 0)
      }, relays: relays, hasRelays: !relays.isEmpty,
      work: WorkView(ready: work.ready, parked: work.parked, conflicting: work.conflicting),
      needsAttention: work.conflicting > 0 || halls.contains { $0.quarantined > 0 }
    ).content
  }
}
