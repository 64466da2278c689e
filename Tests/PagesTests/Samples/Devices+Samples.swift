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
            engine: "Chromium 69", printer: PrinterCondition(failure: .paperOut, answers: true)),
          Row(device: "kiosk-2", kind: .kiosk, name: "西门", printer: .ready),
          Row(
            device: "kiosk-3", kind: .kiosk, name: "二楼",
            printer: PrinterCondition(failure: nil, isPaperLow: true, answers: true)),
          Row(device: "kiosk-4", kind: .kiosk, name: "三楼", printer: .silent),
          Row(device: "board-1", kind: .board, name: "大厅东墙", isMuted: true),
          Row(device: "board-2", kind: .board, name: "二楼", isMuted: false),
        ], offer: Offer(code: "482913", name: "二楼取号机", kind: .kiosk, expiresAt: "09:51"),
        key: "k1"),
      "empty": AdminDevicesPage(
        frame: Samples.admin.with(.faults([FieldFault("name", .required)])), devices: [],
        kind: .board, key: "k1"),
    ]
  }
}

extension AdminDevicePage: SampledPage {
  static var samples: [String: AdminDevicePage] {
    let page = { (device: Device, frame: Frame) in
      AdminDevicePage(
        frame: frame, device: device.id.rawValue, kind: device.kind, name: device.name,
        form: DeviceForm(device), isDriven: device.printer.isDriven,
        printer: device.printer.isDriven ? .ready : nil, lines: Samples.choices,
        windows: [Choice(value: "1", name: "1号窗口"), Choice(value: "2", name: "2号窗口")])
    }
    var samples: [String: AdminDevicePage] = [:]
    let setups: [(Device.Kind, Device.Setup?)] = [
      (
        .kiosk,
        .kiosk(
          SlipPrinter(connection: .network(host: "192.168.1.60", port: 9100), paper: .narrow),
          locker: Locker(host: "192.168.1.70", port: 7010, cells: 12))
      ),
      (.board, nil), (.evaluator, nil), (.printer, nil),
    ]
    for (kind, setup) in setups {
      guard let id = Device.ID("\(kind.rawValue)-1"), let hall = Hall.ID("chengguan") else { continue }
      let device = Device(id: id, hall: hall, kind: kind, name: "大门口", setup: setup)
      samples[kind.rawValue] = page(device, Samples.admin)
      samples["\(kind.rawValue)-wrong"] = page(
        device,
        Samples.admin.with(.faults([FieldFault("name", .required), FieldFault("name", .tooLong)])))
      if kind == .kiosk { samples["kiosk-wrong"]?.printsChinese = false }
    }
    samples["board-too-small"] = samples["board"]
    samples["board-too-small"]?.tooSmallBeyond = 104
    var form = DeviceForm()
    form.printing = "network"
    samples["no-windows"] = AdminDevicePage(
      frame: Samples.admin.with(.faults([FieldFault("window", .unknown)])), device: "evaluator-1",
      kind: .evaluator, name: "大门口", form: form, lines: [], windows: [])
    return samples
  }
}
