public import ServiceHall

/// The slip of a claim for a roll of 80 mm, and the printers that can print it. 取件单
///
/// It stands in the answer to the form that carries the code, and has no address of its own.
public struct ClaimSlipPage: Page {
  public static let template = "Claims/claim-slip"

  public enum Printing: Sendable, Equatable {
    case printed(printer: String)
    case failed(PrintFailure)
  }

  public var frame: Frame
  public var slip: ClaimSlip
  public var code: String
  public var pin: String
  /// What a printer said; nil where none was asked.
  public var printing: Printing?
  /// The kiosks whose printers this machine drives.
  public var printers: [Choice]

  public init(
    frame: Frame, slip: ClaimSlip, code: String, pin: String, printing: Printing? = nil,
    printers: [Choice]
  ) {
    self.frame = frame
    self.slip = slip
    self.code = code
    self.pin = pin
    self.printing = printing
    self.printers = printers
  }
}

/// A claim as its slip tells of it: raw values, put into words by `words`.
public struct ClaimSlipFacts: Sendable {
  public var hall: String
  /// Masked.
  public var holder: String
  public var isBody: Bool
  public var code: String
  public var pin: String
  public var documents: [ClaimSlip.Document]
  public var until: CivilDate
  /// `2026-11-20`
  public var day: String
  /// `HH:mm`
  public var time: String

  public init(
    hall: String, holder: String, isBody: Bool, code: String, pin: String,
    documents: [ClaimSlip.Document], until: CivilDate, day: String, time: String
  ) {
    self.hall = hall
    self.holder = holder
    self.isBody = isBody
    self.code = code
    self.pin = pin
    self.documents = documents
    self.until = until
    self.day = day
    self.time = time
  }

  public func words(_ strings: Strings) -> ClaimSlip {
    ClaimSlip(
      hall: hall, heading: strings.text("claim-slip.heading"),
      holder: strings.text("claim-slip.holder", ["name": holder]), code: code,
      use: strings.text("claim-slip.use"), pin: strings.text("claim-slip.pin", ["pin": pin]),
      pinUse: strings.text("claim-slip.pin-use"), documents: documents,
      until: strings.text("claim-slip.until", ["day": until.description]),
      bring: strings.bring(isBody: isBody), keep: strings.text("claim-slip.keep"),
      issued: strings.text("claim-slip.issued", ["day": day, "time": time]))
  }
}
