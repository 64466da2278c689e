public import HallLedger
public import ServiceHall

extension Ledger where Scope == Hall {
  /// Sets numbers aside and reads the block back.
  public func reserveBlock(line: Line.ID, count: Int, by caller: Caller) async throws -> PaperBlock {
    let id = try await reservePaperBlock(line: line, count: count, by: caller, key: nil) {
      Array(String($0.id).utf8)
    }
    let blocks = try await paperBlocks()
    guard let block = blocks.first(where: { String($0.id).utf8.elementsEqual(id) }) else {
      throw QueueRefusal.unknownPaperBlock
    }
    return block
  }
}
