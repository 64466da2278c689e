internal import ServiceHall

extension AdminItemPage {
  private struct VersionView: View {
    let number: Int
    let name: String
    let state: ItemStateView
    let reason: String
    let effectiveOn: String
    let savedAt: String
    let savedBy: String
    let guideName: String
    /// The version before it; nil for the first.
    let before: Int?
    let differenceName: String?
  }

  private struct SectionView: View {
    let legend: String
    let hint: String?
    let fields: [ItemFieldView]
  }

  private struct KnownView: View {
    let code: String
    let latest: Int
    let state: ItemStateView
    let versions: [VersionView]
    let mayPublish: Bool
    let publishName: String
    let mayWithdraw: Bool
    let withdrawAsk: String
    let withdrawHow: String
    let withdrawField: FieldView
    let isWithdrawOpen: Bool
    let fixedWhy: String?
  }

  private struct Words: View {
    let title: String
    let heading: String
    let address: String
    let known: KnownView?
    let publishing: String?
    let sections: [SectionView]
  }

  /// The columns by section; `publish` is what the buttons say.
  static let sections: [(key: String, columns: [String])] = [
    (
      "basic",
      [
        "name", "kind", "department", "exercisingBody", "codes.implementation", "codes.profile",
        "codes.basic", "codes.handling",
      ]
    ),
    ("bases", ["bases"]),
    ("conditions", ["conditions", "acceptConditions", "refuseConditions"]),
    ("materials", ["questions", "materials"]),
    (
      "limits",
      ["processing", "visits", "statutoryLimit", "promisedLimit", "fees", "results", "claimDays"]
    ),
    ("process", ["stages", "specialProcedures", "delegation", "chiefRepresentative"]),
    (
      "contact",
      ["points", "consultationPhone", "supervisionPhone", "supervision", "commonQuestions"]
    ),
    (
      "classes",
      [
        "audiences", "themes", "lifeEvents", "synonyms", "isSecret", "isPublic", "upperCatalogue",
        "isDemonstration",
      ]
    ),
    ("version", ["reason", "effectiveOn"]),
  ]

  public func content(_ strings: Strings) -> PageContent {
    Words(
      title: known.map { strings.text("catalogue-admin.edit-title", ["name": $0.name]) }
        ?? strings.text("catalogue-admin.new-title"),
      heading: known?.name ?? strings.text("catalogue-admin.new-title"),
      address: "/county/items/\(known?.code ?? "new")", known: known.map { view($0, strings) },
      publishing: isPublishing ? strings.text("catalogue-admin.before-publishing") : nil,
      sections: Self.sections.map { section in
        SectionView(
          legend: strings.text("catalogue-admin.sections.\(section.key)"),
          hint: strings.optional("catalogue-admin.section-hints.\(section.key)"),
          fields: section.columns.compactMap { key in
            ItemSheet.columns.first { $0.key == key }.map { ItemFieldView($0, self, strings) }
          })
      }
    ).content
  }

  private func view(_ known: Known, _ strings: Strings) -> KnownView {
    let names = ["name": known.name, "code": known.code]
    let latest = known.versions.first
    return KnownView(
      code: known.code, latest: latest?.number ?? 0,
      state: ItemStateView(latest?.state ?? .draft, strings),
      versions: known.versions.map { version in
        let name = strings.text("catalogue-admin.version", ["n": String(version.number)])
        let before = version.number > 1 ? version.number - 1 : nil
        return VersionView(
          number: version.number, name: name, state: ItemStateView(version.state, strings),
          reason: version.reason, effectiveOn: version.effectiveOn.description,
          savedAt: version.savedAt, savedBy: version.savedBy,
          guideName: strings.text("catalogue-admin.guide-name", ["version": name]), before: before,
          differenceName: before.map {
            strings.text(
              "catalogue-admin.difference-name", ["from": String($0), "to": String(version.number)])
          })
      },
      mayPublish: latest.map { $0.state != .published } ?? false,
      publishName: strings.text(
        "catalogue-admin.publish-latest", ["n": String(latest?.number ?? 0)]),
      mayWithdraw: known.versions.contains { $0.state == .published },
      withdrawAsk: strings.text("catalogue-admin.withdraw-ask", names),
      withdrawHow: strings.text("catalogue-admin.withdraw-how", names),
      withdrawField: FieldView(
        "withdraw-reason", withdrawReason, in: frame, strings, label: "catalogue-admin.withdraw-reason",
        required: true, longest: 200),
      isWithdrawOpen: frame.fault("withdraw-reason", strings) != nil,
      fixedWhy: known.upperCatalogue.map { strings.text("catalogue-admin.fixed", ["catalogue": $0]) })
  }
}
