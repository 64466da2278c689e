import Foundation
import HallTesting
import Testing

@testable import ServiceHall

@Suite("Profiles")
struct ProfileTests {
  /// What each shipped profile takes.
  static let covered: [String: [Record.Kind]] = [
    "yizhan": Record.Kind.allCases,
    "national": [.accept, .process, .special, .result, .material, .licence, .evaluation],
    "gbt39046": [.accept, .process, .special, .result, .material, .licence, .payment, .evaluation],
    "zhejiang": [.evaluation],
  ]

  @Test("every kind goes through every profile, or is said not to be covered", arguments: ProfileFiles.names)
  func everyKind(_ name: String) throws {
    let profile = try ProfileFiles.profile(name)
    #expect(profile.name == name)
    #expect(profile.order == Self.covered[name])
    for record in try ProfileFiles.full() {
      guard profile.covers(record.kind) else {
        #expect(profile.parked(record) == .notCovered(record.kind))
        continue
      }
      #expect(profile.parked(record) == nil)
      // A full record fills every column.
      #expect(Set(try profile.row(record).keys) == Set(profile.columns(of: record.kind)))
    }
  }

  @Test("(4) what is written is canonical", arguments: ProfileFiles.names)
  func canonical(_ name: String) throws {
    let profile = try ProfileFiles.profile(name)
    for record in try ProfileFiles.full() where profile.covers(record.kind) {
      let line = try profile.line(record)
      try Canonical.check(line)
    }
  }

  @Test("(4) a text is escaped as everywhere else")
  func escaping() {
    let text = (0..<0x80).compactMap { Unicode.Scalar($0) }.map { String($0) }.joined() + "中😀/"
    var canonical = CanonicalObject()
    canonical.add("a", text: text)
    var plain = JSONText()
    plain.add("a", text)
    #expect(Array(canonical.text.utf8) == plain.bytes)
  }

  @Test("our own profile says every field of every kind, and reads all of it back")
  func complete() throws {
    let profile = try ProfileFiles.profile("yizhan")
    for record in try ProfileFiles.full() {
      let fields = record.kind.fields
      #expect(Set(profile.columns(of: record.kind)) == Set(fields.map(\.name)))
      let reading = try profile.read(try profile.line(record))
      #expect(reading.kind == record.kind)
      for (field, value) in zip(fields, record.values(ProfileFiles.stamp)) {
        #expect(reading.fields[field.name] == value, "\(record.kind).\(field.name)")
      }
    }
  }

  @Test("(2) every code of every table comes back as it went", arguments: ProfileFiles.names)
  func codes(_ name: String) throws {
    let profile = try ProfileFiles.profile(name)
    var written = 0
    for table in profile.codes.values {
      for code in table.vocabulary.codes {
        guard let theirs = table.code(for: code) else { continue }
        written += 1
        #expect(table.own(for: theirs) == code)
      }
    }
    #expect(written > 10)
    if name == "yizhan" {
      #expect(Set(profile.codes.values.map(\.vocabulary)) == Set(Vocabulary.allCases).subtracting([.flag]))
      for table in profile.codes.values {
        for code in table.vocabulary.codes { #expect(table.code(for: code) == code) }
      }
    }
  }

  @Test("(2) whatever a coded column carries is read back", arguments: ProfileFiles.names)
  func readBack(_ name: String) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let profile = try ProfileFiles.profile(name)
    for _ in 0..<300 {
      let record = try RandomRecords.next(&random)
      guard profile.covers(record.kind) else { continue }
      guard case .success(let line) = profile.express(record, as: ProfileFiles.stamp) else { continue }
      try Canonical.check(line)
      let reading = try profile.read(line)
      let table = try #require(profile.tables[record.kind])
      let values = record.values(ProfileFiles.stamp)
      for column in table.columns where column.codes != nil {
        guard case .field(let place, let field) = column.source else { continue }
        let expected: RecordValue? = values[place] == .null ? nil : values[place]
        #expect(reading.fields[field.name] == expected, "seed \(seed)")
      }
    }
  }

  @Test("what another profile wrote is not read, and neither is an unknown code")
  func unreadable() throws {
    let national = try ProfileFiles.profile("national")
    let line = try national.line(ProfileFiles.record(.result(ProfileFiles.conclusion())))
    #expect(throws: ProfileReadFault.foreign) { try ProfileFiles.profile("yizhan").read(line) }
    #expect(throws: ProfileReadFault.notJSON) { try national.read(String(line.dropLast())) }
    #expect(throws: ProfileReadFault.unknownCode(column: "result_type", code: "8")) {
      try national.read(line.replacing(#""result_type":"0""#, with: #""result_type":"8""#))
    }
    #expect(throws: ProfileReadFault.unknownColumn("result_kind")) {
      try national.read(line.replacing("result_type", with: "result_kind"))
    }
    #expect(throws: ProfileReadFault.wrongType(column: "result_date")) {
      try national.read(
        line.replacing("2026-11-20 09:00:00\",\"result_ex", with: "2026-11-20T09:00:00\",\"result_ex"))
    }
  }
}

/// Checks the form of a line.
enum Canonical {
  static func check(_ line: String) throws {
    #expect(!line.utf8.contains(0x09) && !line.utf8.contains(0x0A))
    let node = try JSONReader.read(line)
    #expect(spelt(node) == line)
  }

  /// The node again, with sorted keys and nothing between.
  private static func spelt(_ node: JSONNode) -> String {
    switch node.value {
    case .null: return "null"
    case .flag(let flag): return flag ? "true" : "false"
    case .integer(let integer): return String(integer)
    case .number(let number): return number
    case .text(let text):
      var object = CanonicalObject()
      object.add("", text: text)
      return String(object.text.dropFirst(4).dropLast())
    case .list(let list): return "[" + list.map(spelt).joined(separator: ",") + "]"
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      let texts = sorted.map { "\"\($0.key)\":\(spelt($0.value))" }
      return "{" + texts.joined(separator: ",") + "}"
    }
  }
}

/// Records of every kind with every code.
enum RandomRecords {
  static func next(_ random: inout SeededGenerator) throws -> Record {
    func one<Value: CaseIterable>(_ type: Value.Type) throws -> Value {
      try #require(Array(Value.allCases).randomElement(using: &random))
    }
    switch random.below(7) {
    case 0:
      let old = try ProfileFiles.acceptance()
      var new = Record.Acceptance(
        caseNumber: old.caseNumber, item: old.item,
        applicant: Record.Party(
          name: "测试\t甲\n\u{1}\"", kind: try one(Record.ApplicantKind.self),
          certificate: try one(Record.CertificateKind.self), number: "119999190001010011"),
        appliedAt: old.appliedAt, form: try one(Record.ApplicationForm.self),
        processing: try one(Processing.self), acceptedAt: old.acceptedAt,
        organisation: old.organisation, handler: old.handler)
      if random.oneIn(2) { new.contact = ProfileFiles.contact }
      return ProfileFiles.record(.accept(new))
    case 1:
      let old = try ProfileFiles.step()
      return ProfileFiles.record(
        .process(
          Record.Step(
            caseNumber: old.caseNumber, serial: 2, stage: "a", action: try one(Record.StepAction.self),
            state: try one(Record.StepState.self), handler: "b", startedAt: old.startedAt,
            organisation: old.organisation)))
    case 2:
      let old = try ProfileFiles.conclusion()
      var new = Record.Conclusion(
        caseNumber: old.caseNumber, result: try one(Record.CaseResult.self), endedAt: old.endedAt,
        organisation: old.organisation, isPosted: random.oneIn(2), isCharged: random.oneIn(2), handler: "b")
      if random.oneIn(2) { new.satisfaction = try one(Satisfaction.self) }
      return ProfileFiles.record(.result(new))
    case 3:
      return ProfileFiles.record(
        .material(
          Record.ReceivedMaterial(
            caseNumber: try ProfileFiles.caseNumber(), serial: 1, name: "a",
            receiving: try one(Record.Receiving.self), count: random.below(3), receivedAt: nil)))
    case 4:
      var new = Record.Evaluation(
        subject: random.oneIn(2) ? .visit(.named("7a-1")) : .caseFile(try ProfileFiles.caseNumber()),
        channel: try one(Record.RatingChannel.self), satisfaction: try one(Satisfaction.self),
        ratedAt: .fridayMorning)
      if random.oneIn(2) { new.processing = try one(Processing.self) }
      return ProfileFiles.record(.evaluation(new))
    case 5:
      return ProfileFiles.record(
        .delivery(
          Record.Delivery(
            caseNumber: try ProfileFiles.caseNumber(), serial: 1,
            method: try one(Record.DeliveryMethod.self), documents: [], receiver: nil, sentAt: nil,
            receivedAt: nil, handler: "b")))
    default:
      var new = Record.Visit(
        number: .named("7a-1"), ticket: TicketNumber(line: .named("A"), ordinal: 1),
        day: CivilDate(daysSinceEpoch: 20_777), line: .named("A"), lineName: "a", issuedAt: .fridayMorning,
        endedAt: .fridayMorning, outcome: try one(Record.VisitOutcome.self))
      if random.oneIn(2) { new.priority = try one(PriorityReason.self) }
      return ProfileFiles.record(.visit(new))
    }
  }
}
