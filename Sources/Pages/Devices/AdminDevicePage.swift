public import ServiceHall

/// `/h/{hall}/admin/devices/{device}`: one device to name, set up or unpair.
public struct AdminDevicePage: Page {
  public static let template = "Devices/admin-device"

  public var frame: Frame
  /// `kiosk-1`
  public var device: String
  public var kind: Device.Kind
  /// The name that is stored, for the heading and the question before unpairing.
  public var name: String
  public var form: DeviceForm
  /// Whether this machine sends the slips to the kiosk's printer.
  public var isDriven: Bool
  /// What that printer said last.
  public var printer: PrinterCondition?
  /// Whether the slips that this machine sends can be in Chinese.
  public var printsChinese: Bool = true
  /// Every line of the hall.
  public var lines: [Choice]
  /// Every window of the hall.
  public var windows: [Choice]
  /// How far a board's screen can be read, in decimetres, when that is less than it was set up for.
  public var tooSmallBeyond: Int?

  public init(
    frame: Frame, device: String, kind: Device.Kind, name: String, form: DeviceForm,
    isDriven: Bool = false, printer: PrinterCondition? = nil, lines: [Choice], windows: [Choice]
  ) {
    self.frame = frame
    self.device = device
    self.kind = kind
    self.name = name
    self.form = form
    self.isDriven = isDriven
    self.printer = printer
    self.lines = lines
    self.windows = windows
  }
}
