/// `/h/{hall}/admin/claims/new`: which of a holder's documents go into one claim. 开取件码
public struct ClaimFormPage: Page {
  public static let template = "Claims/claim-form"

  public var frame: Frame
  /// Masked.
  public var holder: String
  public var holderNumber: String
  public var rows: [DocumentRow]
  /// The documents that are ticked.
  public var ticked: Set<String>
  /// How many days the hall's rule lets a claim be good.
  public var validDays: Int
  public var key: String

  public init(
    frame: Frame, holder: String, holderNumber: String, rows: [DocumentRow], ticked: Set<String>,
    validDays: Int, key: String
  ) {
    self.frame = frame
    self.holder = holder
    self.holderNumber = holderNumber
    self.rows = rows
    self.ticked = ticked
    self.validDays = validDays
    self.key = key
  }
}

/// A claim that was just made: its code and its PIN, this once. 取件单
public struct IssuedClaimPage: Page {
  public static let template = "Claims/claim"

  public struct Document: Sendable {
    public var title: String
    public var number: String

    public init(title: String, number: String) {
      self.title = title
      self.number = number
    }
  }

  public var frame: Frame
  /// The claim with the proof that its code was shown.
  public var claim: String
  public var code: String
  public var pin: String
  public var symbol: QRSymbol
  /// The follow page for a telephone, and its address.
  public var followSymbol: QRSymbol
  public var followURL: String
  /// Masked.
  public var holder: String
  public var isBody: Bool
  public var documents: [Document]
  public var expiresOn: String
  /// Back to the document from which it was made.
  public var document: String?

  public init(
    frame: Frame, claim: String, code: String, pin: String, symbol: QRSymbol, followSymbol: QRSymbol,
    followURL: String, holder: String, isBody: Bool = false, documents: [Document], expiresOn: String,
    document: String? = nil
  ) {
    self.frame = frame
    self.claim = claim
    self.code = code
    self.pin = pin
    self.symbol = symbol
    self.followSymbol = followSymbol
    self.followURL = followURL
    self.holder = holder
    self.isBody = isBody
    self.documents = documents
    self.expiresOn = expiresOn
    self.document = document
  }
}

/// A QR code that stands in the page itself, so that what it tells is in no address.
public struct QRSymbol: Sendable, Equatable {
  /// Modules along one side, the quiet zone included.
  public var side: Int
  /// The outline of the dark modules, one unit per module.
  public var outline: String

  public init(side: Int, outline: String) {
    self.side = side
    self.outline = outline
  }

  /// - Parameter svg: as the machine draws codes: one `viewBox` from 0 0, one path.
  public init?(svg: [UInt8]) {
    let text = String(decoding: svg, as: UTF8.self)
    func attribute(_ name: String) -> Substring? {
      guard let start = text.firstRange(of: " \(name)=\"") else { return nil }
      return text[start.upperBound...].prefix { $0 != "\"" }
    }
    guard let side = attribute("viewBox")?.split(separator: " ").last.flatMap({ Int($0) }),
      let outline = attribute("d")
    else { return nil }
    self.init(side: side, outline: String(outline))
  }
}
