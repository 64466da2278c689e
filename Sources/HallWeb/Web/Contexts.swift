import HTTPServing
import HallLedger
import Pages
import ServiceHall

/// A request that has passed the gate.
struct MachineContext: Sendable {
  let site: Site
  let request: Request
  let parameters: PathParameters
  let caller: Caller
  /// Stands in the forms of this caller's pages.
  let csrf: String

  var strings: Strings { site.surroundings.renderer.strings }
  var county: CountyFacts { site.surroundings.county.facts }
  var offset: UTCOffset { county.county.offset }
  var now: Moment { site.surroundings.clock.now() }

  /// The form of a POST.
  func form() throws -> Form { try request.form() }

  func path<Value>(_ parameter: PathParameter<Value>) throws -> Value {
    try parameters.value(parameter)
  }

  /// The device that asks, if it is one.
  var device: Device? {
    if case .device(let device) = caller { device } else { nil }
  }

  /// The staff member who asks; the gate let nobody else through where this is used.
  func staff() throws -> Staff {
    guard case .staff(let staff) = caller else { throw WebRefusal.notSignedIn }
    return staff
  }

  var frame: Frame { frame(hall: nil) }

  func frame(hall: Hall?, flash: Flash? = nil, clockSuspect: Bool = false) -> Frame {
    var frame = Frame(csrf: csrf)
    frame.hall = hall.map { Frame.HallName(code: $0.id.rawValue, name: $0.name) }
    if case .staff(let staff) = caller {
      frame.person = Frame.SignedIn(staff, in: hall?.id)
    }
    frame.time = Frame.Time(time: offset.clockTime(now), weekday: offset.date(of: now).weekday)
    frame.isClockSuspect = clockSuspect
    frame.flash = flash ?? FlashCookie.read(request)
    frame.modes = Modes.read(request)
    return frame
  }

  func page(_ page: some Page, status: HTTPStatus = .ok) -> Response {
    var response = Response.text(site.surroundings.renderer.render(page), status: status)
    response.headers["Cache-Control"] = "no-store"
    if request.cookies[FlashCookie.name] != nil { response.setCookie(FlashCookie.spent) }
    return response
  }

  func fragment(_ page: some LivePage) -> Response {
    var response = Response.text(site.surroundings.renderer.renderFragment(page))
    response.headers["Cache-Control"] = "no-store"
    return response
  }

  /// Answers a visitor from the county's ledger, and remembers the answer while nothing changes.
  func cached(_ make: @escaping @Sendable () async throws -> Response) async throws -> Response {
    guard case .visitor = caller, request.query.isEmpty, request.headers["cookie"] == nil else {
      return try await make()
    }
    let (site, path) = (site, request.path)
    // Read first: what is made from a later journal only lives shorter.
    let position = site.surroundings.county.position
    // The names of lines come from halls and may be that much older.
    let until = now + .seconds(10)
    return try await site.cache.once("\(position) \(path)") {
      site.cache.keep(try await make(), for: path, hall: nil, position: position, until: until)
    }
  }

  /// Back to a page, with one message on it.
  func redirect(to path: String, _ flash: Flash? = nil) -> Response {
    var response = Response.redirect(to: path)
    if let flash { response.setCookie(FlashCookie.cookie(flash)) }
    return response
  }
}

/// A request bound to one hall.
@dynamicMemberLookup
struct HallContext: Sendable {
  let machine: MachineContext
  let hall: Hall
  let ledger: Ledger<Hall>

  subscript<Value>(dynamicMember member: KeyPath<MachineContext, Value>) -> Value {
    machine[keyPath: member]
  }

  func form() throws -> Form { try machine.form() }
  func path<Value>(_ parameter: PathParameter<Value>) throws -> Value { try machine.path(parameter) }
  func staff() throws -> Staff { try machine.staff() }

  /// `/h/chengguan`
  var base: String { "/h/\(hall.id)" }

  var frame: Frame { frame() }

  func frame(flash: Flash? = nil) -> Frame {
    var frame = machine.frame(
      hall: hall, flash: flash, clockSuspect: ledger.clockSuspicion != nil)
    if !machine.caller.roles(in: hall.id).isDisjoint(with: HelpEndpoints.roles) {
      frame.helpCalls = openHelpCalls
    }
    return frame
  }

  func page(_ page: some Page, status: HTTPStatus = .ok) -> Response {
    machine.page(page, status: status)
  }

  func fragment(_ page: some LivePage) -> Response { machine.fragment(page) }

  func redirect(to path: String, _ flash: Flash? = nil) -> Response {
    machine.redirect(to: base + path, flash)
  }

  /// A fresh idempotency key for a page's forms.
  var newKey: String { machine.site.surroundings.randomText(24) }

  /// What makes two sendings of one form the same request.
  func idempotencyKey(_ key: String?, _ body: [UInt8]) throws -> IdempotencyKey? {
    guard let key else { return nil }
    guard (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw WebRefusal.malformed
    }
    let path = machine.request.path
    return IdempotencyKey(
      key: "\(machine.caller.actor)|\(machine.caller.device)|\(path)|\(key)",
      request: machine.site.surroundings.digest(body))
  }

  /// `http://192.0.2.7:8080/h/chengguan/t/…`
  func followURL(_ ticket: Ticket.ID) -> String {
    "\(machine.site.origin(of: machine.request))\(base)/t/\(ticket)"
  }
}
