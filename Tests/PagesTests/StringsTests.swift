import Foundation
import ServiceHall
import Testing

@testable import Pages

@Suite struct StringsTests {
  private func strings() throws -> Strings { try Gallery.renderer().strings }

  @Test("placeholders are filled once, and a missing key is its own text") func filling() throws {
    let strings = try Strings(json: Array(#"{"a": {"b": "还有 {n} 人，{m}"}}"#.utf8))
    #expect(strings.text("a.b", ["n": "{m}", "m": "3"]) == "还有 {m} 人，3")
    #expect(strings.text("a.c") == "a.c")
    #expect(throws: (any Error).self) { try Strings(json: Array("[1]".utf8)) }
  }

  @Test("every value of a domain enumeration has its word") func enumerations() throws {
    let strings = try strings()
    var keys = FieldFault.Code.allCases.map { "faults.\($0.rawValue)" }
    keys += PriorityReason.allCases.map { "priority.\($0.rawValue)" }
    keys += Role.allCases.map { "roles.\($0.rawValue)" }
    keys += Ticket.StateName.allCases.map { "states.\($0.rawValue)" }
    keys += Ticket.Outcome.allCases.map { "outcomes.\($0.rawValue)" }
    keys += Window.StateName.allCases.map { "window-states.\($0.rawValue)" }
    keys += Hall.Level.allCases.map { "levels.\($0.rawValue)" }
    keys += Device.Kind.allCases.map { "devices.\($0.rawValue)" }
    keys += Weekday.allCases.map { "weekdays.\($0.rawValue)" }
    keys += PrintFailure.allCases.map { "printing.\($0.rawValue)" }
    keys += ChannelCondition.allCases.flatMap {
      ["channel.conditions.\($0.rawValue)", "channel.meanings.\($0.rawValue)"]
    }
    keys += FinishedDocument.State.allCases.map { "document-states.\($0.rawValue)" }
    keys += FinishedDocument.Kind.allCases.map { "document-kinds.\($0.rawValue)" }
    keys += Notice.allCases.map { "notices.\($0.rawValue)" }
    keys += LicenceState.allCases.map { "licences.states.\($0.rawValue)" }
    keys += Attestation.Suite.allCases.map { "seal-page.suites.\($0.name)" }
    keys += Verification.Status.allCases.flatMap { status in
      ["statuses", "sentences", "todos"].map { "verify-page.\($0).\(status.rawValue)" }
    }
    keys += Verification.Reason.codes.map { "verify-page.reasons.\($0)" }
    keys += AdminLicenceFormPage.idTypes.map { "licence.id-types.\($0)" }
    func words<Value: CaseIterable & RawRepresentable<String>>(_ group: String, _ type: Value.Type) {
      keys += type.allCases.map { "catalogue.words.\(group).\($0.rawValue)" }
    }
    words("kind", ItemKind.self)
    words("profile", ItemCode.Profile.self)
    words("processing", Processing.self)
    words("unit", TimeLimit.Unit.self)
    words("necessity", Material.Necessity.self)
    words("role", Role.self)
    words("risk", Stage.Risk.Level.self)
    words("specialProcedure", SpecialProcedure.self)
    words("delegation", Delegation.self)
    words("audience", Audience.self)
    words("state", ItemVersion.State.self)
    words("measure", NegativeList.Clause.Measure.self)
    words("verdict", NegativeList.Verdict.self)
    for key in keys { #expect(strings.optional(key) != nil, "\(key)") }
  }

  @Test(
    "every refusal says what happened and what to do",
    arguments: [
      "unknown-line", "unknown-window", "unknown-ticket", "unknown-paper-block", "line-closed",
      "daily-limit", "person-limit", "window-taken", "clerk-holds-window", "window-not-yours",
      "window-closed", "paused", "not-paused", "no-ticket", "busy", "ticket-state",
      "nothing-to-undo", "undo-too-late", "undo-overtaken", "number-not-reserved", "number-taken",
      "line-in-use", "wrong-credentials", "locked", "account-taken", "unknown-account",
      "unknown-hall", "hall-taken", "short-code-taken", "unknown-device", "wrong-pairing-code",
      "last-administrator", "malformed", "not-found", "method-not-allowed", "not-signed-in",
      "not-allowed", "csrf", "body-too-large", "too-many-requests", "idempotency-key-missing",
      "idempotency-key-reused", "stale-version", "storage-full", "hall-damaged", "hall-closed",
      "clock", "unavailable", "internal", "unsupported-media-type", "uri-too-long",
      "headers-too-large", "not-implemented", "timeout", "invalid", "gone", "pairing-code-taken",
      "unknown-item", "unknown-version", "unknown-duty", "unknown-list", "not-published",
      "already-published", "item-changed",
    ])
  func refusals(_ code: String) throws {
    let strings = try strings()
    #expect(strings.optional("refusals.\(code).title") != nil)
    let text = strings.refusal(code)
    #expect(text.remedy?.isEmpty == false)
    #expect(!text.title.contains("{"))
    #expect(text.detail?.contains("{") != true, "a detail without its values is left out")
  }

  @Test("a refusal's detail is filled from its values") func detail() throws {
    let text = try strings().refusal("daily-limit", ["n": "80"])
    #expect(text.detail?.contains("80") == true)
    #expect(try strings().refusal("never-heard-of").title.isEmpty == false)
  }

  @Test(
    "every journal entry is told in words",
    arguments: [
      "day.opened", "line.saved", "line.removed", "window.saved", "window.removed",
      "settings.saved", "window.opened", "window.closed", "window.paused", "window.resumed",
      "ticket.issued", "ticket.called", "ticket.recalled", "ticket.started", "ticket.finished",
      "ticket.missed", "ticket.returned", "ticket.held", "ticket.resumed", "ticket.transferred",
      "ticket.cancelled", "ticket.reprinted", "person.revealed", "act.undone", "paper.reserved",
      "ledger.created", "ledger.imported", "print.queued", "print.printed", "print.failed", "closure.added",
      "closure.removed", "courier.enrolled", "courier.left", "courier.received",
      "licence.issued", "licence.changed", "licence.renewed", "licence.revoked", "licence.revealed",
      "seal.keyMade", "seal.keyRevoked", "verificationKeys.taken",
    ])
  func journal(_ kind: String) throws {
    #expect(try strings().optional("journal.\(kind)") != nil)
  }

  @Test("estimates are whole minutes, rounded up, and none without a window") func estimates()
    throws
  {
    let strings = try strings()
    #expect(strings.estimate(nil) == strings.text("wait.no-window"))
    #expect(strings.estimate(0) == strings.text("wait.soon"))
    #expect(strings.estimate(61) == strings.text("wait.minutes", ["n": "2"]))
    #expect(strings.estimate(3600) == strings.text("wait.whole-hours", ["h": "1"]))
    #expect(strings.estimate(4500) == strings.text("wait.hours", ["h": "1", "n": "15"]))
  }

  @Test("a field is named as people know it") func fields() throws {
    let strings = try strings()
    #expect(strings.fieldName("person.idNumber") == strings.text("fields.idNumber"))
    #expect(strings.fieldName("hours.monday").hasPrefix(strings.text("weekdays.monday")))
    #expect(strings.fieldName("never") == "never")
  }
}
