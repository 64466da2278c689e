public import ServiceHall

/// `/h/{hall}/admin/deliveries`: what is on its way, and what was delivered lately. 送达
public struct DeliveriesPage: Page {
  public static let template = "Claims/deliveries"

  public struct Row: Sendable {
    public var number: String
    public var method: DeliveryMethod
    public var state: Delivery.State
    /// `2026-11-20 09:31`
    public var at: String
    public var titles: [String]
    /// Masked.
    public var receiver: String?
    public var trackingNumber: String?

    public init(
      number: String, method: DeliveryMethod, state: Delivery.State, at: String, titles: [String],
      receiver: String? = nil, trackingNumber: String? = nil
    ) {
      self.number = number
      self.method = method
      self.state = state
      self.at = at
      self.titles = titles
      self.receiver = receiver
      self.trackingNumber = trackingNumber
    }
  }

  public var frame: Frame
  public var underWay: [Row]
  public var recent: [Row]
  /// `2026-11-20`
  public var today: String

  public init(frame: Frame, underWay: [Row], recent: [Row], today: String) {
    self.frame = frame
    self.underWay = underWay
    self.recent = recent
    self.today = today
  }
}

/// `/h/{hall}/admin/deliveries/new`: documents that leave otherwise than over the counter.
public struct DeliveryFormPage: Page {
  public static let template = "Claims/delivery-form"

  /// Those that a clerk chooses; the others come from a hand-over.
  public static let methods: [DeliveryMethod] = [.post, .agent, .electronic, .lodged, .notice]

  public var frame: Frame
  public var method: DeliveryMethod
  public var rows: [DocumentRow]
  /// As typed, by the name of the input.
  public var values: [String: String]
  public var key: String

  public init(
    frame: Frame, method: DeliveryMethod, rows: [DocumentRow], values: [String: String] = [:], key: String
  ) {
    self.frame = frame
    self.method = method
    self.rows = rows
    self.values = values
    self.key = key
  }
}
