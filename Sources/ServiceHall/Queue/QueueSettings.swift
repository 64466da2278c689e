/// How a hall runs its queue. 排队规则
public struct QueueSettings: Sendable, Equatable, Codable {
  public var ratio: PriorityRatio
  /// A missed ticket that comes back stands behind this many.
  public var returnAfter: Int
  /// The miss that makes a ticket void.
  public var voidAtMiss: Int
  /// One line on the boards. At most 60 characters.
  public var notice: String?

  public init(
    ratio: PriorityRatio = .standard, returnAfter: Int = 3, voidAtMiss: Int = 3,
    notice: String? = nil
  ) {
    self.ratio = ratio
    self.returnAfter = returnAfter
    self.voidAtMiss = voidAtMiss
    self.notice = notice
  }

  public func checked() throws(InputRefusal) -> QueueSettings {
    var settings = self
    settings.notice = try PlainText.optional(notice, field: "notice", longest: 60)
    guard (0...20).contains(returnAfter) else { throw InputRefusal("returnAfter", .outOfRange) }
    guard (1...9).contains(voidAtMiss) else { throw InputRefusal("voidAtMiss", .outOfRange) }
    return settings
  }
}
