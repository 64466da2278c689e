import HTTPServing
import HallTesting
import Logging
import Pages
import Seal
import ServiceHall
import Testing

@testable import HallLedger
@testable import HallWeb

/// A site over ledgers of its own: two halls with lines, windows, staff and devices, and a county.
struct TestSite: Sendable {
  static let password = "correct horse battery"

  let folder: TemporaryFolder
  let clock: FixedClock
  let county: Ledger<County>
  let shelf: HallShelf
  let live: LiveHub
  let site: Site
  /// The halls whose records somebody wanted sent at once.
  let pressed: Recorder<Hall.ID>
  let lockers: LockerOffice
  let east: HallFixture
  let west: HallFixture
  private let tokens: [Asker: String]

  init(
    settings: QueueSettings = QueueSettings(), isUnlimited: Bool = true,
    clock: FixedClock = FixedClock(), lockers: LockerOffice = LockerOffice()
  ) async throws {
    folder = try TemporaryFolder()
    self.clock = clock
    self.lockers = lockers
    let surroundings = LedgerSurroundings.testing(clock)
    let live = LiveHub()
    self.live = live
    pressed = Recorder()
    county = try await Ledger<County>.create(
      County(name: "测试县"), folder: folder.path + "/county", surroundings: surroundings)
    shelf = HallShelf(
      folder: folder.path + "/halls", county: county.facts.county, surroundings: surroundings,
      didOpen: { live.follow($0, $1) })
    east = HallFixture.east
    west = HallFixture.west
    for fixture in [east, west] { try await fixture.furnish(county, shelf, settings) }
    let roster = Roster(county: county, isUnlimited: isUnlimited)
    tokens = try await roster.admit([east, west])
    site = try Self.site(county, shelf, clock, live, pressed, lockers)
  }

  /// The same machine after a stop and a start; the ledgers of the halls are closed before.
  func restarted() throws -> TestSite { try TestSite(restarting: self) }

  private init(restarting test: TestSite) throws {
    folder = test.folder
    clock = test.clock
    county = test.county
    east = test.east
    west = test.west
    tokens = test.tokens
    pressed = test.pressed
    lockers = test.lockers
    let live = LiveHub()
    self.live = live
    shelf = HallShelf(
      folder: test.folder.path + "/halls", county: test.county.facts.county,
      surroundings: .testing(test.clock), didOpen: { live.follow($0, $1) })
    site = try Self.site(county, shelf, clock, live, pressed, lockers)
  }

  private static func site(
    _ county: Ledger<County>, _ shelf: HallShelf, _ clock: FixedClock, _ live: LiveHub,
    _ pressed: Recorder<Hall.ID>, _ lockers: LockerOffice
  ) throws -> Site {
    let files = EmbeddedFiles.all()
    let statics = StaticFiles(
      files.filter { $0.key.hasPrefix("static/") }.map {
        StaticFile(name: String($0.key.dropFirst("static/".count)), bytes: $0.value)
      })
    let surroundings = LedgerSurroundings.testing(clock)
    let site = Site(
      SiteSurroundings(
        county: county, shelf: shelf,
        renderer: try PageRenderer(files: files) { statics.address(of: $0) ?? $0 },
        staticFiles: statics, voice: EmbeddedFiles.voice(), clock: clock.hallClock,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        digest: { Digest.sha256.hash($0) }, randomText: surroundings.randomText,
        randomDigits: surroundings.randomDigits, hashPassword: { "hash of \($0)" },
        passwordMatches: { $1 == "hash of \($0)" },
        qrSVG: { text, _ in Array("<svg>\(text)</svg>".utf8) },
        qrPNG: { Array("PNG \($0)".utf8) },
        slipBytes: { Array("\($1.rawValue) mm \($0)".utf8) },
        claimSlipBytes: { Array("\($1.rawValue) mm \($0)".utf8) },
        printTrial: { device, _ in device.printer.isDriven ? nil : .noPrinter },
        sendNow: { pressed.record($0) }, lockers: lockers,
        receiver: .sample(at: clock.now), publicURL: nil,
        impediments: { [] },
        version: "test",
        // Stands for GB18030: a byte that UTF-8 does not begin with, and the text.
        decodeGB18030: { $0.first == 0x80 ? Array($0.dropFirst()) : nil }), live: live)
    site.startSpeaking()
    return site
  }

  func token(_ asker: Asker) throws -> String { try #require(tokens[asker]) }

  /// What a form must carry beside a cookie with this token.
  static func csrf(_ token: String) -> String {
    String(Gate.hex(Digest.sha256.hash(Array("form:\(token)".utf8))).prefix(32))
  }

  func ledger<Value: Sendable>(
    _ hall: Hall.ID = Asker.east, _ body: (Ledger<Hall>) async throws -> Value
  ) async throws -> Value {
    try await shelf.with(hall, body)
  }

  /// How far each journal has come.
  func positions() -> [Int64] {
    [county.position] + [east, west].map { shelf.opened($0.id)?.position ?? -1 }
  }

  /// Events of a hall's journal, by kind.
  func kinds(_ hall: Hall.ID = Asker.east) async throws -> [String] {
    try await ledger(hall) { try await $0.journal(after: -1, limit: 10_000) }.map(\.kind)
  }
}

/// One hall of the test site, with names that no other hall has.
struct HallFixture: Sendable {
  let id: Hall.ID
  let name: String
  /// Sets the names of this hall apart from the other's.
  let mark: String
  let lines: [Line.ID]
  let windows: [Window.ID]
  let person: (name: String, idNumber: String, phone: String)

  static let east = HallFixture(
    id: Asker.east, name: "东岗便民服务中心", mark: "东岗", lines: [.named("A"), .named("B")],
    windows: [.named("1"), .named("2")],
    person: (name: "欧阳东君", idNumber: "11999920000229004X", phone: "13911110001"))
  static let west = HallFixture(
    id: Asker.west, name: "西坪便民服务中心", mark: "西坪", lines: [.named("X"), .named("Y")],
    windows: [.named("W8"), .named("W9")],
    person: (name: "司马西月", idNumber: "119999199901010085", phone: "13922220002"))

  var fullPerson: Person {
    get throws { try Person(name: person.name, idType: nil, idNumber: person.idNumber) }
  }

  func lineName(_ line: Line.ID) -> String { "\(mark)业务\(line)" }

  fileprivate func furnish(
    _ county: Ledger<County>, _ shelf: HallShelf, _ settings: QueueSettings
  ) async throws {
    try await shelf.create(id)
    let number = id == Asker.east ? "1" : "2"
    try await county.addHall(
      Hall(
        id: id, name: name, division: .named("11999910\(number)000"),
        shortCode: .named("TS0\(number)"), level: .township, parent: nil), by: .visitor)
    var settings = settings
    settings.notice = "\(mark)告示"
    try await shelf.with(id) { ledger in
      for line in lines {
        try await ledger.saveLine(
          Line(id: line, name: lineName(line), place: "\(mark)一楼"), by: .visitor)
      }
      for window in windows {
        try await ledger.saveWindow(
          window,
          Window.Setup(
            name: "\(mark)\(window)号窗", services: lines.map { Window.Service(line: $0) }),
          by: .visitor)
      }
      try await ledger.saveSettings(settings, by: .visitor)
    }
  }
}

/// Gives everybody an account or a device, and a token.
private struct Roster {
  let county: Ledger<County>
  let isUnlimited: Bool

  func admit(_ halls: [HallFixture]) async throws -> [Asker: String] {
    var tokens: [Asker: String] = [:]
    let people = Asker.all + halls.map { Asker.secondClerk($0.id) }
    for asker in people {
      let token = SecureRandom.text(40, alphabet: "23456789ABCDEFGHJKMNPQRSTUVWXYZ")
      let digest = Gate.hex(Digest.sha256.hash(Array(token.utf8)))
      let mark = halls.first { $0.id == asker.hall }?.mark ?? "县里"
      switch asker {
      case .visitor: continue
      case .staff, .secondClerk:
        guard let account = asker.account, let role = asker.role,
          let grant = Grant(role: role, hall: asker.hall)
        else { continue }
        try await county.addStaff(
          Staff(id: account, name: "\(mark)\(account.rawValue.prefix(7))", grants: [grant]),
          password: "hash of \(TestSite.password)", by: .visitor)
        _ = try await county.openSession(of: account, token: digest, lasting: .hours(12))
      case .device(let kind, let hall):
        _ = try await county.addDevice(
          hall: hall, kind: kind, name: "\(mark)\(kind)", token: digest, isUnlimited: isUnlimited,
          by: .visitor)
      }
      tokens[asker] = token
    }
    return tokens
  }
}
