import ServiceHall

@testable import Pages

extension AdminChannelPage: SampledPage {
  static var samples: [String: AdminChannelPage] {
    let url = "https://city.example"
    return [
      "flowing": AdminChannelPage(
        frame: Samples.admin.with(.done(.sendingNow)), condition: .flowing,
        upstream: Upstream(url: url, waitingUrgent: 0, waitingNormal: 0, heardAt: "09:41")),
      "congested": AdminChannelPage(
        frame: Samples.admin, condition: .congested,
        upstream: Upstream(
          url: url, waitingUrgent: 3, waitingNormal: 12_845, waitingFiles: 12,
          waitingBytes: 18_400_000, oldestSeconds: 4320, heardAt: "09:40"),
        returned: [
          Returned(
            at: "09:12", kind: .return, entity: "case:119999100202611200000173",
            reason: "居住证明看不清，请重新拍照"),
          Returned(
            at: "2026-11-19 17:02", kind: .rejected, entity: "visit:119999100202611190000088",
            reason: ""),
          Returned(
            at: "2026-11-19 16:30", kind: .rejected, entity: "journal",
            reason: "unknown field \"rating\" in table spjgxx, row 118822"),
          Returned(at: "2026-11-18 10:05", kind: .rejected, entity: "other:7", reason: "不接收"),
        ],
        parked: [
          Parked(
            at: "09:02", entity: "case:119999100202611200000173", code: "missing",
            details: ["field": "applicant"])
        ],
        notices: [Notice(at: "08:30", text: "今晚 22 点到 24 点平台维护，期间记录会晚一些收到（测试）。")]),
      "interrupted": AdminChannelPage(
        frame: Samples.admin, condition: .interrupted,
        upstream: Upstream(
          url: "https://convenience-service.platform.city.example:8443", waitingUrgent: 118,
          waitingNormal: 2210, oldestSeconds: 266_400, heardAt: "2026-11-17 08:02")),
      "never-heard": AdminChannelPage(
        frame: Samples.admin, condition: .interrupted,
        upstream: Upstream(url: url, waitingUrgent: 0, waitingNormal: 4, oldestSeconds: 41)),
      "regained": AdminChannelPage(
        frame: Samples.admin, condition: .flowing,
        upstream: Upstream(url: url, waitingUrgent: 0, waitingNormal: 0, heardAt: "09:41"),
        regained: Regained(
          rows: 412, from: "2026-11-18 08:31", to: "2026-11-19 16:58",
          kinds: [("ticket.issued", 140), ("ticket.called", 138), ("ticket.finished", 134)])),
      "alone": AdminChannelPage(frame: Samples.admin, condition: .unconnected),
    ]
  }
}

extension AdminRegainedPage: SampledPage {
  static var samples: [String: AdminRegainedPage] {
    [
      "rows": AdminRegainedPage(
        frame: Samples.admin,
        rows: [
          JournalPage.Row(
            seq: 8_812, at: "2026-11-18 08:31:05", actor: "visitor", device: "kiosk-1",
            kind: "ticket.issued", subject: "#8812"),
          JournalPage.Row(
            seq: 8_813, at: "2026-11-18 08:33:40", actor: "staff:wang", device: "",
            kind: "ticket.called", subject: "#8812"),
        ], next: 91_204),
      "empty": AdminRegainedPage(frame: Samples.admin, rows: []),
    ]
  }
}

extension ReceiverPage: SampledPage {
  static var samples: [String: ReceiverPage] {
    [
      "halls": ReceiverPage(
        frame: Samples.machine,
        halls: [
          Row(
            code: "chengguan", name: "城关镇便民服务中心", division: "119999101000", heardAt: "09:41",
            urgent: 1288, normal: 184_203,
            relay: Relay(url: "https://city.example", waiting: 12, parked: 3, heardAt: "09:40")),
          Row(
            code: "hexi", name: "河西乡便民服务中心", division: "119999102000",
            heardAt: "2026-11-18 16:55", urgent: 402, normal: 9120, parked: 2, quarantined: 1),
          Row(code: "shuanglong", name: "双龙村便民服务站", division: "119999102201"),
        ], work: Work(ready: 14, parked: 2, conflicting: 1)),
      "empty": ReceiverPage(
        frame: Samples.machine, halls: [], work: Work(ready: 0, parked: 0, conflicting: 0)),
    ]
  }
}

extension AdminFerryPage: SampledPage {
  static var samples: [String: AdminFerryPage] {
    let trip = FerryTrip(at: Moment(milliseconds: 0), written: 1284, taken: 2, ignored: 0)
    return [
      "plugged-in": AdminFerryPage(
        frame: Samples.admin, waiting: 1284, ferry: FerryState(place: .present, last: trip),
        lastAt: "09:31"),
      "working": AdminFerryPage(
        frame: Samples.admin, waiting: 1284, ferry: FerryState(place: .present, isWorking: true)),
      "full": AdminFerryPage(
        frame: Samples.admin, waiting: 12_845,
        ferry: FerryState(place: .present, last: trip, fault: .full), lastAt: "2026-11-19 17:02"),
      "brought": AdminFerryPage(
        frame: Samples.admin, waiting: 0, ferry: FerryState(place: .absent), brought: trip),
      "not-ours": AdminFerryPage(
        frame: Samples.admin, waiting: 12, ferry: FerryState(),
        brought: FerryTrip(at: Moment(milliseconds: 0), ignored: 1)),
      "alone": AdminFerryPage(frame: Samples.admin, waiting: nil, ferry: FerryState()),
    ]
  }
}
