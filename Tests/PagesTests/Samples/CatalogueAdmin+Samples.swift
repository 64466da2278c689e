import ServiceHall

@testable import Pages

extension AdminItemsPage: SampledPage {
  static var samples: [String: AdminItemsPage] {
    let rows = ItemVersion.State.allCases.enumerated().map { index, state in
      Row(
        code: "DEMO-\(index + 1)", name: "示例事项\(index + 1)", kind: .benefit, department: "演示县民政局",
        state: state, latest: index + 1)
    }
    var found = AdminItemsPage(
      frame: Samples.county.with(.done(.itemWithdrawn)), rows: rows, departments: ItemSamples.departments)
    found.words = "示例 & 津贴"
    found.department = "MZ"
    found.state = .draft
    found.after = "DEMO-0"
    found.next = "DEMO-3"
    var nothing = AdminItemsPage(
      frame: Samples.county.with(.faults([FieldFault("file", .required)])), rows: [],
      departments: ItemSamples.departments)
    nothing.words = "没有的"
    nothing.importForm = ImportForm(isPartial: true)
    return [
      "found": found, "nothing-found": nothing,
      "empty": AdminItemsPage(frame: Samples.county, rows: [], departments: []),
    ]
  }
}

extension AdminImportPage: SampledPage {
  private static func sample(
    dryRun: Bool, applied: Bool, refused: [RowFault], partial: Bool = false
  ) -> AdminImportPage {
    AdminImportPage(
      frame: Samples.county, filename: "示例事项.csv", isDryRun: dryRun, isApplied: applied, added: 12,
      changed: 3, unchanged: 40, refused: refused, importForm: ImportForm(isPartial: partial))
  }

  static var samples: [String: AdminImportPage] {
    let faults = [
      RowFault(row: 0, field: "", code: .encoding), RowFault(row: 3, field: "申请材料.2", code: .vague),
      RowFault(row: 7, field: "承诺时限", code: .exceeds),
    ]
    let many = (2..<700).map { RowFault(row: $0, field: "部门编码", code: .unknown) }
    return [
      "applied": sample(dryRun: false, applied: true, refused: []),
      "applied-partly": sample(dryRun: false, applied: true, refused: faults, partial: true),
      "tried": sample(dryRun: true, applied: false, refused: []),
      "tried-partly": sample(dryRun: true, applied: false, refused: faults, partial: true),
      "refused": sample(dryRun: false, applied: false, refused: faults),
      "refused-much": sample(dryRun: true, applied: false, refused: many),
    ]
  }
}

enum ItemSamples {
  static let departments = [
    Choice(value: "MZ", name: "演示县民政局"), Choice(value: "RS", name: "演示县人社局"),
  ]

  static let day = CivilDate(year: 2027, month: 3, day: 1) ?? CivilDate(daysSinceEpoch: 0)

  static let sheet = ItemSheet(cells: [
    "codes.implementation": "DEMO-1", "codes.profile": "自定", "name": "示例津贴发放", "kind": "行政给付",
    "department": "MZ", "exercisingBody": "演示县民政局", "bases": "示例办法|第一条|示例。|待核",
    "conditions": "本县户籍\n年满八十周岁", "materials": "居民身份证|0|1\n户口簿|1|0|本人|必要",
    "processing": "承诺件", "statutoryLimit": "20个工作日", "promisedLimit": "10个工作日", "visits": "1",
    "stages": "accept|受理|窗口人员|1个工作日|材料齐全|受理>decide;不予受理\ndecide|决定|审批人员||| 准予;不予批准",
    "isSecret": "否", "isPublic": "是", "isDemonstration": "是", "delegation": "授权到位",
    "consultationPhone": "0199-0000102", "supervision": "拨打监督电话",
  ])

  static func known(upper: String? = nil, latest: ItemVersion.State) -> AdminItemPage.Known {
    AdminItemPage.Known(
      code: "DEMO-1", name: "示例津贴发放", stored: sheet, upperCatalogue: upper,
      versions: [(3, latest), (2, .published), (1, .draft)].map { number, state in
        AdminItemPage.Version(
          ItemVersion(
            number: number, state: state, reason: "第 \(number) 次修改", effectiveOn: day,
            savedAt: Moment(milliseconds: 0), savedBy: "staff:county1"),
          savedAt: "2027-03-0\(number) 09:41", savedBy: "张三")
      })
  }
}

extension AdminItemPage: SampledPage {
  static var samples: [String: AdminItemPage] {
    var blank = ItemSamples.sheet
    for column in ItemSheet.columns where column.key != "processing" { blank[column.key] = "" }
    var typed = ItemSamples.sheet
    typed["visits"] = "两次"
    typed["department"] = "XX"
    typed["materials"] = "居民身份证|0|1\n其他材料|1"
    let faulty = AdminItemPage(
      frame: Samples.county.with(
        .itemFaults([
          FieldFault("materials.1.name", .vague), FieldFault("visits", .wrongType),
          FieldFault("department", .unknown), FieldFault("codes.implementation", .notCombinable),
          FieldFault("statutoryLimit.days", .outOfRange),
        ])), sheet: typed, departments: ItemSamples.departments,
      known: ItemSamples.known(latest: .draft))
    var publishing = AdminItemPage(
      frame: Samples.county.with(
        .itemFaults(
          ["exercisingBody", "bases", "stages", "supervision", "consultationPhone"].map {
            FieldFault($0, .required)
          } + [FieldFault("isSecret", .notCombinable)])), sheet: blank,
      departments: ItemSamples.departments, known: ItemSamples.known(latest: .withdrawn))
    publishing.isPublishing = true
    var withdrawing = AdminItemPage(
      frame: Samples.county.with(.faults([FieldFault("withdraw-reason", .required)])),
      sheet: ItemSamples.sheet, departments: ItemSamples.departments,
      known: ItemSamples.known(latest: .published))
    withdrawing.withdrawReason = " "
    return [
      "new": AdminItemPage(frame: Samples.county, sheet: blank, departments: ItemSamples.departments),
      "faulty": faulty, "publishing": publishing, "withdrawing": withdrawing,
      "published": AdminItemPage(
        frame: Samples.county.with(.done(.itemPublished)), sheet: ItemSamples.sheet,
        departments: ItemSamples.departments, known: ItemSamples.known(latest: .published)),
      "fixed": AdminItemPage(
        frame: Samples.county.with(.itemFaults([FieldFault("codes", .locked), FieldFault("name", .locked)])),
        sheet: ItemSamples.sheet, departments: ItemSamples.departments,
        known: ItemSamples.known(upper: "示例上级目录 2027 版", latest: .draft)),
      "changed-meanwhile": AdminItemPage(
        frame: Samples.county.with(.refused(code: "item-changed", values: ["who": "李四", "n": "3"])),
        sheet: typed, departments: ItemSamples.departments, known: ItemSamples.known(latest: .draft)),
    ]
  }
}

extension AdminDifferencePage: SampledPage {
  static var samples: [String: AdminDifferencePage] {
    var before = ItemSamples.sheet
    before["materials"] = "居民身份证|0|1\n结婚证|1"
    before["promisedLimit"] = ""
    func page(_ old: ItemSheet, all: Bool) -> AdminDifferencePage {
      AdminDifferencePage(
        frame: Samples.county, code: "DEMO-1", name: "示例津贴发放",
        old: Side(number: 1, state: .published, sheet: old),
        new: Side(number: 2, state: .draft, sheet: ItemSamples.sheet), versions: [2, 1], showsAll: all)
    }
    return [
      "changed": page(before, all: false), "all": page(before, all: true),
      "same": page(ItemSamples.sheet, all: false),
    ]
  }
}

extension AdminDepartmentsPage: SampledPage {
  static var samples: [String: AdminDepartmentsPage] {
    let departments = [("MZ", "演示县民政局"), ("RS", "演示县人社局")].compactMap { code, name in
      Department.ID(code).map {
        Department(
          id: $0, name: name, uscc: code == "MZ" ? "11119999MB1234567X" : nil, phone: "0199-0000102",
          isDemonstration: true)
      }
    }
    var wrong = Form()
    wrong.code = "民政"
    wrong.uscc = "1"
    return [
      "list": AdminDepartmentsPage(frame: Samples.county, departments: departments),
      "empty": AdminDepartmentsPage(frame: Samples.county, departments: []),
      "edit": AdminDepartmentsPage(
        frame: Samples.county, departments: departments, form: departments.first.map(Form.init) ?? Form(),
        isEdit: true),
      "faulty": AdminDepartmentsPage(
        frame: Samples.county.with(
          .faults([
            FieldFault("departments.id", .format), FieldFault("departments.name", .required),
            FieldFault("departments.uscc", .format),
          ])), departments: departments, form: wrong),
    ]
  }
}
