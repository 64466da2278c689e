import HallTesting
import Testing

@testable import ServiceHall

@Suite("Synthetic cases")
struct SyntheticCasesTests {
  private static func cases(_ count: Int, seed: UInt64 = 42) throws -> [[SyntheticCases.Entry]] {
    var cases = SyntheticCases(
      seed: seed, hall: ProfileFiles.hall, division: ProfileFiles.division, mark: .numbered(99),
      start: .fridayMorning, words: try ProfileFiles.words())
    return try (0..<count).map { _ in try cases.next() }
  }

  @Test("a thousand cases can be written by every profile that takes cases")
  func thousand() throws {
    let histories = try Self.cases(1000)
    let profiles = try ["yizhan", "national", "gbt39046"].map(ProfileFiles.profile)
    var written = 0
    for entry in histories.joined() {
      for profile in profiles {
        let line = try profile.express(entry.record, as: entry.stamp).get()
        #expect(!line.utf8.contains(0x09) && !line.utf8.contains(0x0A))
        written += 1
      }
    }
    #expect(written > 18_000)
    let kinds = Set(histories.joined().map(\.record.kind))
    #expect(kinds == [.accept, .process, .special, .result, .material, .licence, .evaluation])
    #expect(histories.joined().contains { $0.stamp.operation == .update })
  }

  @Test("(1) records come in the platform's order, and time does not go backwards")
  func order() throws {
    for history in try Self.cases(200) {
      let inserts = history.filter { $0.stamp.operation == .insert }
      let places = inserts.compactMap { Record.Kind.allCases.firstIndex(of: $0.record.kind) }
      #expect(places == places.sorted())
      #expect(history.suffix(history.count - inserts.count).allSatisfy { $0.stamp.operation == .update })
      let times = history.map(\.stamp.writtenAt)
      #expect(times == times.sorted())
    }
  }

  @Test("(2) versions of an entity begin at 1 and grow by one, and no entity comes twice")
  func versions() throws {
    var entities: Set<String> = []
    for history in try Self.cases(300) {
      #expect(history.map(\.stamp.version) == Array(1...history.count))
      let entity = try #require(history.first?.record.entity)
      #expect(history.allSatisfy { $0.record.entity == entity })
      #expect(entities.insert(entity).inserted)
    }
  }

  @Test("(3) a row has an identifier of its own, and its correction has the same")
  func rows() throws {
    let entries = try Self.cases(300).joined()
    let inserts = entries.filter { $0.stamp.operation == .insert }.map(\.stamp.rowGUID)
    #expect(Set(inserts).count == inserts.count)
    #expect(inserts.allSatisfy { $0.utf8.count == 32 })
    for entry in entries where entry.stamp.operation == .update {
      #expect(inserts.contains(entry.stamp.rowGUID))
    }
  }

  @Test("one seed makes one history, another another")
  func seeds() throws {
    #expect(try Self.cases(20) == Self.cases(20))
    #expect(try Self.cases(20) != Self.cases(20, seed: 43))
  }

  @Test("persons and numbers are well formed and plainly synthetic")
  func people() throws {
    let today = UTCOffset.beijing.date(of: .fridayMorning)
    for entry in try Self.cases(300).joined() {
      guard case .accept(let acceptance) = entry.record.payload else { continue }
      let applicant = acceptance.applicant
      if applicant.kind == .person {
        let number = try ResidentID(applicant.number, today: today)
        #expect(number.rawValue.hasPrefix("119999"))
      } else {
        #expect(try USCC(applicant.number).warnings == [])
      }
      #expect(acceptance.contact?.phone?.hasPrefix("100") == true)
      let code = try ItemCode(acceptance.item.implementationCode, .national31)
      #expect(code.rawValue.utf8.count == 31)
    }
  }

  @Test("words that are missing or empty are told by line")
  func words() throws {
    let text = try ProfileFiles.text("strings/synthetic.json")
    let line = try #require(text.split(separator: "\n").firstIndex { $0.contains("\"stages\"") }) + 1
    #expect(throws: SyntheticWords.Fault(line: line, path: "stages")) {
      try SyntheticWords(json: text.replacing(#"["审查", "审批"]"#, with: "[]"))
    }
    #expect(throws: SyntheticWords.Fault(line: 1, path: "address")) {
      try SyntheticWords(json: text.replacing("\"address\"", with: "\"adress\""))
    }
  }
}
