import HTTPServing
import HallLedger
import ServiceHall

/// Finds out who asks, and lets through whom the route allows.
struct Gate {
  static let sessionCookie = "yizhan_session"
  static let deviceCookie = "yizhan_device"

  /// Media types that no form of another site can send, nor a script there without leave.
  private static let typesOfPrograms = ["application/json"] + BlobKind.allCases.map(\.mediaType)

  struct Identity {
    let caller: Caller
    /// Must stand in every form that this caller's browser sends.
    let csrf: String
  }

  private struct Candidate {
    let caller: Caller
    let token: String
    /// Whether the browser sent it by itself, so that another site could have made it do so.
    let isAutomatic: Bool
  }

  let facts: CountyFacts
  let surroundings: SiteSurroundings

  func admit(_ request: Request, to endpoint: Endpoint, hall: Hall.ID?) throws -> Identity {
    let candidates = candidates(request)
    let allowed = candidates.first {
      endpoint.access.allows($0.caller, in: hall, fromLoopback: request.isLoopback)
    }
    guard let candidate = allowed ?? candidates.first else {
      return try admitVisitor(request, to: endpoint, hall: hall)
    }
    guard allowed != nil else { throw WebRefusal.notAllowed }
    // A program that names its token itself sends no forms.
    guard candidate.isAutomatic else { return Identity(caller: candidate.caller, csrf: "") }
    // A page that several of the browser's cookies may see carries the token of the first; its form may
    // be for another of them.
    try checkForm(request, tokens: candidates.map { csrf(for: $0.token) })
    return Identity(caller: candidate.caller, csrf: csrf(for: candidate.token))
  }

  /// Who is signed in here with a cookie, whatever the page; for the frame of a refusal.
  func signedIn(_ request: Request) -> (staff: Staff, csrf: String)? {
    guard let token = request.cookies[Gate.sessionCookie], case .staff(let staff) = caller(token)
    else { return nil }
    return (staff, csrf(for: token))
  }

  /// The digest under which the county keeps a token.
  static func digest(_ token: String, _ surroundings: SiteSurroundings) -> String {
    hex(surroundings.digest(Array(token.utf8)))
  }

  private func admitVisitor(
    _ request: Request, to endpoint: Endpoint, hall: Hall.ID?
  ) throws -> Identity {
    let allows = endpoint.access.allows(.visitor, in: hall, fromLoopback: request.isLoopback)
    guard allows else { throw WebRefusal.notSignedIn }
    try checkOrigin(request)
    return Identity(caller: .visitor, csrf: "")
  }

  private func candidates(_ request: Request) -> [Candidate] {
    if let authorization = request.headers["authorization"] {
      guard authorization.lowercased().hasPrefix("bearer ") else { return [] }
      let token = String(authorization.dropFirst(7))
      return caller(token).map { [Candidate(caller: $0, token: token, isAutomatic: false)] } ?? []
    }
    let cookies = request.cookies
    return [Gate.sessionCookie, Gate.deviceCookie].compactMap { name in
      guard let token = cookies[name], let caller = caller(token) else { return nil }
      return Candidate(caller: caller, token: token, isAutomatic: true)
    }
  }

  private func caller(_ token: String) -> Caller? {
    let digest = Gate.digest(token, surroundings)
    if let session = facts.sessions[digest] {
      guard surroundings.clock.now() < session.expiresAt, let staff = facts.staff[session.staff],
        !staff.isLocked
      else { return nil }
      return .staff(staff)
    }
    return facts.devices[digest].map(Caller.device)
  }

  private func csrf(for token: String) -> String {
    String(Gate.hex(surroundings.digest(Array("form:\(token)".utf8))).prefix(32))
  }

  /// A form sent with a cookie must carry the token of that cookie's pages. JSON cannot be sent by a
  /// form of another site, and a script there would need leave that is never given.
  private func checkForm(_ request: Request, tokens: [String]) throws {
    guard request.method != .get, request.method != .head else { return }
    let type = request.headers["content-type"]?.lowercased() ?? ""
    let isForeignToForms = type.isEmpty || Self.typesOfPrograms.contains { type.hasPrefix($0) }
    if request.path.hasPrefix("/api/") && isForeignToForms {
      guard request.headers["origin"] != "null" else { throw WebRefusal.wrongCSRF }
      return try checkOrigin(request)
    }
    guard let sent = try request.form()["csrf"], tokens.contains(sent) else {
      throw WebRefusal.wrongCSRF
    }
  }

  /// A visitor has no session to misuse; still, a form of another site is turned away.
  private func checkOrigin(_ request: Request) throws {
    guard request.method != .get, request.method != .head,
      let origin = request.headers["origin"], origin != "null", let host = request.headers["host"]
    else { return }
    guard origin.hasSuffix("://\(host)") else { throw WebRefusal.wrongCSRF }
  }

  static func hex(_ bytes: [UInt8]) -> String {
    let digits: StaticString = "0123456789abcdef"
    return unsafe String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      for (index, byte) in bytes.enumerated() {
        unsafe text[2 * index] = digits.utf8Start[Int(byte >> 4)]
        unsafe text[2 * index + 1] = digits.utf8Start[Int(byte & 15)]
      }
      return 2 * bytes.count
    }
  }
}
