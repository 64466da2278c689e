/// A screen or a printer that a hall has paired; it holds a token of its own. 设备
public struct Device: Sendable, Equatable, Codable {
  /// `kiosk-1`: the kind and a number within the hall.
  public struct ID: Identifier {
    public let rawValue: String
    public init?(rawValue: String) {
      let isAllowed: (UInt8) -> Bool = { $0.isLower || $0.isDigit || $0 == UInt8(ascii: "-") }
      guard rawValue.isMade(of: isAllowed, lengths: 3...24) else { return nil }
      self.rawValue = rawValue
    }
  }

  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// 取号机
    case kiosk
    /// 显示屏
    case board
    /// 评价器
    case evaluator
    /// 打印代理
    case printer
  }

  public let id: ID
  public let hall: Hall.ID
  public let kind: Kind
  public var name: String
  /// Whether the device may take numbers without a limit per minute; set for demonstration only.
  public let isUnlimited: Bool
  public var setup: Setup?

  /// What an administrator has set for a device. 设备设置
  public enum Setup: Sendable, Equatable, Codable {
    /// The printer of a kiosk, and the locker beside it. Older journals know of no locker.
    case kiosk(SlipPrinter, locker: Locker? = nil)
    case board(BoardScreen)
    /// The window at which an evaluator lies.
    case evaluator(Window.ID)

    /// - Throws: `InputRefusal` naming the field that is wrong; `setup` when it is for another kind of device.
    public func checked(for kind: Kind) throws(InputRefusal) -> Setup {
      switch (self, kind) {
      case (.kiosk(let printer, let locker), .kiosk):
        .kiosk(try printer.checked(), locker: try locker?.checked())
      case (.board(let screen), .board): .board(try screen.checked())
      case (.evaluator, .evaluator): self
      default: throw InputRefusal("setup", .unknown)
      }
    }
  }

  public init(
    id: ID, hall: Hall.ID, kind: Kind, name: String, isUnlimited: Bool = false,
    setup: Setup? = nil
  ) {
    self.id = id
    self.hall = hall
    self.kind = kind
    self.name = name
    self.isUnlimited = isUnlimited
    self.setup = setup
  }

  /// Where a kiosk's slips are printed; its own browser prints until somebody says otherwise.
  public var printer: SlipPrinter {
    if case .kiosk(let printer, _) = setup { printer } else { .standard }
  }

  public var locker: Locker? {
    if case .kiosk(_, let locker) = setup { locker } else { nil }
  }

  public var screen: BoardScreen {
    if case .board(let screen) = setup { screen } else { .standard }
  }

  public var evaluatedWindow: Window.ID? {
    if case .evaluator(let window) = setup { window } else { nil }
  }
}

/// A short code that an administrator reads out and the device's user types. 配对码
public enum PairingCode {
  /// Six digits, good once and for ten minutes; five wrong tries from one address close the door.
  public static let validFor: Duration = .minutes(10)
  public static let length = 6
}
