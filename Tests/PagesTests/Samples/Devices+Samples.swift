import ServiceHall

@testable import Pages

extension PairPage: SampledPage {
  static var samples: [String: PairPage] {
    [
      "asked": PairPage(frame: Samples.machine),
      "wrong": PairPage(frame: Samples.machine.with(.refused(code: "wrong-pairing-code"))),
    ]
  }
}

extension AdminDevicesPage: SampledPage {
  static var samples: [String: AdminDevicesPage] {
    [
      "devices": AdminDevicesPage(
        frame: Samples.admin,
        devices: [
          Row(
            device: "kiosk-1", kind: .kiosk, name: "大门口取号机", lastSeen: "09:40",
            userAgent: "Chrome 69"),
          Row(device: "board-1", kind: .board, name: "大厅东墙"),
        ], offer: Offer(code: "482913", name: "二楼取号机", kind: .kiosk, expiresAt: "09:51"),
        key: "k1"),
      "empty": AdminDevicesPage(
        frame: Samples.admin.with(.faults([FieldFault("name", .required)])), devices: [],
        kind: .board, key: "k1"),
    ]
  }
}
