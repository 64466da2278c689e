internal import ServiceHall

/// Where a signed-in person may go; the server still decides at every address.
struct Navigation {
  let key: String
  let address: String
  /// Templates of the pages that belong to the place.
  let templates: [String]

  func view(_ strings: Strings, current: String) -> FrameView.LinkView {
    FrameView.LinkView(
      address: address, name: strings.text("nav.\(key)"), isCurrent: templates.contains(current))
  }

  /// The links of the header.
  static func links(for frame: Frame) -> [Navigation] {
    guard let person = frame.person else { return [] }
    let roles = person.roles
    var links: [Navigation] = []
    if let hall = frame.hall?.code ?? person.home {
      let base = "/h/\(hall)"
      if roles.contains(.clerk) {
        links.append(
          Navigation(
            key: "desk", address: "\(base)/desk", templates: ["Queue/desk", "Claims/handover"]))
        let templates = claims(below: "\(base)/admin").flatMap(\.templates)
        links.append(
          Navigation(key: "documents", address: "\(base)/admin/documents", templates: templates))
        if roles.isDisjoint(with: [.hallAdmin, .countyAdmin, .supervisor]) {
          links.append(licences(base))
        }
      }
      if !roles.isDisjoint(with: [.hallAdmin, .countyAdmin, .supervisor]) {
        let templates = sections(for: frame).flatMap(\.templates)
        links.append(Navigation(key: "admin", address: "\(base)/admin", templates: templates))
      } else if roles.contains(.auditor) {
        links.append(
          Navigation(
            key: "journal", address: "\(base)/admin/journal", templates: ["Queue/journal"]))
      }
    }
    if !roles.isDisjoint(with: [.countyAdmin, .operator]) {
      links.append(
        Navigation(
          key: "county", address: "/county", templates: ["County/county", "Courier/receiver"]))
      links.append(
        Navigation(
          key: "county-staff", address: "/county/staff", templates: ["Staff/county-staff"]))
    }
    if roles.contains(.countyAdmin) {
      links.append(
        Navigation(
          key: "items", address: "/county/items",
          templates: ["items", "item", "import", "difference", "departments"].map {
            "Catalogue/admin-\($0)"
          }))
      links.append(
        Navigation(key: "calendar", address: "/calendar", templates: ["Catalogue/calendar"]))
    }
    return links
  }

  /// The places of finished documents; clerks have no others of the administration.
  private static func claims(below base: String) -> [Navigation] {
    [
      Navigation(
        key: "documents", address: "\(base)/documents",
        templates: [
          "admin-documents", "admin-document", "admin-document-form", "document-import", "claim-form",
          "claim",
        ].map { "Claims/\($0)" }),
      Navigation(
        key: "deliveries", address: "\(base)/deliveries",
        templates: ["Claims/deliveries", "Claims/delivery-form", "Claims/receipt"]),
      Navigation(
        key: "claim-tasks", address: "\(base)/claim-tasks", templates: ["Claims/claim-tasks"]),
    ]
  }

  /// The places of a hall's administration.
  static func sections(for frame: Frame) -> [Navigation] {
    guard let person = frame.person, let hall = frame.hall?.code ?? person.home else { return [] }
    let roles = person.roles
    let base = "/h/\(hall)/admin"
    let overview = Navigation(
      key: "overview", address: base, templates: ["Queue/admin-overview"])
    let report = Navigation(
      key: "report", address: "\(base)/report", templates: ["Queue/admin-report"])
    let journal = Navigation(
      key: "journal", address: "\(base)/journal", templates: ["Queue/journal"])
    guard !roles.isDisjoint(with: [.hallAdmin, .countyAdmin]) else {
      if roles.contains(.clerk) {
        return [Navigation(key: "handover", address: "/h/\(hall)/desk/handover", templates: [])]
          + claims(below: base)
      }
      let isAuditor = roles.contains(.auditor)
      let work = roles.contains(.clerk) ? [licences("/h/\(hall)")] : []
      guard isAuditor || roles.contains(.supervisor) else { return work }
      return [overview, report] + work + (isAuditor ? [journal] : [])
    }
    let papers = roles.isDisjoint(with: [.hallAdmin, .clerk]) ? [] : claims(below: base)
    let rest = [
      Navigation(
        key: "lines", address: "\(base)/lines",
        templates: ["Queue/admin-lines", "Queue/admin-line"]),
      Navigation(
        key: "windows", address: "\(base)/windows",
        templates: ["Queue/admin-windows", "Queue/admin-window"]),
      Navigation(
        key: "settings", address: "\(base)/settings", templates: ["Queue/admin-settings"]),
      Navigation(
        key: "devices", address: "\(base)/devices",
        templates: ["Devices/admin-devices", "Devices/admin-device"]),
      Navigation(
        key: "lockers", address: "\(base)/lockers", templates: ["Claims/admin-lockers"]),
      Navigation(key: "voice", address: "\(base)/voice", templates: ["Voice/admin-voice"]),
      Navigation(key: "staff", address: "\(base)/staff", templates: ["Staff/admin-staff"]),
      Navigation(key: "paper", address: "\(base)/paper", templates: ["Queue/admin-paper"]),
      Navigation(
        key: "channel", address: "\(base)/channel",
        templates: ["Courier/admin-channel", "Courier/admin-ferry", "Courier/admin-regained"]),
      journal,
      Navigation(key: "seal", address: "\(base)/seal", templates: ["Licences/admin-seal"]),
    ]
    let issued = papers.isEmpty ? [] : [licences("/h/\(hall)")]
    return [overview, report] + papers + issued + rest
  }

  private static func licences(_ base: String) -> Navigation {
    Navigation(
      key: "licences", address: "\(base)/admin/licences",
      templates: ["admin-licences", "admin-licence", "admin-licence-form"].map { "Licences/\($0)" })
  }
}
