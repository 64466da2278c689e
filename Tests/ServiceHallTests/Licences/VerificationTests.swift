import HallTesting
import ServiceHall
import Testing

@Suite("The verdict on a document")
struct VerificationTests {
  private func key(
    from: String = "2026-01-01", retired: String? = nil, revoked: String? = nil
  ) -> SealKey {
    SealKey(
      id: .named("0123456789abcdef"), suite: .ed25519, publicKey: [],
      validFrom: LicenceFixtures.day(from), retiredOn: retired.map(LicenceFixtures.day),
      revokedFrom: revoked.map(LicenceFixtures.day))
  }

  @Test("SealKey (1) a key verifies what it signed while it served, for ever")
  func served() {
    let retired = key(retired: "2026-06-30")
    #expect(retired.objection(toSigning: LicenceFixtures.day("2026-01-01")) == nil)
    #expect(retired.objection(toSigning: LicenceFixtures.day("2026-06-30")) == nil)
    #expect(retired.objection(toSigning: LicenceFixtures.day("2026-07-01")) == .keyOutOfTime)
    #expect(retired.objection(toSigning: LicenceFixtures.day("2025-12-31")) == .keyOutOfTime)
    #expect(key().objection(toSigning: LicenceFixtures.day("2099-01-01")) == nil)
  }

  @Test("SealKey (2) a key that is revoked from a day verifies what bears an earlier one")
  func revokedKey() {
    let revoked = key(retired: "2026-06-30", revoked: "2026-03-01")
    #expect(revoked.objection(toSigning: LicenceFixtures.day("2026-02-28")) == nil)
    #expect(revoked.objection(toSigning: LicenceFixtures.day("2026-03-01")) == .keyRevoked)
    #expect(revoked.objection(toSigning: LicenceFixtures.day("2026-06-30")) == .keyRevoked)
    #expect(
      SealKey.ID(bytes: [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF]) == .named("0123456789abcdef"))
    #expect(SealKey.ID(bytes: [1]) == nil)
  }

  private func judge(
    _ standing: DocumentStanding?, on today: String, expiresOn: String? = "2028-11-19"
  ) throws -> Verification {
    Verification.judge(
      try LicenceFixtures.attestation(expiresOn: expiresOn), standing: standing, basis: .ledger,
      on: LicenceFixtures.day(today))
  }

  @Test("(2) only what is in force is valid; the last day counts")
  func states() throws {
    #expect(try judge(.current, on: "2026-11-20").status == .valid)
    #expect(try judge(.current, on: "2028-11-19").status == .valid)
    let expired = try judge(.current, on: "2028-11-20")
    #expect(expired.status == .expired)
    #expect(expired.since == LicenceFixtures.day("2028-11-20"))
    #expect(try judge(.current, on: "9999-12-31", expiresOn: nil).status == .valid)
    let since = LicenceFixtures.day("2027-01-01")
    // What was ended is told before what ended by itself.
    let superseded = try judge(.superseded(on: since), on: "2029-01-01")
    #expect(superseded.status == .superseded)
    #expect(superseded.since == since)
    #expect(try judge(.revoked(on: since), on: "2029-01-01").status == .revoked)
  }

  @Test("(1) what its hall does not know, and what is not genuine, shows nothing")
  func nothing() throws {
    let forged = try judge(nil, on: "2026-11-20")
    #expect(forged.status == .invalid)
    #expect(forged.reason == .unregistered)
    #expect(forged.attestation == nil)
    #expect(Verification.invalid(.signature, on: LicenceFixtures.day("2026-11-20")).attestation == nil)
    #expect(Verification.unknownKey(on: LicenceFixtures.day("2026-11-20")).attestation == nil)
    #expect(try judge(.current, on: "2026-11-20").attestation != nil)
    #expect(Set(Verification.Reason.codes).count == AttestationFault.allCases.count + 4)
  }
}
