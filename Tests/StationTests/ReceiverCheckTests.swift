import Courier
import Foundation
import ServiceHall
import Testing

@testable import Station

@Suite("The check of a receiver from the command line")
struct ReceiverCheckTests {
  private static func hall() throws -> Hall.ID { try #require(Hall.ID("yizhan-check")) }

  @Test("this program's own receiver passes every rule, over HTTP, and again")
  func own() async throws {
    let console = try Console()
    let settings = try await Settings.read(
      Settings.Flags(["address": "127.0.0.1", "port": "0"]), in: console.data)
    try FileManager.default.createDirectory(
      atPath: console.data.path, withIntermediateDirectories: true)
    let station = try await ReceiverStation.start(
      console.data, settings, store: nil, codes: ["A1", "A2", "A3", "B1", "B2", "B3"])
    for codes in [["A1", "A2", "A3"], ["B1", "B2", "B3"]] {
      let isSound = try await console.commands().checkReceiver(
        "http://127.0.0.1:\(station.port)/", codes: codes, hall: try Self.hall(),
        allowsPlainHTTP: false)
      #expect(isSound, "\(console.lines.joined(separator: "\n"))")
      let n = ConformanceRule.allCases.count
      #expect(console.lines.last == "共 \(n) 条：通过 \(n)，不通过 0，未试 0。")
    }
    await station.stop()
  }

  @Test("where nobody listens, the first rules fail and the rest is untried")
  func nobody() async throws {
    let console = try Console()
    let isSound = try await console.commands().checkReceiver(
      "http://127.0.0.1:1", codes: ["A1"], hall: try Self.hall(), allowsPlainHTTP: false)
    #expect(!isSound)
    #expect(console.lines.contains { $0.contains("没有应答：连不上") })
    let n = ConformanceRule.allCases.count
    #expect(console.lines.last == "共 \(n) 条：通过 0，不通过 2，未试 \(n - 2)。")
  }

  @Test("plain HTTP to another machine is not sent unless allowed")
  func plain() async throws {
    let console = try Console()
    let isSound = try await console.commands().checkReceiver(
      "http://192.0.2.1", codes: ["A1"], hall: try Self.hall(), allowsPlainHTTP: false)
    #expect(!isSound)
    #expect(console.lines.contains { $0.contains("--plain-http") })
  }

  @Test("every rule, breach and obstacle has words, with nothing left open")
  func words() throws {
    let strings = try StationStrings()
    let table = CheckTable(strings)
    let breaches: [ConformanceBreach] = [
      .silent, .status(expected: "409"), .unsigned, .header("hw"), .count(expected: 3), .signature,
      .code(expected: "fork"), .accepted, .stream, .highWater(expected: 7), .chain, .member("kid"),
      .content, .connection, .time, .incarnation, .safe, .both,
    ]
    let obstacles: [ConformanceObstacle] = [
      .notOffered, .notAsked, .code, .foundation, .unseen, .costly,
    ]
    let verdicts =
      [.passed] + breaches.map { ConformanceFinding.Verdict.failed($0) }
      + obstacles.map { .untried($0) }
    for rule in ConformanceRule.allCases {
      for verdict in verdicts {
        let finding = ConformanceFinding(rule: rule, verdict: verdict, exchanges: [])
        for line in table.lines(finding) {
          #expect(!line.contains("check.") && !line.contains("{"), "\(line)")
        }
      }
    }
    for name in ["unreachable", "timed-out", "stalled", "certificate", "refused", "too-large"] {
      #expect(!strings.text("check.silences.\(name)").contains("check."))
    }
  }

  @Test("verdicts stand below one another")
  func columns() throws {
    let table = CheckTable(try StationStrings())
    let starts = ConformanceRule.allCases.map { rule in
      let finding = ConformanceFinding(rule: rule, verdict: .passed, exchanges: [])
      let line = table.lines(finding)[0]
      #expect(line.hasSuffix("  通过"))
      return line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
    }
    #expect(Set(starts).count == 1)
  }
}
