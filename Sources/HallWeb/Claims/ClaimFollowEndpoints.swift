import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Path {
  /// As text: what is no code is not found, exactly as one that is not known.
  static let claimCode = PathParameter<String>("code")
}

/// What the holder of a code sees on a telephone: the code in the address is the secret.
enum ClaimFollowEndpoints {
  static let all: [Endpoint] = [
    .hall(.get, "/h/{hall}/c/{code}", .anyone) { context in
      let (code, outlook) = try await context.followedClaim()
      return context.page(context.claimFollowPage(code, outlook))
    },
    .hall(.get, "/h/{hall}/c/{code}/qr.svg", .anyone) { context in
      let (code, _) = try await context.followedClaim()
      let svg = context.machine.site.surroundings.qrSVG(
        code.rawValue, context.machine.strings.text("claim-follow.qr"))
      var response = Response.bytes(svg, type: "image/svg+xml")
      response.headers["Cache-Control"] = "no-store"
      return response
    },
  ]
}

extension HallContext {
  /// - Throws: `WebRefusal.notFound` for every code that opens nothing here; `.tooManyRequests` for who tries many.
  fileprivate func followedClaim() async throws -> (ClaimCode, ClaimOutlook) {
    let key = "claim-page|\(machine.request.remoteAddress)"
    let limits = machine.site.limits
    try limits.require(key, .guesses)
    do {
      let code = try ClaimCode(try path(Path.claimCode))
      return (code, try await ledger.outlook(code, of: hall, now: machine.now))
    } catch is ClaimRefusal {
      limits.count(key, .guesses)
      throw WebRefusal.notFound
    }
  }

  fileprivate func claimFollowPage(_ code: ClaimCode, _ outlook: ClaimOutlook) -> ClaimFollowPage {
    var page = ClaimFollowPage(
      frame: frame, code: code.rawValue, state: .waiting, titles: outlook.titles,
      holder: Masking.publicName(outlook.holder.name), isBody: outlook.isBody,
      until: outlook.expiresOn,
      locker: outlook.locker.map { id in
        machine.county.devices(of: hall.id).first { $0.id == id }?.name ?? id.rawValue
      })
    switch outlook.state {
    case .waiting: page.state = .waiting
    case .notReady: page.state = .notReady
    case .collected(let at, let window):
      page.state = .collected
      page.collected = machine.strings.collected(at, window, machine.offset)
    case .underWay: page.state = .underWay
    case .expired: page.state = .expired
    case .revoked: page.state = .revoked
    }
    return page
  }
}
