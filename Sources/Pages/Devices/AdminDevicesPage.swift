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
    /// `Chromium 49`, or what the browser calls itself.
    public var engine: String?
    /// What the device reports of its loudspeaker; nil where it has none or was never heard.
    public var isMuted: Bool?
    /// What the device's printer reports; nil where it has none or was never heard.
    public var printer: PrinterCondition?

    public init(
      device: String, kind: Device.Kind, name: String, lastSeen: String? = nil,
      engine: String? = nil, isMuted: Bool? = nil, printer: PrinterCondition? = nil
    ) {
      self.device = device
      self.kind = kind
      self.name = name
      self.lastSeen = lastSeen
      self.engine = engine
      self.isMuted = isMuted
      self.printer = printer
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
