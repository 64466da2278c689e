import Foundation
import Glibc
import HallTesting
import ServiceHall
import Testing

@testable import HallLedger
@testable import Station

@Suite("Room for acknowledgements")
struct BallastTests {
  @Test("(1) it has blocks of its own; while it is given up nothing new is written, and (2) it is made again")
  func givenUp() async throws {
    let console = try Console()
    _ = try await console.withHall()
    let reserve = Ballast(console.data).reserve
    let shelf = HallShelf(
      folder: console.data.halls, county: County(name: "测试县"),
      surroundings: Surroundings.ledger(with: reserve))
    let path = console.data.path + "/ballast"
    let save = {
      try await shelf.with(.named("east")) {
        try await $0.saveLine(Line(id: .named("A"), name: "社保"), by: .system)
      }
    }
    try await save()
    var status = stat()
    #expect(unsafe stat(path, &status) == 0)
    #expect(Int(status.st_blocks) * 512 >= Ballast.size)
    #expect(reserve.giveUp())
    #expect(!reserve.giveUp(), "there is nothing left to give up")
    await #expect(throws: LedgerFault.storageFull) { try await save() }
    #expect(!FileManager.default.fileExists(atPath: path))
    // What the receiver says is taken in all the same.
    let word = try await shelf.with(.named("east")) { ledger in
      try await ledger.recordFromReserve(by: .system) { $0.nextSeq }
    }
    #expect(word > 0)
    let end = ContinuousClock.now + .seconds(20)
    while (try? await save()) == nil, ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(FileManager.default.fileExists(atPath: path))
    await shelf.close()
  }
}
