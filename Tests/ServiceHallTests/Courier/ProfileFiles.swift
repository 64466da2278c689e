import Foundation
import HallTesting
import Testing

@testable import ServiceHall

/// The profiles that are shipped, and records to write with them.
enum ProfileFiles {
  struct Missing: Error { let path: String }

  static func text(_ path: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    guard let data = FileManager.default.contents(atPath: root.appending(path: "Templates/\(path)").path),
      let text = String(data: data, encoding: .utf8)
    else { throw Missing(path: path) }
    return text
  }

  static let names = ["yizhan", "national", "gbt39046", "zhejiang"]

  static func profile(_ name: String) throws -> Profile {
    try Profile.load(text("profiles/\(name).json"))
  }

  static func words() throws -> SyntheticWords {
    try SyntheticWords(json: text("strings/synthetic.json"))
  }

  static let division = DivisionCode.named("119999100000")
  static let hall = Hall.ID.named("chengguan")

  static let stamp = RowStamp(
    rowGUID: "0123456789abcdef0123456789abcdef", version: 3, operation: .insert,
    batch: "fedcba9876543210fedcba9876543210", writtenAt: .fridayMorning)

  static func caseNumber() throws -> CaseNumber {
    try CaseNumber(
      division: division, day: UTCOffset.beijing.date(of: .fridayMorning), mark: .numbered(7), serial: 173)
  }

  static let organisation = Record.Organisation(code: "11119999000000019Y", name: "演示县民政局")
  static let party = Record.Party(
    name: "测试甲", kind: .person, certificate: .residentID, number: "119999190001010011")
  static let contact = Record.Contact(
    name: "测试乙", certificate: .residentID, number: "119999190001010011", phone: "10000000001")

  static func record(_ payload: Record.Payload) -> Record {
    Record(hall: hall, division: division, payload: payload)
  }

  /// A record of every kind with every field filled in.
  static func full() throws -> [Record] {
    try [
      .accept(acceptance()), .process(step()), .special(special()), .result(conclusion()),
      .material(
        Record.ReceivedMaterial(
          caseNumber: caseNumber(), serial: 1, name: "申请表", receiving: .paper, count: 2,
          receivedAt: .fridayMorning, attachment: "a.pdf", manifests: [manifest()], remark: "备注")),
      .licence(licence()), .payment(payment()), .delivery(delivery()), .evaluation(evaluation()),
      .visit(visit()),
    ].map(record)
  }

  static func manifest() throws -> BlobManifest {
    let digest = String(repeating: "0123456789abcdef", count: 4)
    let shape = try #require(BlobShape(id: .named(digest), size: 20_000, chunkSize: 16 << 10))
    return try #require(
      BlobManifest(shape: shape, media: "application/pdf", chunks: [digest, digest]))
  }

  static func acceptance() throws -> Record.Acceptance {
    var acceptance = Record.Acceptance(
      caseNumber: try caseNumber(),
      item: Record.Item(
        basicCode: "000511017000", implementationCode: "11119999000000027R4000511017000",
        handlingCode: "11119999000000027R400051101700001", localBasicCode: "XK00101000",
        localImplementationCode: "XK00101000-1", name: "高龄津贴发放", version: 2, kind: .benefit),
      applicant: party, appliedAt: .fridayMorning, form: .window, processing: .promised,
      acceptedAt: .fridayMorning + .minutes(5), organisation: organisation, handler: "窗口员甲")
    acceptance.summary = "摘要"
    acceptance.legalRepresentative = "测试丙"
    acceptance.contact = contact
    acceptance.address = "演示县测试路1号"
    acceptance.postcode = "119999"
    acceptance.documentNumber = "演民受〔2026〕1号"
    acceptance.promisedDay = CivilDate("2026-12-04")
    return acceptance
  }

  static func step() throws -> Record.Step {
    Record.Step(
      caseNumber: try caseNumber(), serial: 1, stage: "审查", action: .passed, state: .done,
      handler: "审查员丙", opinion: "同意", startedAt: .fridayMorning,
      endedAt: .fridayMorning + .hours(2), organisation: organisation)
  }

  static func special() throws -> Record.Special {
    var special = Record.Special(
      caseNumber: try caseNumber(), serial: 1, kind: .other, procedure: .hearing, name: "听证",
      reason: "行政许可法第四十五条", requester: "测试甲", startedAt: .fridayMorning,
      expectedEndAt: .fridayMorning + .hours(240), organisation: organisation, handler: "审查员丙")
    special.endedAt = .fridayMorning + .hours(200)
    special.result = "符合要求"
    special.opinion = "同意"
    return special
  }

  static func conclusion() throws -> Record.Conclusion {
    var conclusion = Record.Conclusion(
      caseNumber: try caseNumber(), result: .documentIssued, endedAt: .fridayMorning,
      organisation: organisation, isPosted: true, isCharged: false, handler: "审批员丁")
    conclusion.explanation = "准予"
    conclusion.documentName = "演示许可证"
    conclusion.documentNumber = "演示1号"
    conclusion.validity = "五年"
    conclusion.satisfaction = .satisfied
    return conclusion
  }

  static func licence() throws -> Record.IssuedLicence {
    Record.IssuedLicence(
      caseNumber: try caseNumber(), name: "演示许可证", number: "演示1号", typeName: "演示许可证",
      typeCode: "11119999000000019Y001",
      id: try LicenceID(
        kind: "11119999000000019Y001", issuer: "11119999000000019Y", serial: "1", version: "001"),
      holder: party, issuer: organisation, issuedDay: CivilDate(daysSinceEpoch: 20_777),
      validUntil: CivilDate(daysSinceEpoch: 22_603))
  }

  static func payment() throws -> Record.Payment {
    Record.Payment(
      caseNumber: try caseNumber(), number: "JK0001", organisation: organisation,
      collector: "窗口员甲", amount: "12.50", paidAt: .fridayMorning, payer: "测试甲")
  }

  static func delivery() throws -> Record.Delivery {
    var delivery = Record.Delivery(
      caseNumber: try caseNumber(), serial: 1, method: .proxy, documents: ["演示许可证", "决定书"],
      receiver: contact, sentAt: .fridayMorning, receivedAt: .fridayMorning + .hours(1),
      handler: "窗口员甲")
    delivery.relation = "父子"
    delivery.trackingNumber = "KD0001"
    delivery.refusalReason = "无"
    delivery.witness = "测试丁"
    return delivery
  }

  static func evaluation() throws -> Record.Evaluation {
    var evaluation = Record.Evaluation(
      subject: .caseFile(try caseNumber()), channel: .code, satisfaction: .verySatisfied,
      ratedAt: .fridayMorning)
    evaluation.rater = "测试甲"
    evaluation.comment = "办得很快"
    evaluation.item = try acceptance().item
    evaluation.processing = .promised
    evaluation.acceptedAt = .fridayMorning
    evaluation.organisation = organisation
    evaluation.window = .named("3")
    evaluation.clerk = .named("clerk1")
    return evaluation
  }

  static func visit() -> Record.Visit {
    var visit = Record.Visit(
      number: .named("7a-4821"), ticket: TicketNumber(line: .named("A"), ordinal: 5),
      day: CivilDate(daysSinceEpoch: 20_777), line: .named("A"), lineName: "社会保障",
      issuedAt: .fridayMorning, endedAt: .fridayMorning + .minutes(30), outcome: .served)
    visit.window = .named("3")
    visit.clerk = .named("clerk1")
    visit.items = ["高龄津贴", "\"a\"\t\n"]
    visit.priority = .elderly
    visit.calledAt = .fridayMorning + .minutes(10)
    visit.startedAt = .fridayMorning + .minutes(11)
    return visit
  }
}

extension Profile {
  /// What is written, or why not.
  func line(_ record: Record, _ stamp: RowStamp = ProfileFiles.stamp) throws -> String {
    try express(record, as: stamp).get()
  }

  func parked(_ record: Record) -> Parked? {
    if case .failure(let parked) = express(record, as: ProfileFiles.stamp) { parked } else { nil }
  }

  /// The members of the row.
  func row(_ record: Record) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(try line(record).utf8))
    return (object as? [String: Any])?["row"] as? [String: Any] ?? [:]
  }
}
