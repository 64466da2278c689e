import HallTesting
import ServiceHall

@testable import Pages

extension Samples {
  /// A power with everything that a guide may say.
  static let item: ServiceItem = {
    func id(_ text: String) -> SituationQuestion.ID { .named(text) }
    var item = ServiceItem(
      codes: ServiceItem.Codes(
        profile: .national31, implementation: "11119999000000027R4110502001000", basic: "110502001000"),
      name: "最低生活保障审核确认", kind: .benefit, department: .named("MZ"))
    item.exercisingBody = "示例县民政局"
    item.bases = [
      LegalBasis(
        law: "示例办法（示例令第1号）", article: "第九条", text: "示例条文，写明谁可以申请。", isVerified: true,
        source: "示例汇编"),
      LegalBasis(law: "设定依据尚未核对"),
    ]
    item.conditions = ["共同生活的家庭成员人均收入低于示例标准", "家庭财产状况符合示例规定"]
    item.acceptConditions = ["材料齐全、符合规定形式"]
    item.questions = [
      SituationQuestion(
        id: id("Q1"), text: "家里有没有下面的情况？",
        answers: [
          .init(id: id("A"), text: "没有"), .init(id: id("B"), text: "有重度残疾人"),
          .init(id: id("C"), text: "有重病患者"),
        ]),
      SituationQuestion(
        id: id("Q2"), text: "残疾人证还在有效期内吗？",
        answers: [.init(id: id("A"), text: "在"), .init(id: id("B"), text: "已经过期")],
        when: [SituationCondition(question: id("Q1"), answers: [id("B")])]),
    ]
    item.materials = [
      Material(name: "居民身份证", originals: 1, copies: 1, source: "公安机关"),
      Material(name: "最低生活保障申请书", source: "窗口免费领取", form: "低保申请书.docx"),
      Material(
        name: "残疾人证", source: "残疾人联合会", necessity: .deferrable,
        when: [SituationCondition(question: id("Q1"), answers: [id("B")])]),
      Material(
        name: "诊断证明", source: "医疗机构", necessity: .optional,
        when: [SituationCondition(question: id("Q1"), answers: [id("B"), id("C")])], note: "近六个月内开具"),
    ]
    item.statutoryLimit = TimeLimit(30, .workingDays)
    item.promisedLimit = TimeLimit(20, .workingDays)
    item.fees = [ServiceItem.Fee(name: "工本费", amount: "5.00", basis: "示例收费文件")]
    item.results = [ServiceItem.ResultDocument(name: "确认通知书", validity: "一年")]
    item.stages = [
      Stage(
        id: id("S1"), name: "收件受理", role: .clerk, limit: TimeLimit(1, .workingDays),
        checklist: ["申请人身份与证件一致", "材料齐全、清晰"],
        outcomes: [.init(name: "受理", next: id("S2")), .init(name: "不予受理"), .init(name: "转到别处办理")],
        risk: .init(level: .low, point: "一次没有告知完", control: "系统只允许一次补正告知")),
      Stage(
        id: id("S2"), name: "入户调查和审查", department: .named("MZ"), limit: TimeLimit(18, .workingDays),
        checklist: ["两人以上入户"],
        outcomes: [.init(name: "建议准予", next: id("S3")), .init(name: "不符合条件", next: id("S4"))],
        risk: .init(level: .high, point: "优亲厚友", control: "公示七日，留存影像")),
      Stage(
        id: id("S3"), name: "决定", role: .hallAdmin,
        outcomes: [.init(name: "准予", next: id("S4")), .init(name: "不予", next: id("S4"))]),
      Stage(id: id("S4"), name: "送达", role: .clerk, outcomes: [.init(name: "已送达")]),
    ]
    item.specialProcedures = [.hearing, .expertReview]
    item.supervision = "到大厅监督窗口反映"
    item.supervisionPhone = "0199-0000002"
    item.consultationPhone = "0199-0000102"
    item.commonQuestions = [.init(question: "多久复核一次？", answer: "家庭情况变化要及时告诉镇里。")]
    item.delegation = .examine
    item.isDemonstration = true
    return item
  }()

  static let itemDepartments = [
    Department(id: .named("MZ"), name: "示例县民政局", phone: "0199-0000102"),
    Department(id: .named("RS"), name: "示例县人力资源和社会保障局"),
  ]

  static let duty = Duty(
    id: .named("DUTY-1"), department: .named("MZ"), name: "审核确认责任", content: "受理申请，组织调查、公示和审批。",
    items: [.named("11119999000000027R4110502001000")],
    accountability: LegalBasis(law: "示例办法（示例令第1号）", article: "第六十六条", text: "示例追责条文。"),
    boundary: "乡镇受理和初审，民政部门审批。", isDemonstration: true)

  static func version(_ number: Int, _ state: ItemVersion.State = .published) -> ItemVersion {
    ItemVersion(
      number: number, state: state, reason: "按新规定调整时限",
      effectiveOn: CivilDate(year: 2026, month: number, day: 1) ?? CivilDate(daysSinceEpoch: 0),
      savedAt: Moment(milliseconds: 1_790_000_000_000), savedBy: "county")
  }
}

extension GuidePage: SampledPage {
  static var samples: [String: GuidePage] {
    let page = GuidePage(
      frame: Samples.machine, item: Samples.item, version: Samples.version(2),
      departments: Dictionary(uniqueKeysWithValues: Samples.itemDepartments.map { ($0.id, $0) }),
      places: [
        Place(hall: "chengguan", hallName: "城关镇便民服务中心", line: "B", lineName: "民政救助"),
        Place(hall: "hexi", hallName: "河西乡便民服务中心", line: "B"),
      ], duties: [Samples.duty], versions: [Samples.version(2), Samples.version(1)], current: 2,
      today: "2026-11-20")
    var answered = page
    answered.files = ["低保申请书.docx": "/forms/abc"]
    answered.answers = [.named("Q1"): .named("B")]
    var former = page
    former.version = Samples.version(1)
    former.current = 2
    var plain = page
    plain.item = ServiceItem(
      codes: ServiceItem.Codes(profile: .free, implementation: "DEMO-1"), name: "失业登记", kind: .publicService,
      department: .named("RS"))
    plain.item.processing = .immediate
    plain.item.visits = 0
    plain.places = []
    plain.duties = []
    plain.versions = [Samples.version(2)]
    return ["whole": page, "answered": answered, "former": former, "plain": plain]
  }
}

extension GuideFilesPage: SampledPage {
  static var samples: [String: GuideFilesPage] {
    let file = try? GuideFile(name: "低保申请书.docx", digest: "abc", size: 24_000)
    return [
      "some": GuideFilesPage(frame: Samples.county, files: [file].compactMap(\.self)),
      "none": GuideFilesPage(
        frame: Samples.county.with(.faults([FieldFault("file", .format)])), files: []),
    ]
  }
}

extension ItemListPage: SampledPage {
  static var samples: [String: ItemListPage] {
    let item = ItemSummary(Samples.item, code: .named("11119999000000027R4110502001000"), version: 1)
    let start = ItemListPage(
      frame: Samples.machine, filter: Filter(), items: [item, item, item], next: 50,
      departments: Samples.itemDepartments, themes: ["社会救助", "养老服务"], lifeEvents: ["退休养老"])
    var found = start
    found.filter.words = "低保"
    found.filter.theme = "社会救助"
    found.filter.hall = .named("chengguan")
    found.hallName = "城关镇便民服务中心"
    found.next = nil
    var none = found
    none.items = []
    none.filter.audience = .enterprise
    none.filter.department = .named("MZ")
    none.filter.lifeEvent = "退休养老"
    return ["start": start, "found": found, "none": none]
  }
}

extension PowerListPage: SampledPage {
  static var samples: [String: PowerListPage] {
    let page = PowerListPage(
      frame: Samples.machine, powers: [Samples.item], kind: .benefit, department: .named("MZ"),
      departments: Samples.itemDepartments, next: 20)
    var none = page
    none.powers = []
    none.next = nil
    return ["some": page, "none": none]
  }
}

extension DutyListPage: SampledPage {
  static var samples: [String: DutyListPage] {
    let page = DutyListPage(
      frame: Samples.machine, duties: [Samples.duty], words: "审批", departments: Samples.itemDepartments,
      names: [.named("11119999000000027R4110502001000"): "最低生活保障审核确认"])
    var none = page
    none.duties = []
    var unlinked = page
    unlinked.names = [:]
    return ["some": page, "none": none, "unlinked": unlinked]
  }
}

extension NegativeListPage: SampledPage {
  static var samples: [String: NegativeListPage] {
    let list = NegativeList(
      id: .named("DEMO"), name: "示例投资负面清单", edition: "2026年示例版",
      effectiveOn: CivilDate(year: 2026, month: 1, day: 1) ?? CivilDate(daysSinceEpoch: 0), source: "示例数据",
      clauses: [
        .init(number: "1", field: "制造业", text: "新建示例小锅炉", measure: .forbidden),
        .init(number: "2", field: "住宿餐饮", text: "在居民住宅楼内新建产生油烟的餐饮项目", measure: .restricted),
      ], isDemonstration: true)
    let page = NegativeListPage(
      frame: Samples.machine,
      editions: [Edition(id: list.id, name: list.name, edition: list.edition)], list: list,
      comparedAt: "2026-11-20 09:41")
    var forbidden = page
    forbidden.words = "锅炉"
    var restricted = page
    restricted.words = "餐饮"
    var unlisted = page
    unlisted.words = "书店"
    return [
      "clauses": page, "forbidden": forbidden, "restricted": restricted, "unlisted": unlisted,
      "none": NegativeListPage(
        frame: Samples.machine, editions: [], list: nil, comparedAt: "2026-11-20 09:41"),
    ]
  }
}

extension KioskItemPage: SampledPage {
  static var samples: [String: KioskItemPage] {
    let asking = KioskItemPage(
      frame: Samples.visitor, key: "k1", item: Samples.item, line: Samples.lines[1], query: "低保",
      lastEvent: 120)
    var bring = asking
    bring.answers = [.named("Q1"): .named("B"), .named("Q2"): .named("A")]
    var identity = bring
    identity.line = Samples.lines[3]
    identity.priority = .elderly
    var closed = bring
    closed.line = Samples.lines[2]
    var elsewhere = bring
    elsewhere.line = nil
    elsewhere.frame = Samples.large
    return [
      "asking": asking, "bring": bring, "identity": identity, "closed": closed, "elsewhere": elsewhere,
    ]
  }
}
