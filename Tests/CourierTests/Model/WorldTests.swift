import Testing

@Suite("Store and forward under everything that may go wrong")
struct WorldTests {
  @Test(
    "(C1–C5, C7, C9, C10, C15) nothing is lost or doubled in 3,000 rounds",
    arguments: [1, 2, 3] as [UInt64])
  func holds(seed: UInt64) async throws {
    let world = World(seed: seed, isNaive: false)
    for _ in 0..<3000 {
      try await world.round()
      if !world.violations.isEmpty { break }
    }
    try await world.drain()
    #expect(world.violations.isEmpty, "seed \(seed): \(world.violations.prefix(3))")
    for event in ["rolledBack", "rewind", "hall rolled back", "receiver restored", "carried"] {
      #expect(world.happened[event, default: 0] > 3, "seed \(seed): \(world.happened)")
    }
  }

  @Test("a receiver that compares numbers only loses records in the same rounds")
  func naiveFails() async throws {
    var broken: Set<String> = []
    for seed in 1...2 as ClosedRange<UInt64> {
      let world = World(seed: seed, isNaive: true)
      for _ in 0..<3000 {
        try await world.round()
        broken.formUnion(world.violations.map { String($0.prefix(2)) })
        if !broken.isDisjoint(with: ["C1", "C3"]) { return }
      }
      try await world.drain()
      broken.formUnion(world.violations.map { String($0.prefix(2)) })
    }
    #expect(!broken.isDisjoint(with: ["C1", "C3"]), "\(broken)")
  }
}
