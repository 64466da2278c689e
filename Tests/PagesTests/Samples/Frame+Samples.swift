@testable import Pages

extension RefusalPage: SampledPage {
  static var samples: [String: RefusalPage] {
    [
      "not-found": RefusalPage(frame: Samples.machine, status: 404, code: "not-found"),
      "line-closed": RefusalPage(
        frame: Samples.visitor, status: 409, code: "line-closed",
        values: ["reason": "系统维护，下午恢复"], back: "/h/chengguan/kiosk"),
      "internal": RefusalPage(
        frame: Samples.clerk, status: 500, code: "internal", incident: "7F3K-2210"),
    ]
  }
}

extension HelpPage: SampledPage {
  static var samples: [String: HelpPage] {
    ["help": HelpPage(frame: Samples.machine)]
  }
}
