/// What was held of one stream when a day was closed, for comparison with what the hall says that it sent. 日对账
public struct DailyReconciliation: Sendable, Equatable {
  public let stream: StreamID
  /// Records from number 1.
  public let count: Int
  /// h(count)
  public let head: [UInt8]

  public init(stream: StreamID, count: Int, head: [UInt8]) {
    self.stream = stream
    self.count = count
    self.head = head
  }
}
