import Foundation
import HallLedger
import Pages
import Seal
import ServiceHall

/// A county that does not exist, to try everything with: one county hall, two townships, one village.
struct DemoCounty {
  let folder: DataFolder
  let strings: StationStrings

  /// What a trial needs to know; kept beside the data, readable by its owner alone.
  struct Ready: Codable {
    struct HallEntry: Codable {
      let code: String
      let name: String
      let division: String
    }
    struct AccountEntry: Codable {
      let account: String
      let password: String
      let role: String
      let hall: String?
    }
    struct DeviceEntry: Codable {
      let kind: String
      let hall: String
      let token: String
    }
    var url: String
    let halls: [HallEntry]
    let accounts: [AccountEntry]
    let devices: [DeviceEntry]
  }

  private struct Plan {
    let code: String
    let division: String
    let shortCode: String
    let level: Hall.Level
    let parent: String?
    let windows: Int
    let clerks: Int
  }

  private static let plans = [
    Plan(
      code: "xianzheng", division: "119999000000", shortCode: "XZ01", level: .county, parent: nil,
      windows: 2, clerks: 2),
    Plan(
      code: "chengguan", division: "119999100000", shortCode: "CG01", level: .township,
      parent: "xianzheng", windows: 4, clerks: 4),
    Plan(
      code: "hexi", division: "119999200000", shortCode: "HX01", level: .township,
      parent: "xianzheng", windows: 2, clerks: 1),
    Plan(
      code: "liushu", division: "119999100200", shortCode: "LS01", level: .village,
      parent: "chengguan", windows: 1, clerks: 1),
  ]

  private var file: String { folder.path + "/demo.json" }

  /// Reads what an earlier start left, or makes the county.
  func prepare(_ county: Ledger<County>, _ shelf: HallShelf) async throws -> Ready {
    if let data = FileManager.default.contents(atPath: file) {
      try await fillCatalogue(of: county)
      return try JSONDecoder().decode(Ready.self, from: data)
    }
    // A county that serves people is not for trying things out.
    guard county.facts.county.name == strings.text("demo.county") else {
      throw StationFault.countyExists(folder.path)
    }
    let ready = try await make(county, shelf)
    try await fillCatalogue(of: county)
    let data = try JSONEncoder().encode(ready)
    try data.write(to: URL(fileURLWithPath: file), options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    return ready
  }

  /// The demonstration's items, unless there are some already.
  private func fillCatalogue(of county: Ledger<County>) async throws {
    guard county.facts.departments.isEmpty,
      let bytes = EmbeddedFiles.all()["catalogue/demo.json"]
    else { return }
    let report = try await county.importCatalogue(
      CatalogueFile(json: bytes), dryRun: false, partial: false, by: .system)
    if let fault = report.refused.first {
      throw LedgerFault.damaged("demo.json \(fault.row) \(fault.field) \(fault.code)")
    }
  }

  /// A start that was cut off may have left a part, which is used as it is; passwords are set anew.
  private func make(_ county: Ledger<County>, _ shelf: HallShelf) async throws -> Ready {
    let password = SecureRandom.text(12, alphabet: Surroundings.plainAlphabet)
    let hash = try PasswordHash.make(password).description
    var halls: [Ready.HallEntry] = []
    var accounts: [Ready.AccountEntry] = []
    var devices: [Ready.DeviceEntry] = []
    func add(_ account: String, _ role: Role, _ hall: Hall.ID?) async throws {
      guard let id = Staff.ID(account), let grant = Grant(role: role, hall: hall) else { return }
      let name = strings.text("demo.staff", ["n": String(accounts.count + 1)])
      if county.facts.staff[id] == nil {
        try await county.addStaff(
          Staff(id: id, name: name, grants: [grant]), password: hash, by: .system)
      } else {
        try await county.setPassword(hash, of: id, by: .system)
      }
      accounts.append(
        Ready.AccountEntry(
          account: account, password: password, role: role.rawValue, hall: hall?.rawValue))
    }
    for plan in DemoCounty.plans {
      guard let hall = hall(plan) else { continue }
      do { try await shelf.create(hall.id) } catch LedgerFault.exists {}
      try await shelf.with(hall.id) { try await furnish($0, windows: plan.windows) }
      if county.facts.halls[hall.id] == nil { try await county.addHall(hall, by: .system) }
      if plan.code == "chengguan" {
        try await shelf.with(hall.id) { try await DemoDocuments(strings: strings).register($0, of: hall) }
      }
      let entry = Ready.HallEntry(
        code: hall.id.rawValue, name: hall.name, division: hall.division.rawValue)
      // The hall with the most windows comes first: it is the one to try.
      if plan.code == "chengguan" { halls.insert(entry, at: 0) } else { halls.append(entry) }
      for kind in Device.Kind.allCases {
        let token = SecureRandom.text(40, alphabet: Surroundings.plainAlphabet)
        let digest = Hex.encode(Digest.sha256.hash(Array(token.utf8)))
        let device = try await county.addDevice(
          hall: hall.id, kind: kind, name: strings.text("demo.\(kind.rawValue)"), token: digest,
          isUnlimited: true, by: .system)
        if kind == .evaluator, let window = Window.ID("1") {
          _ = try await county.setUpDevice(
            device.id, of: hall.id, name: device.name, setup: .evaluator(window), by: .system)
        }
        devices.append(
          Ready.DeviceEntry(kind: kind.rawValue, hall: hall.id.rawValue, token: token))
      }
    }
    for entry in halls {
      guard let plan = DemoCounty.plans.first(where: { $0.code == entry.code }),
        let hall = Hall.ID(entry.code)
      else { continue }
      // The first hall's accounts have the plain names.
      let suffix = entry.code == halls.first?.code ? "" : "-\(entry.code)"
      for number in 1...plan.clerks { try await add("clerk\(number)\(suffix)", .clerk, hall) }
      for role in Role.allCases where role.needsHall && role != .clerk {
        try await add("\(role.rawValue.lowercased())\(suffix)", role, hall)
      }
    }
    try await add("operator", .operator, nil)
    try await add("countyadmin", .countyAdmin, nil)
    return Ready(url: "", halls: halls, accounts: accounts, devices: devices)
  }

  private func hall(_ plan: Plan) -> Hall? {
    guard let id = Hall.ID(plan.code), let division = DivisionCode(plan.division),
      let shortCode = Hall.ShortCode(plan.shortCode)
    else { return nil }
    return Hall(
      id: id, name: strings.text("demo.\(plan.code)"), division: division, shortCode: shortCode,
      level: plan.level, parent: plan.parent.flatMap { Hall.ID($0) })
  }

  /// Lines that are open round the clock and have no caps, and windows that serve them.
  private func furnish(_ ledger: Ledger<Hall>, windows: Int) async throws {
    let letters = ["A", "B", "C", "D"]
    let lines = letters.compactMap { Line.ID($0) }
    for line in lines {
      try await ledger.saveLine(
        Line(
          id: line, name: strings.text("demo.line-\(line)"), place: strings.text("demo.place")),
        by: .system)
    }
    for number in 1...windows {
      guard let id = Window.ID(String(number)) else { continue }
      let services = lines.enumerated().filter { index, _ in
        // Each window of a large hall serves two lines of its own; a small hall's serve all.
        windows < 4 || index == number - 1 || index == number % lines.count
      }
      try await ledger.saveWindow(
        id,
        Window.Setup(
          name: strings.text("demo.window", ["n": String(number)]),
          services: services.map { Window.Service(line: $0.element, preference: 1) }),
        by: .system)
    }
    try await ledger.saveSettings(
      QueueSettings(notice: strings.text("demo.notice")), by: .system)
  }
}
