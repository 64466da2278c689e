internal import ServiceHall

extension ClaimTasksPage {
  private struct DocumentView: View {
    let id: String
    let title: String
    let place: String?
  }

  private struct RowView: View {
    let claim: String
    let kind: String
    let holder: String
    let phone: String?
    let documents: [DocumentView]
    let waited: String
    let expires: String
    let cell: String?
    let isReminder: Bool
    let isInCell: Bool
    let isExpired: Bool
    let howId: String
    let remindName: String
    let key: String
  }

  private struct Words: View {
    let rows: [RowView]
    let settings: [FieldView]
    let rules: String
    let maySet: Bool
  }

  public func content(_ strings: Strings) -> PageContent {
    func field(_ name: String, _ value: String) -> FieldView {
      FieldView(
        name, value, in: frame, strings, label: "claim-tasks.\(name)", hint: "claim-tasks.\(name)-hint",
        kind: .number, required: true, longest: 3)
    }
    return Words(
      rows: rows.map { row in
        RowView(
          claim: row.claim, kind: strings.text("claim-tasks.kind-\(row.kind.rawValue)"),
          holder: row.holder, phone: row.phone,
          documents: row.documents.map {
            DocumentView(
              id: $0.id, title: $0.title,
              place: $0.place.map { strings.text("handover.place", ["place": $0]) })
          },
          waited: strings.text("claim-tasks.waited", ["n": String(row.days)]),
          expires: strings.text("claim-tasks.expires", ["day": row.expiresOn]),
          cell: row.cell.map { strings.text("handover.cell", ["n": String($0)]) },
          isReminder: row.kind == .remind, isInCell: row.kind == .clearCell,
          isExpired: row.kind == .reissue, howId: "f-how-\(row.claim)",
          remindName: strings.text("claim-tasks.remind-name", ["holder": row.holder]),
          key: "\(key).\(row.claim)")
      },
      settings: [
        field("validDays", settings.validDays), field("reminderDays", settings.reminderDays),
        field("lockerHours", settings.lockerHours),
      ],
      rules: strings.text(
        "claim-tasks.rules",
        [
          "valid": settings.validDays, "remind": settings.reminderDays, "hours": settings.lockerHours,
        ]),
      maySet: maySet
    ).content
  }
}
