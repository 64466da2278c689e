/// Somebody at a kiosk has asked for a person. 呼叫工作人员
///
/// A kiosk has one call at a time; the last one is kept until the business day ends, so that the kiosk can say
/// what became of it.
public struct HelpCall: Sendable, Equatable {
  public let device: Device.ID
  /// The asking event.
  public let seq: Int64
  public let askedAt: Moment
  /// Set once somebody has said to come.
  public let attendedAt: Moment?

  public init(device: Device.ID, seq: Int64, askedAt: Moment, attendedAt: Moment?) {
    self.device = device
    self.seq = seq
    self.askedAt = askedAt
    self.attendedAt = attendedAt
  }

  public var isOpen: Bool { attendedAt == nil }
}
