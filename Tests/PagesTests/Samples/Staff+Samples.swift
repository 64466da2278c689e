import ServiceHall

@testable import Pages

extension SignInPage: SampledPage {
  static var samples: [String: SignInPage] {
    [
      "asked": SignInPage(frame: Samples.machine, next: "/h/chengguan/desk"),
      "wrong": SignInPage(
        frame: Samples.machine.with(.refused(code: "wrong-credentials")), account: "liming"),
    ]
  }
}

extension SignedOutPage: SampledPage {
  static var samples: [String: SignedOutPage] {
    ["out": SignedOutPage(frame: Samples.machine)]
  }
}

extension StaffRow {
  fileprivate static let rows = [
    StaffRow(
      account: "wangfang", name: "王芳",
      grants: [Granted(role: .hallAdmin, hallName: "城关镇便民服务中心")], isLocked: false, isSelf: true),
    StaffRow(account: "liming", name: "李明", grants: [Granted(role: .clerk)], isLocked: false),
    StaffRow(
      account: "zhaojing", name: "赵静", grants: [Granted(role: .auditor)], isLocked: true),
  ]
}

extension AdminStaffPage: SampledPage {
  static var samples: [String: AdminStaffPage] {
    [
      "staff": AdminStaffPage(frame: Samples.admin, staff: StaffRow.rows, key: "k1"),
      "wrong": AdminStaffPage(
        frame: Samples.admin.with(
          .faults([FieldFault("password", .tooShort), FieldFault("grants", .notCombinable)])),
        staff: [],
        form: StaffForm(
          account: "liming", name: "李明", grants: [StaffForm.Grant(role: "clerk")]), key: "k1"),
    ]
  }
}

extension CountyStaffPage: SampledPage {
  static var samples: [String: CountyStaffPage] {
    [
      "staff": CountyStaffPage(
        frame: Samples.county, staff: StaffRow.rows,
        halls: [Choice(value: "chengguan", name: "城关镇便民服务中心")], key: "k1"),
      "wrong": CountyStaffPage(
        frame: Samples.county.with(.faults([FieldFault("grants", .required)])), staff: [],
        halls: [Choice(value: "chengguan", name: "城关镇便民服务中心")],
        form: StaffForm(
          account: "liming", name: "李明",
          grants: [StaffForm.Grant(role: "clerk", hall: "chengguan")]), key: "k1"),
    ]
  }
}
