import Courier
import Foundation
import Seal
import ServiceHall
import Synchronization
import Testing

@Suite("The check of any receiver")
struct ConformanceSuiteTests {
  static let codes = ["ALPHA-1", "ALPHA-2", "ALPHA-3"]

  static func run(
    _ wire: any ConformanceWire, codes: [String] = codes
  ) async throws -> [ConformanceFinding] {
    let hall = Hall(
      id: .named("check"), name: "check", division: .named("119999100000"),
      shortCode: .named("CK01"), level: .township, parent: nil)
    let coding = EnrolmentCoding(
      encode: { (try? JSONEncoder().encode($0)).map { [UInt8]($0) } ?? [] },
      decode: { try? JSONDecoder().decode(Enrolment.Reply.self, from: Data($0)) })
    let suite = ConformanceSuite(
      ConformanceSuite.Parts(
        wire: wire, packer: FlawedSite.packer, coding: coding, codes: codes, hall: hall,
        random: { SecureRandom.bytes($0) }))
    let noted = Mutex<[ConformanceRule]>([])
    let findings = await suite.run { finding in noted.withLock { $0.append(finding.rule) } }
    #expect(noted.withLock { $0 } == ConformanceRule.allCases, "(3)")
    #expect(findings.map(\.rule) == ConformanceRule.allCases, "(3)")
    return findings
  }

  private static func told(_ finding: ConformanceFinding) -> Comment {
    let exchanges = finding.exchanges.map { ($0.sent + $0.came).joined(separator: "\n  ") }
    return "\(finding.rule) \(finding.verdict)\n\(exchanges.joined(separator: "\n"))"
  }

  @Test("(1) this project's own receiver passes everything that it offers")
  func sound() async throws {
    let absent: [ConformanceRule: ConformanceObstacle] = [
      .streamReading: .notOffered, .downlink: .notOffered, .downlinkWord: .foundation,
      .reader: .notOffered,
    ]
    for finding in try await Self.run(SoundSite(codes: Self.codes)) {
      let expected = absent[finding.rule].map { ConformanceFinding.Verdict.untried($0) } ?? .passed
      #expect(finding.verdict == expected, Self.told(finding))
    }
  }

  @Test("(1) a receiver without a flaw that has every call passes every rule")
  func flawless() async throws {
    for finding in try await Self.run(FlawedSite(nil, codes: Self.codes)) {
      #expect(finding.verdict == .passed, Self.told(finding))
    }
  }

  @Test("(2) each flaw is found by the rule that is meant for it", arguments: Flaw.allCases)
  func flawed(flaw: Flaw) async throws {
    let findings = try await Self.run(FlawedSite(flaw, codes: Self.codes))
    let finding = try #require(findings.first { $0.rule == flaw.rule })
    #expect(finding.isFailed, Self.told(finding))
    #expect(!finding.exchanges.isEmpty)
    for exchange in finding.exchanges {
      #expect(!exchange.sent.isEmpty && !exchange.came.isEmpty)
    }
  }

  @Test("(2) every rule but those that rest on others has a flaw of its own")
  func covered() {
    let others: Set<ConformanceRule> = [
      // Found by whatever breaks custody.
      .overlap, .helloAfterwards, .plainBody, .manyRecords, .twoAtOnce,
    ]
    let meant = Set(Flaw.allCases.map(\.rule))
    #expect(Set(ConformanceRule.allCases).subtracting(meant) == others)
  }

  @Test("without more codes, or without the calls back, rules stay untried and none fails")
  func untried() async throws {
    let findings = try await Self.run(
      FlawedSite(nil, codes: ["ALPHA-1"], offersReturn: false), codes: ["ALPHA-1"])
    let untried = findings.filter { $0.verdict != .passed }.map(\.rule)
    #expect(
      Set(untried) == [
        .otherHall, .replacement, .streamReading, .downlink, .downlinkWord, .reader,
      ])
    #expect(findings.filter(\.isFailed).isEmpty)
  }

  @Test("a receiver need not ask who reads")
  func open() async throws {
    let findings = try await Self.run(FlawedSite(nil, codes: Self.codes, asksForProof: false))
    let others = findings.filter { $0.verdict != .passed }
    #expect(others.map(\.rule) == [.reader])
    #expect(others.map(\.verdict) == [.untried(.notAsked)])
  }

  private struct Nobody: ConformanceWire {
    struct Unreachable: Error {}

    func send(_ call: ConformanceCall, on connection: Int) async throws -> ConformanceReply {
      throw Unreachable()
    }
  }

  @Test("(3) where nobody answers, the enrolment fails and all else is untried")
  func nobody() async throws {
    let findings = try await Self.run(Nobody())
    let failed = findings.filter(\.isFailed)
    #expect(failed.map(\.rule) == [.wrongCode, .enrolment])
    #expect(failed.map(\.verdict) == [.failed(.silent), .failed(.silent)])
  }

  /// Says yes to everybody, signed by nobody.
  private struct Portal: ConformanceWire {
    func send(_ call: ConformanceCall, on connection: Int) async throws -> ConformanceReply {
      ConformanceReply(
        status: 200, body: Array("<html>please sign in</html>".utf8), isOnKeptConnection: true)
    }
  }

  @Test("(2) a portal that answers everything with 200 passes nothing")
  func portal() async throws {
    let findings = try await Self.run(Portal())
    #expect(findings.filter { $0.verdict == .passed }.isEmpty)
  }
}
