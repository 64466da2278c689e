import HTTPServing
import HallLedger
import Pages
import ServiceHall

private struct CredentialsBody: Decodable {
  let account: String
  let password: String
}

extension Site {
  /// How long a staff session lasts: a long day in the hall.
  static let sessionLength: Duration = .hours(12)

  static let sessionEndpoints: [Endpoint] = [
    .machine(
      .post, "/api/v1/session", .anyone,
      Operation(
        "signIn", "Signs a staff member in", body: "Credentials", answers: [(200, "Session")],
        refusals: [401, 423, 429])
    ) { context in
      let body = try JSON.body(CredentialsBody.self, of: context.request)
      let opened = try await context.signIn(account: body.account, password: body.password)
      var text = JSONText()
      text.add("token", opened.token)
      text.add(
        "roles",
        objects: opened.staff.grants.map { grant in
          var text = JSONText()
          text.add("role", grant.role.rawValue)
          text.add("hall", grant.hall?.rawValue)
          return text
        })
      text.add("expiresAt", context.offset.timestamp(opened.expiresAt))
      return JSON.response(text.bytes)
    },
    .machine(
      .delete, "/api/v1/session",
      .only(
        .operator, .countyAdmin, .hallAdmin, .clerk, .reviewer,
        .supervisor, .agent, .auditor),
      Operation("signOut", "Ends the session", answers: [(204, nil)])
    ) { context in
      try await context.signOut()
      return Response(status: .noContent)
    },
    .machine(.get, "/sign-in", .anyone) { context in
      context.page(
        SignInPage(frame: context.frame, account: "", next: context.request.query["next"] ?? ""))
    },
    .machine(.post, "/sign-in", .anyone) { context in
      let form = try context.form()
      let account = form["account"] ?? ""
      let next = form["next"] ?? ""
      do {
        let opened = try await context.signIn(account: account, password: form["password"] ?? "")
        var response = context.redirect(to: Site.landing(of: opened.staff, next: next))
        response.setCookie(
          SetCookie(
            name: Gate.sessionCookie, value: opened.token,
            maxAge: Site.sessionLength.wholeSeconds, sameSite: .strict,
            secure: context.request.isSecure))
        return response
      } catch let refusal as StaffRefusal {
        let frame = context.frame(hall: nil, flash: .refused(code: refusal.code))
        return context.page(
          SignInPage(frame: frame, account: account, next: next),
          status: refusal == .locked ? .locked : .unauthorized)
      }
    },
    .machine(.post, "/sign-out", .anyone) { context in
      try await context.signOut()
      var response = context.page(SignedOutPage(frame: Frame(csrf: "")))
      response.setCookie(
        SetCookie(name: Gate.sessionCookie, value: "", maxAge: 0, sameSite: .strict))
      return response
    },
  ]

  /// Where a person begins: the page asked for, or the one of the most particular role.
  private static func landing(of staff: Staff, next: String) -> String {
    if isOwnPath(next) { return next }
    let order: [(Role, (Hall.ID) -> String)] = [
      (.clerk, { "/h/\($0)/desk" }), (.hallAdmin, { "/h/\($0)/admin" }),
      (.auditor, { "/h/\($0)/admin/journal" }), (.supervisor, { "/h/\($0)/admin" }),
      (.reviewer, { "/h/\($0)" }), (.agent, { "/h/\($0)" }),
    ]
    for (role, path) in order {
      if let hall = staff.grants.first(where: { $0.role == role })?.hall { return path(hall) }
    }
    return "/county"
  }
}

extension MachineContext {
  struct Opened {
    let token: String
    let staff: Staff
    let expiresAt: Moment
  }

  /// Checks the password and opens a session.
  ///
  /// An unknown account takes as long as a wrong password, and says the same.
  func signIn(account: String, password: String) async throws -> Opened {
    let surroundings = site.surroundings
    let key = "sign-in|\(request.remoteAddress)"
    try site.limits.spend(key, .guesses)
    let id = Staff.ID(account)
    let staff = id.flatMap { county.staff[$0] }
    let known = try await staff.asyncMap { try await surroundings.county.passwordHash(of: $0.id) }
    let hash = (known ?? nil) ?? Self.nobodysHash
    let isRight = await surroundings.passwordMatches(password, hash)
    guard let staff else { throw StaffRefusal.wrongCredentials }
    if staff.isLocked { throw StaffRefusal.locked }
    guard isRight else {
      let isLocked = try await surroundings.county.recordFailedSignIn(staff.id)
      throw isLocked ? StaffRefusal.locked : StaffRefusal.wrongCredentials
    }
    site.limits.forgive(key)
    let token = surroundings.randomText(40)
    let expiresAt = try await surroundings.county.openSession(
      of: staff.id, token: Gate.digest(token, surroundings), lasting: Site.sessionLength)
    return Opened(token: token, staff: staff, expiresAt: expiresAt)
  }

  func signOut() async throws {
    let authorization = request.headers["authorization"].map { String($0.dropFirst(7)) }
    guard let token = authorization ?? request.cookies[Gate.sessionCookie] else { return }
    try await site.surroundings.county.closeSession(
      token: Gate.digest(token, site.surroundings), by: caller)
  }

  /// A hash that no password matches, of the standard cost.
  private static let nobodysHash =
    "scrypt$ln=14,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
}

extension Optional {
  func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
    if let wrapped = self { return try await transform(wrapped) }
    return nil
  }
}
