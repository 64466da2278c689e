import HallTesting
import Testing

@testable import ServiceHall

@Suite("What one profile wrote, in the words of another")
struct RestatingTests {
  @Test("what comes in our own words reads in a platform's as if it had been written for it at once")
  func sameAsWrittenAtOnce() throws {
    let own = try ProfileFiles.profile("yizhan")
    var cases = SyntheticCases(
      seed: 7, hall: ProfileFiles.hall, division: ProfileFiles.division, mark: .numbered(99),
      start: .fridayMorning, words: try ProfileFiles.words())
    for platform in try ["national", "gbt39046"].map(ProfileFiles.profile) {
      for _ in 0..<50 {
        for entry in try cases.next() {
          let came = try own.express(entry.record, as: entry.stamp).get()
          #expect(Profile.author(of: came) == "yizhan")
          let restated = platform.restate(came, by: own, version: entry.stamp.version)
          #expect(restated == platform.express(entry.record, as: entry.stamp))
        }
      }
    }
  }

  @Test("the first that a platform is told of an entity is an insertion, by the platform's own count")
  func firstTold() throws {
    let own = try ProfileFiles.profile("yizhan")
    let record = ProfileFiles.record(.evaluation(try ProfileFiles.evaluation()))
    let stamp = RowStamp(
      rowGUID: "0", version: 2, operation: .update, batch: "0", writtenAt: .fridayMorning)
    let came = try own.express(record, as: stamp).get()
    let again = try own.read(try own.restate(came, by: own, version: 1).get())
    #expect(again.fields["operation"] == .code("insert"))
    #expect(again.fields["version"] == .integer(1))
    #expect(own.restate(came, by: own, version: 2) == .success(came))
  }

  @Test("what the platform cannot take, or nobody can read, is told with its reason")
  func refused() throws {
    let own = try ProfileFiles.profile("yizhan")
    let national = try ProfileFiles.profile("national")
    let stamp = RowStamp(
      rowGUID: "0", version: 1, operation: .insert, batch: "0", writtenAt: .fridayMorning)
    let visit = try own.express(ProfileFiles.record(.visit(ProfileFiles.visit())), as: stamp).get()
    #expect(national.restate(visit, by: own, version: 1) == .failure(.notCovered(.visit)))
    for json in ["{}", #"{"profile":"yizhan"}"#, visit.replacing("\"row\"", with: "\"rows\"")] {
      #expect(
        national.restate(json, by: own, version: 1) == .failure(.unreadable(profile: "yizhan")))
    }
    #expect(Profile.author(of: "{}") == nil)
  }
}
