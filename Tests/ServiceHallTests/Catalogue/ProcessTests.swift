import HallTesting
import Testing

@testable import ServiceHall

@Suite("Stages make a process")
struct ProcessTests {
  /// Stages from `a>b,end;b>end`: each with the stages that its outcomes lead to.
  private static func stages(_ text: String) -> [Stage] {
    text.split(separator: ";").map { part in
      let sides = part.split(separator: ">", omittingEmptySubsequences: false)
      let ways = sides.count > 1 ? sides[1].split(separator: ",").map(String.init) : []
      return Stage(
        id: .named(String(sides[0])), name: "环节", role: .clerk,
        outcomes: ways.map { Stage.Outcome(name: $0, next: $0 == "end" ? nil : .named($0)) })
    }
  }

  @Test(
    "(1–3) what leads nowhere, in a circle or is never reached is named",
    arguments: [
      ("a>b,end;b>end", [] as [String]), ("a>a", ["0 outcomes circular"]),
      ("a>b;b>a", ["0 outcomes circular", "1 outcomes circular"]),
      ("a>b;b>c,end;c>b", ["1 outcomes circular", "2 outcomes circular"]),
      ("a>x", ["0 outcomes unknown"]), ("a>b;b", ["1 outcomes dead-end"]), ("a>end;b>end", ["1 id dead-end"]),
      ("a>end;a>end", ["1 id duplicate"]),
    ])
  func faults(text: String, expected: [String]) {
    let faults = ProcessRule.faults(of: Self.stages(text))
    #expect(faults.map { "\($0.index) \($0.part) \($0.code.rawValue)" } == expected)
  }

  @Test("every walk through a process without faults ends, and no stage is left out")
  func walks() {
    var generator = SeededGenerator(seed: 4)
    var sound = 0
    for _ in 0..<3000 {
      let count = Int.random(in: 1...5, using: &generator)
      let stages = (0..<count).map { index in
        let ways = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
          Int.random(in: 0...count, using: &generator)
        }
        return Stage(
          id: .named("s\(index)"), name: "环节", role: .clerk,
          outcomes: ways.map { Stage.Outcome(name: "走", next: $0 == count ? nil : .named("s\($0)")) })
      }
      guard ProcessRule.faults(of: stages).isEmpty else { continue }
      sound += 1
      var seen: Set<Stage.ID> = []
      func walk(_ stage: Stage, _ steps: Int) {
        #expect(steps <= count)
        seen.insert(stage.id)
        for outcome in stage.outcomes {
          if let next = stages.first(where: { $0.id == outcome.next }) { walk(next, steps + 1) }
        }
      }
      walk(stages[0], 1)
      #expect(seen.count == count)
    }
    #expect(sound > 50)
  }
}
