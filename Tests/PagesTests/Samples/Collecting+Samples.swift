import ServiceHall

@testable import Pages

extension Samples {
  static let claimCode = "YZ119999CG0123456789ABCDEFGHJKMNPQRX"
  static let claimTitles = ["食品经营许可证", "户外广告设置批准书"]
  static let claimDay = UTCOffset.beijing.date(of: Moment(seconds: 1_797_728_400))
}

extension KioskCollectPage: SampledPage {
  static var samples: [String: KioskCollectPage] {
    var spoken = Samples.large
    spoken.modes = Frame.Modes(large: true, low: true, spoken: true)
    return [
      "asked": KioskCollectPage(frame: Samples.visitor),
      "unknown": KioskCollectPage(frame: Samples.visitor.with(.refused(code: "unknown-claim-code"))),
      "no-pin": KioskCollectPage(
        frame: Samples.suspect.with(
          .faults([FieldFault("pin", .required), FieldFault("number", .required)]))),
      "spoken": KioskCollectPage(frame: spoken),
    ]
  }
}

extension KioskCollectIdentityPage: SampledPage {
  static var samples: [String: KioskCollectIdentityPage] {
    let page = KioskCollectIdentityPage(
      frame: Samples.visitor, titles: Samples.claimTitles, holder: "张*", idType: "111")
    var wrong = page
    wrong.frame = Samples.large.with(.refused(code: "kiosk-identity"))
    var typo = page
    typo.frame = Samples.visitor.with(.faults([FieldFault("collector.idNumber", .checksum)]))
    var passport = page
    passport.idType = "414"
    passport.frame.modes = Frame.Modes(low: true, spoken: true)
    return ["asked": page, "wrong": wrong, "typo": typo, "passport": passport]
  }
}

extension KioskCollectToldPage: SampledPage {
  static var samples: [String: KioskCollectToldPage] {
    let sentences: [String: Sentence] = [
      "collected": .refused(code: "already-collected", values: ["time": "2026-11-20 09:31，3号窗口"]),
      "expired": .refused(code: "expired", values: ["day": "2026-11-01"]),
      "locked": .refused(code: "claim-locked", values: [:]),
      "spent": .refused(code: "kiosk-identity-spent", values: [:]),
      "counter": .counter(Samples.claimTitles), "agent": .agent(["营业执照"]),
      "elsewhere": .elsewhere(Samples.claimTitles, kiosk: "大门口取号机"),
    ]
    return sentences.mapValues { KioskCollectToldPage(frame: Samples.visitor, sentence: $0) }
  }
}

extension KioskCellPage: SampledPage {
  static var samples: [String: KioskCellPage] {
    var samples: [String: KioskCellPage] = [:]
    for state in State.allCases {
      samples[state.rawValue] = KioskCellPage(
        frame: Samples.visitor, cell: 12, state: state, receipt: "CG01-2026112042000170", lastEvent: 120)
    }
    samples["spoken"] = samples["open"]
    samples["spoken"]?.frame.modes = Frame.Modes(large: true, low: true, spoken: true)
    return samples
  }
}

extension ClaimFollowPage: SampledPage {
  static var samples: [String: ClaimFollowPage] {
    var samples: [String: ClaimFollowPage] = [:]
    for state in State.allCases {
      samples[state.rawValue] = ClaimFollowPage(
        frame: Samples.visitor, code: Samples.claimCode, state: state, titles: Samples.claimTitles,
        holder: "张*", until: Samples.claimDay, collected: "2026-11-20 09:31，3号窗口")
    }
    samples["locker"] = samples["waiting"]
    samples["locker"]?.locker = "大门口取号机"
    samples["locker"]?.frame = Samples.large
    samples["body"] = samples["waiting"]
    samples["body"]?.isBody = true
    return samples
  }
}

extension ClaimSlipPage: SampledPage {
  static var samples: [String: ClaimSlipPage] {
    guard let strings = try? Gallery.renderer().strings else { return [:] }
    let slip = ClaimSlipFacts(
      hall: "城关镇便民服务中心", holder: "张*", isBody: false, code: Samples.claimCode, pin: "042917",
      documents: Samples.claimTitles.map { ClaimSlip.Document(title: $0, number: "测城许〔2026〕17号") },
      until: Samples.claimDay, day: "2026-11-20", time: "09:41"
    ).words(strings)
    let page = ClaimSlipPage(
      frame: Samples.clerk, slip: slip, code: Samples.claimCode, pin: "042917", printers: [])
    var printed = page
    printed.printing = ClaimSlipPage.Printing.printed(printer: "大门口取号机")
    printed.printers = [Choice(value: "kiosk-1", name: "大门口取号机")]
    var failed = printed
    failed.printing = ClaimSlipPage.Printing.failed(.paperOut)
    return ["browser": page, "printed": printed, "failed": failed]
  }
}

extension AdminLockersPage: SampledPage {
  static var samples: [String: AdminLockersPage] {
    let contents = Content.State.allCases.enumerated().map { index, state in
      Content(
        claim: "48\(index)", titles: Samples.claimTitles, holder: "张*丰", cell: index + 1,
        since: "2026-11-20 09:1\(index)", state: state)
    }
    let waiting = [
      Content(claim: "490", titles: ["残疾人证"], holder: "李*"),
      Content(claim: "491", titles: Samples.claimTitles, holder: "欧**娜"),
    ]
    let page = AdminLockersPage(
      frame: Samples.admin,
      lockers: [
        Locker(device: "kiosk-1", name: "大门口取号机", contents: contents, free: [5, 6, 7, 8]),
        Locker(device: "kiosk-2", name: "二楼取号机", contents: [], free: []),
      ],
      releases: [
        Release(receipt: "CG01-2026112042000170", place: "大门口取号机", cell: 4, at: "2026-11-20 09:13")
      ], waiting: waiting)
    var full = page
    full.lockers = [Locker(device: "kiosk-2", name: "二楼取号机", contents: [], free: [])]
    full.releases = []
    full.frame = Samples.admin.with(.faults([FieldFault("cell", .taken)]))
    return [
      "filled": page, "full": full,
      "none": AdminLockersPage(frame: Samples.clerk, lockers: [], waiting: []),
    ]
  }
}
