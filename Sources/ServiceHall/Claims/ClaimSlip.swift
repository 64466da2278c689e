/// What stands on the slip with which documents are collected, in words that are ready to be set. 取件单
///
/// Whoever finds it learns neither a name nor a number of a card: it carries the code, which opens nothing without
/// the identity.
public struct ClaimSlip: Sendable, Equatable {
  /// A document with its number.
  public struct Document: Sendable, Equatable {
    public var title: String
    public var number: String

    public init(title: String, number: String) {
      self.title = title
      self.number = number
    }
  }

  public var hall: String
  /// 取件单
  public var heading: String
  /// 张*
  public var holder: String
  /// Becomes the QR code, in capitals and digits alone.
  public var code: String
  /// What to do with it.
  public var use: String
  /// The PIN with its name.
  public var pin: String
  /// When the PIN is needed.
  public var pinUse: String
  public var documents: [Document]
  /// The last day.
  public var until: String
  /// What to bring.
  public var bring: [String]
  public var keep: String
  /// When it was printed.
  public var issued: String

  public init(
    hall: String, heading: String, holder: String, code: String, use: String, pin: String,
    pinUse: String, documents: [Document], until: String, bring: [String], keep: String,
    issued: String
  ) {
    self.hall = hall
    self.heading = heading
    self.holder = holder
    self.code = code
    self.use = use
    self.pin = pin
    self.pinUse = pinUse
    self.documents = documents
    self.until = until
    self.bring = bring
    self.keep = keep
    self.issued = issued
  }
}
