import ServiceHall

@testable import Pages

extension Samples {
  static func day(_ text: String) -> CivilDate { CivilDate(text) ?? CivilDate(daysSinceEpoch: 1) }

  static let licence = "CG0120261120420000170"
  static let licenceID =
    "1.2.156.3005.2.11119999000000019Y001.11119999000000019Y.CG0120261120420000170.002.K"

  static func licenceContent(isPerson: Bool = false) -> LicenceContent {
    LicenceContent(
      kind: LicenceContent.Kind(code: "11119999000000019Y001", name: "演示经营许可证"),
      holder: isPerson
        ? LicenceContent.Holder(name: "张三丰", idType: "111", idNumber: "11999920000229004X")
        : LicenceContent.Holder(name: "演示第一有限公司", idType: "821", idNumber: "911199990000090135"),
      issuer: LicenceContent.Issuer(code: "11119999000000019Y", name: "演示县人力资源和社会保障局"),
      issuedOn: day("2026-11-20"), expiresOn: isPerson ? nil : day("2028-11-19"),
      facts: [
        LicenceContent.Fact(name: "经营场所", value: "演示县测试路1号"),
        LicenceContent.Fact(name: "经营范围", value: "预包装食品（不含冷藏冷冻食品）、散装食品，凭许可证在有效期内经营"),
      ])
  }

  static func sealKey(
    _ id: String, _ suite: Attestation.Suite = .ed25519, retired: String? = nil, revoked: String? = nil
  ) -> SealKey? {
    SealKey.ID(id).map {
      SealKey(
        id: $0, suite: suite, publicKey: [], validFrom: day("2026-01-05"), retiredOn: retired.map(day),
        revokedFrom: revoked.map(day))
    }
  }

  static let attestation: Attestation? = {
    guard let division = DivisionCode("119999100000"), let shortCode = Hall.ShortCode("CG01"),
      let number = LicenceNumber(licence)
    else { return nil }
    return try? Attestation(
      suite: .ed25519, key: [1, 2, 3, 4, 5, 6, 7, 8], division: division, shortCode: shortCode,
      number: number, version: 2, kind: "演示经营许可证", issuedOn: day("2026-11-20"),
      expiresOn: day("2028-11-19"), signedOn: day("2026-11-20"), holder: "演******司", digest: [UInt8](0..<32))
  }()
}

extension AdminLicencesPage: SampledPage {
  static var samples: [String: AdminLicencesPage] {
    func row(_ serial: Int, _ holder: String, _ state: LicenceState, _ day: String?) -> Row {
      Row(
        number: "CG012026112042000\(serial)0", kind: "演示经营许可证", holder: holder,
        expiresOn: day.map(Samples.day), state: state, version: serial % 3 + 1)
    }
    var list = AdminLicencesPage(
      frame: Samples.admin,
      rows: [
        row(17, "演******司", .valid, "2028-11-19"), row(16, "张*丰", .valid, nil),
        row(15, "李*", .expired, "2026-10-31"), row(14, "演*****社", .revoked, "2027-05-01"),
      ])
    list.next = 120
    var nothing = AdminLicencesPage(frame: Samples.clerk, rows: [])
    nothing.words = "没有这个人"
    nothing.state = .expired
    nothing.isContinued = true
    return [
      "list": list, "nothing-found": nothing, "empty": AdminLicencesPage(frame: Samples.clerk, rows: []),
    ]
  }
}

extension AdminLicenceFormPage: SampledPage {
  static var samples: [String: AdminLicenceFormPage] {
    var blank = LicenceForm()
    blank.key = "k1"
    var wrong = LicenceForm(like: Samples.licenceContent())
    wrong.holderName = "张三丰"
    wrong.idNumber = "119999200002290041"
    wrong.expiresOn = "2020-01-01"
    let faults = [
      FieldFault("idNumber", .checksum), FieldFault("expiresOn", .outOfRange),
      FieldFault("content", .required),
    ]
    var frame = Samples.clerk
    frame.flash = .faults(faults)
    return [
      "new": AdminLicenceFormPage(frame: Samples.admin, form: blank),
      "faulty": AdminLicenceFormPage(frame: frame, form: wrong),
      "change": AdminLicenceFormPage(
        frame: Samples.clerk, form: LicenceForm(Samples.licenceContent()),
        known: Known(number: Samples.licence, kind: "演示经营许可证", version: 2, holder: "演******司")),
    ]
  }
}

extension AdminLicencePage: SampledPage {
  static var samples: [String: AdminLicencePage] {
    func page(_ frame: Frame, isPerson: Bool = false, state: LicenceState = .valid) -> AdminLicencePage {
      let content = Samples.licenceContent(isPerson: isPerson)
      return AdminLicencePage(
        frame: frame, number: Samples.licence, id: Samples.licenceID, version: 2, content: content,
        state: state,
        versions: [
          Version(
            version: 2, act: "changed", reason: "经营范围变更，依申请", at: "2026-11-20 09:41", actor: "李明",
            expiresOn: content.expiresOn, supersededOn: nil),
          Version(
            version: 1, act: "issued", reason: nil, at: "2026-11-18 15:02", actor: "王芳",
            expiresOn: content.expiresOn, supersededOn: Samples.day("2026-11-20")),
        ])
    }
    var revealed = page(Samples.clerk, isPerson: true)
    revealed.isRevealed = true
    var revoked = page(Samples.admin, state: .revoked)
    revoked.revocation = Revocation(on: Samples.day("2026-11-20"), reason: "停业，依申请")
    var frame = Samples.clerk
    frame.flash = .faults([FieldFault("revoke-reason", .required)])
    return [
      "standing": page(Samples.admin), "revealed": revealed, "revoked": revoked,
      "faulty": page(frame, state: .expired),
    ]
  }
}

extension CertificatePage: SampledPage {
  static var samples: [String: CertificatePage] {
    func page(isPerson: Bool, isRevealed: Bool, _ state: LicenceState) -> CertificatePage {
      CertificatePage(
        frame: Samples.clerk, number: Samples.licence, id: Samples.licenceID, version: 2,
        content: Samples.licenceContent(isPerson: isPerson), state: state, isRevealed: isRevealed,
        verifyURL: "http://192.0.2.7:8080/verify")
    }
    return [
      "body": page(isPerson: false, isRevealed: true, .valid),
      "person": page(isPerson: true, isRevealed: true, .valid),
      "preview": page(isPerson: true, isRevealed: false, .valid),
      "expired": page(isPerson: false, isRevealed: true, .expired),
    ]
  }
}

extension AdminSealPage: SampledPage {
  static var samples: [String: AdminSealPage] {
    let keys = [
      Samples.sealKey("0123456789abcdef"),
      Samples.sealKey("89abcdef01234567", .sm2, retired: "2026-06-30"),
      Samples.sealKey("fedcba9876543210", retired: "2026-03-01", revoked: "2026-02-20"),
    ].compactMap { $0 }
    return [
      "keys": AdminSealPage(
        frame: Samples.admin,
        keys: keys.map { Key(key: $0, revokedReason: $0.revokedFrom == nil ? nil : "电脑被盗") },
        today: Samples.day("2026-11-20")),
      "none": AdminSealPage(frame: Samples.admin, keys: [], today: Samples.day("2026-11-20")),
    ]
  }
}

extension VerifyPage: SampledPage {
  static var samples: [String: VerifyPage] {
    let today = Samples.day("2026-11-20")
    func page(_ verification: Verification, suspect: Bool = false) -> VerifyPage {
      VerifyPage(
        frame: Samples.machine, text: "YZ1:6BF+70",
        found: Found(
          verification: verification, hallName: "城关镇便民服务中心", isClockSuspect: suspect))
    }
    var samples: [String: VerifyPage] = [
      "asked": VerifyPage(frame: Samples.machine),
      "unknown-key": page(.unknownKey(on: today)),
      "altered": page(.invalid(.signature, on: today)),
      "typed": page(.invalid(.unreadable(.alphabet), on: today)),
      "forged": page(.invalid(.unregistered, on: today)),
    ]
    guard let attestation = Samples.attestation else { return samples }
    func judged(
      _ standing: DocumentStanding, _ basis: Verification.Basis = .ledger, on day: CivilDate = today
    ) -> Verification {
      .judge(attestation, standing: standing, basis: basis, on: day)
    }
    samples["valid"] = page(judged(.current))
    samples["superseded"] = page(judged(.superseded(on: today), .list(today)))
    samples["revoked"] = page(judged(.revoked(on: today)))
    samples["expired"] = page(judged(.current, on: Samples.day("2029-01-01")), suspect: true)
    return samples
  }
}
