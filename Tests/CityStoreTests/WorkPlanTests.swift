import Courier
import CourierTesting
import Testing

@testable import CityStore

@Suite("What becomes of records as items of work")
struct WorkPlanTests {
  private func line(_ message: Int, _ entity: String, _ version: Int) throws -> RecordLine {
    try #require(
      RecordLine(
        message: SendingHall.message(message), entity: entity, version: version, json: "{}"))
  }

  @Test("(1) a message that is known, or stands twice in the batch, gets no second item")
  func once() throws {
    let lines = [try line(1, "a", 1), try line(2, "a", 2), try line(2, "a", 2)]
    let plan = WorkPlan(
      lines, known: [SendingHall.message(1)], versions: ["a": 1], parked: [])
    #expect(plan.items.map(\.line) == [lines[1]])
    #expect(plan.reached == ["a": 2])
  }

  @Test("(2) the version that was missing releases those that waited for it, in the store and in the batch")
  func release() throws {
    let lines = [try line(1, "a", 4), try line(2, "a", 2), try line(3, "a", 6)]
    let plan = WorkPlan(
      lines, known: [], versions: ["a": 1],
      parked: [WorkPlan.Waiting(id: 7, entity: "a", version: 3), .init(id: 8, entity: "a", version: 7)])
    #expect(plan.items.map(\.state) == [.ready, .ready, .parked])
    #expect(plan.released == [7])
    #expect(plan.overtaken == [])
    #expect(plan.reached == ["a": 4])
  }

  @Test("(3) of two that claim one version the first that came counts")
  func claims() throws {
    let lines = [try line(1, "a", 3), try line(2, "a", 1), try line(3, "a", 2), try line(4, "a", 2)]
    let plan = WorkPlan(
      lines, known: [], versions: [:],
      parked: [.init(id: 7, entity: "a", version: 3), .init(id: 8, entity: "a", version: 3)])
    #expect(plan.items.map(\.state) == [.conflict, .ready, .ready, .conflict])
    #expect(plan.released == [7])
    #expect(plan.overtaken == [8])
    #expect(plan.reached == ["a": 3])
  }
}
