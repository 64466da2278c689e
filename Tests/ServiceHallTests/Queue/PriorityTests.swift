import Foundation
import ServiceHall
import Testing

@Suite("PriorityRatio")
struct PriorityTests {
  @Test("both parts are 1 to 9", arguments: [(0, 1), (1, 0), (10, 1), (1, 10), (-1, 2)])
  func range(priority: Int, normal: Int) {
    #expect(PriorityRatio(priority: priority, normal: normal) == nil)
    let json = #"{"priority":\#(priority),"normal":\#(normal)}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(PriorityRatio.self, from: Data(json.utf8))
    }
  }

  @Test("is one to two unless a hall decides otherwise, and survives JSON")
  func standard() throws {
    #expect(PriorityRatio.standard == PriorityRatio(priority: 1, normal: 2))
    let ratio = try #require(PriorityRatio(priority: 9, normal: 1))
    #expect(try JSONDecoder().decode(PriorityRatio.self, from: try JSONEncoder().encode(ratio)) == ratio)
  }
}
