public import ServiceHall

/// A device's name and setup as an administrator types them.
public struct DeviceForm: Sendable {
  public enum Printing: String, Sendable, CaseIterable {
    case browser, network, file
  }

  public var name: String = ""
  /// One of `Printing`.
  public var printing: String = Printing.browser.rawValue
  public var host: String = ""
  public var port: String = ""
  public var path: String = ""
  /// Millimetres.
  public var paper: String = ""
  /// Where the adapter of the locker beside a kiosk is; blank where there is none.
  public var lockerHost: String = ""
  public var lockerPort: String = ""
  public var lockerCells: String = ""
  /// Letters of the lines that a board shows; none for all.
  public var lines: Set<String> = []
  public var diagonalInches: String = ""
  /// Metres, with one place after the point at most.
  public var distance: String = ""
  public var isVoiced: Bool = false
  /// The evaluator's window; blank when it has none yet.
  public var window: String = ""

  public init() {}

  public init(_ device: Device) {
    name = device.name
    paper = String(device.printer.paper.rawValue)
    port = String(SlipPrinter.usualPort)
    switch device.printer.connection {
    case .browser: printing = Printing.browser.rawValue
    case .network(let host, let port):
      printing = Printing.network.rawValue
      self.host = host
      self.port = String(port)
    case .file(let path):
      printing = Printing.file.rawValue
      self.path = path
    }
    if let locker = device.locker {
      lockerHost = locker.host
      lockerPort = String(locker.port)
      lockerCells = String(locker.cells)
    }
    lines = Set(device.screen.lines.map(\.rawValue))
    diagonalInches = String(device.screen.diagonalInches)
    let metres = device.screen.distanceDecimetres / 10
    let rest = device.screen.distanceDecimetres % 10
    distance = rest == 0 ? String(metres) : "\(metres).\(rest)"
    isVoiced = device.screen.isVoiced
    window = device.evaluatedWindow?.rawValue ?? ""
  }
}
