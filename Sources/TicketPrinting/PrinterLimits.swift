/// How long the parts of an exchange with a printer may take, in milliseconds.
public struct PrinterLimits: Sendable {
  /// Until the printer takes the connection.
  public var connect: Int
  /// Until it answers a question about its state.
  public var answer: Int
  /// Without a byte being taken while a slip is sent.
  public var stall: Int
  /// From the last byte of a slip until it is on paper.
  public var finish: Int

  public init(connect: Int = 3_000, answer: Int = 1_500, stall: Int = 10_000, finish: Int = 20_000) {
    self.connect = connect
    self.answer = answer
    self.stall = stall
    self.finish = finish
  }
}
