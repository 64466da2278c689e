import HallTesting
import Testing

@testable import ServiceHall

@Suite("Records")
struct RecordTests {
  @Test("(1) everything about a case has one entity, everything about a visit another")
  func entities() throws {
    let number = try ProfileFiles.caseNumber()
    #expect(number.rawValue.count == 25)
    for record in try ProfileFiles.full() {
      let expected = record.kind == .visit ? "visit:7a-4821" : "case:\(number.rawValue)"
      #expect(record.entity == expected)
    }
    let rated = Record.Evaluation(
      subject: .visit(.named("7a-4821")), channel: .evaluator, satisfaction: .fair, ratedAt: .fridayMorning)
    #expect(ProfileFiles.record(.evaluation(rated)).entity == "visit:7a-4821")
  }

  @Test("(2) every kind has its fields, filled with values of their shapes")
  func fields() throws {
    let records = try ProfileFiles.full()
    #expect(records.map(\.kind) == Record.Kind.allCases)
    for record in records {
      let fields = record.kind.fields
      #expect(Set(fields.map(\.name)).count == fields.count)
      let values = record.values(ProfileFiles.stamp)
      #expect(values.count == fields.count)
      guard case .object(let tree) = record.fields else {
        Issue.record("no object")
        continue
      }
      #expect(tree.count + RowStamp.fields.count == fields.count)
      for (field, value) in zip(fields, values) {
        if tree[field.name] != nil { #expect(tree[field.name] == value) }
        switch (field.shape, value) {
        case (.text, .text), (.integer, .integer), (.flag, .flag), (.moment, .moment),
          (.date, .date), (.texts, .list), (.manifests, .list):
          break
        case (.code(let vocabulary), .code(let code)): #expect(vocabulary.codes.contains(code))
        default: Issue.record("\(record.kind).\(field.name) is \(value)")
        }
      }
    }
  }

  @Test("a change of a case's state is urgent, what hangs on it is not")
  func urgency() {
    let urgent = Record.Kind.allCases.filter(\.isUrgent)
    #expect(urgent == [.accept, .process, .special, .result, .delivery])
  }

  @Test("a vocabulary has each code once", arguments: Vocabulary.allCases)
  func vocabularies(_ vocabulary: Vocabulary) {
    #expect(vocabulary.codes.count > 1)
    #expect(Set(vocabulary.codes).count == vocabulary.codes.count)
  }

  @Test("a visit ends as its ticket does")
  func outcomes() {
    #expect(Record.VisitOutcome(.done(.unresolved)) == .unresolved)
    #expect(Record.VisitOutcome(.void) == .void)
    #expect(Record.VisitOutcome(.missed) == nil)
    #expect(Record.VisitOutcome(.serving(.named("3"))) == nil)
  }
}
