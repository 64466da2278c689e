import CourierLink
import Testing

@Suite("Names of batch files")
struct FerryNameTests {
  private static let epoch = "0123456789abcdef0123456789abcdef"

  @Test("a name says its stream and its range, also where the hall's code has the separator")
  func format() throws {
    let plain = try #require(
      FerryName(hall: "chengguan", epoch: Self.epoch, lane: 2, from: 1741, to: 1890))
    #expect(plain.text == "chengguan-01234567-2-1741-1890.yzb")
    for hall in ["chengguan", "a-b", "-", "a-01234567-1-2-3", "--x--", String(repeating: "z", count: 40)] {
      for (from, to) in [(1, 0), (1, 1), (1741, 1890), (Int64.max, Int64.max)] as [(Int64, Int64)] {
        let name = try #require(FerryName(hall: hall, epoch: Self.epoch, lane: 3, from: from, to: to))
        #expect(FerryName(name.text) == name)
        #expect(name.epoch == "01234567")
      }
    }
  }

  @Test(
    "what no stream is named after is none",
    arguments: [
      "", ".yzb", "chengguan.yzb", "chengguan-01234567-2-1-2", "chengguan-01234567-2-1-2.YZB",
      "-01234567-2-1-2.yzb", "Chengguan-01234567-2-1-2.yzb", "a/b-01234567-2-1-2.yzb",
      "a-0123456-2-1-2.yzb", "a-0123456G-2-1-2.yzb", "a-0123456A-2-1-2.yzb", "a-012345678-2-1-2.yzb",
      "a-01234567-0-1-2.yzb", "a-01234567-4-1-2.yzb", "a-01234567-02-1-2.yzb", "a-01234567-2-0-2.yzb",
      "a-01234567-2-01-2.yzb", "a-01234567-2-+1-2.yzb", "a-01234567-2-3-1.yzb", "a-01234567-2-1-.yzb",
      "a-01234567-2-1-99999999999999999999.yzb", "a-01234567-2-1-2.yzb.part",
    ])
  func refused(text: String) {
    #expect(FerryName(text) == nil)
  }

  @Test("halls and epochs that do not exist have no name")
  func noStream() {
    #expect(FerryName(hall: "", epoch: Self.epoch, lane: 1, from: 1, to: 1) == nil)
    let long = String(repeating: "a", count: 41)
    #expect(FerryName(hall: long, epoch: Self.epoch, lane: 1, from: 1, to: 1) == nil)
    #expect(FerryName(hall: "a_b", epoch: Self.epoch, lane: 1, from: 1, to: 1) == nil)
    #expect(FerryName(hall: "a", epoch: "0123", lane: 1, from: 1, to: 1) == nil)
  }
}
