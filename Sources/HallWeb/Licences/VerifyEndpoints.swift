import HTTPServing
import HallLedger
import Pages
import ServiceHall

extension Site {
  static let verifyEndpoints: [Endpoint] = [
    .machine(.get, "/verify", .anyone) { context in
      guard let text = context.request.query["d"], !text.isEmpty else {
        return context.page(VerifyPage(frame: context.frame))
      }
      let found = try await context.verify(text)
      return context.page(
        VerifyPage(
          frame: context.frame, text: text,
          found: VerifyPage.Found(
            verification: found.verification, hallName: found.hallName,
            isClockSuspect: found.isClockSuspect)))
    },
    .machine(
      .post, "/api/v1/verify", .anyone,
      Operation(
        "verifyDocument", "Checks the text of a document's QR code; nothing in it is normalised",
        body: "Payload", answers: [(200, "Verification")], refusals: [429])
    ) { context in
      let body = try JSON.body(PayloadBody.self, of: context.request)
      let found = try await context.verify(body.payload)
      return JSON.response(
        JSONText(
          found.verification, hallName: found.hallName, isClockSuspect: found.isClockSuspect
        ).bytes)
    },
    .machine(
      .get, "/api/v1/verification-keys", .anyone,
      Operation(
        "listVerificationKeys",
        "The keys of this machine's halls, and which documents are revoked or superseded, for those who verify elsewhere",
        answers: [(200, "VerificationKeyList")], refusals: [429])
    ) { context in
      try context.spend("key-list", .keyLists)
      return try await context.cached {
        JSON.response(try await context.desk.keyList(now: context.now).json())
      }
    },
  ]
}

private struct PayloadBody: Decodable { let payload: String }

extension MachineContext {
  fileprivate var desk: VerificationDesk {
    VerificationDesk(county: site.surroundings.county, shelf: site.surroundings.shelf)
  }

  fileprivate func verify(_ text: String) async throws -> VerificationDesk.Finding {
    try spend("verify", .verifications)
    return try await desk.verify(text, now: now)
  }

  /// Those who work here may ask as much as they like.
  fileprivate func spend(_ what: String, _ rule: RateLimiter.Rule) throws {
    if case .staff = caller { return }
    try site.limits.spend("\(what)|\(request.remoteAddress)", rule)
  }
}
