/// Room on the disk that is held back for acknowledgements: without them nothing that was sent may go, and a full
/// disk would stay full. Given from outside.
public struct Reserve: Sendable {
  /// Whether it is there; while it is given up nothing new is written.
  let isHeld: @Sendable () -> Bool
  /// Gives the room up.
  ///
  /// - Returns: whether there was any.
  let giveUp: @Sendable () -> Bool

  public init(
    isHeld: @escaping @Sendable () -> Bool, giveUp: @escaping @Sendable () -> Bool
  ) {
    self.isHeld = isHeld
    self.giveUp = giveUp
  }

  /// Nothing is held back.
  public static let none = Reserve(isHeld: { true }, giveUp: { false })
}
