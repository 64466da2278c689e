/// What a scanner read, or a clerk typed instead. 扫码
///
/// The one place that tells the codes of a hall apart.
public enum ScannedCode: Sendable, Equatable {
  /// The follow page's address, or the ticket's name alone.
  case ticket(Ticket.ID, hall: Hall.ID?)
  case number(TicketNumber)
  /// The six characters beside the slip's QR code.
  case shortCode(String)
  /// 取件码, alone or in the follow page's address, right or wrong: `ClaimCode` reads it.
  case claim(String)

  /// The letters and digits of short codes: none that looks like another.
  private static let shortCodeLetters = Set("23456789ABCDEFGHJKMNPQRSTUVWXYZ")

  /// Lower case, full-width characters and what a Chinese input method makes of a scanner's keys are
  /// understood too.
  ///
  /// - Returns: nil for a text that is none of the hall's codes.
  public init?(_ text: String) {
    let plain = Self.plain(text)
    if let code = Self.ticket(in: plain) {
      self = code
    } else if let code = Self.claim(in: plain) {
      self = code
    } else if plain.count == 6, plain.allSatisfy(Self.shortCodeLetters.contains) {
      self = .shortCode(plain)
    } else if let number = Self.number(plain) {
      self = .number(number)
    } else {
      return nil
    }
  }

  private static func ticket(in text: String) -> ScannedCode? {
    if let id = Ticket.ID(text) { return .ticket(id, hall: nil) }
    let path = text.split(separator: "?").first.map(String.init) ?? text
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count >= 4, parts[parts.count - 4] == "H", parts[parts.count - 2] == "T",
      let hall = Hall.ID(parts[parts.count - 3].lowercased()),
      let id = Ticket.ID(parts[parts.count - 1])
    else { return nil }
    return .ticket(id, hall: hall)
  }

  private static func claim(in text: String) -> ScannedCode? {
    if ClaimCode.isLike(text) { return .claim(text) }
    let path = text.split(separator: "?").first.map(String.init) ?? text
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count >= 4, parts[parts.count - 4] == "H", parts[parts.count - 2] == "C" else { return nil }
    return .claim(parts[parts.count - 1])
  }

  /// `A001`, and `A1` as people type it.
  private static func number(_ text: String) -> TicketNumber? {
    guard let line = Line.ID(String(text.prefix(1))) else { return nil }
    let digits = text.dropFirst()
    guard (1...7).contains(digits.utf8.count), digits.utf8.allSatisfy(\.isDigit),
      let ordinal = Int(digits), ordinal > 0
    else { return nil }
    return TicketNumber(line: line, ordinal: ordinal)
  }

  /// What a scanner meant: half-width, in capitals, without white space.
  static func plain(_ text: String) -> String { narrowed(text).uppercased() }

  /// ASCII for full-width forms and for the punctuation of a Chinese input method, without white space.
  private static func narrowed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E:
        if let narrow = Unicode.Scalar(scalar.value - 0xFEE0) { result.append(narrow) }
      case 0x3001: result.append("/")
      case 0x3002: result.append(".")
      case 0x2014, 0x2013: result.append("-")
      case 0x3000: continue
      default: if !scalar.properties.isWhitespace { result.append(scalar) }
      }
    }
    return String(result)
  }
}

/// Why a code opens nothing; a clerk has to say something different each time.
public enum ScanRefusal: Error, Sendable, Equatable {
  /// None of the hall's codes: often an input method that was left on.
  case unreadable
  case unknown
  case otherHall(Hall.ID)
  case otherDay(TicketNumber, CivilDate)
  case cancelled(TicketNumber)
  case void(TicketNumber)

  public var code: String {
    switch self {
    case .unreadable: "unreadable-code"
    case .unknown: "unknown-code"
    case .otherHall: "other-hall"
    case .otherDay: "other-day"
    case .cancelled: "ticket-cancelled"
    case .void: "ticket-void"
    }
  }
}
