public import ServiceHall

/// `/h/{hall}/admin/devices`: the hall's screens and printers. 设备
public struct AdminDevicesPage: Page {
  public static let template = "Devices/admin-devices"

  public struct Row: Sendable {
    public var device: String
    public var kind: Device.Kind
    public var name: String
    /// As it is to be shown: `09:31` or `2026-11-19 17:02`.
    public var lastSeen: String?
    public var userAgent: String?

    public init(
      device: String, kind: Device.Kind, name: String, lastSeen: String? = nil,
      userAgent: String? = nil
    ) {
      self.device = device
      self.kind = kind
      self.name = name
      self.lastSeen = lastSeen
      self.userAgent = userAgent
    }
  }

  /// Shown once.
  public struct Offer: Sendable {
    public var code: String
    public var name: String
    public var kind: Device.Kind
    /// `HH:mm`
    public var expiresAt: String

    public init(code: String, name: String, kind: Device.Kind, expiresAt: String) {
      self.code = code
      self.name = name
      self.kind = kind
      self.expiresAt = expiresAt
    }
  }

  public var frame: Frame
  public var devices: [Row]
  public var offer: Offer?
  /// What was typed, when it was refused.
  public var name: String = ""
  public var kind: Device.Kind = .kiosk
  public var key: String

  public init(
    frame: Frame, devices: [Row], offer: Offer? = nil, name: String = "",
    kind: Device.Kind = .kiosk, key: String
  ) {
    self.frame = frame
    self.devices = devices
    self.offer = offer
    self.name = name
    self.kind = kind
    self.key = key
  }
}
