public import ServiceHall

/// `/h/{hall}/admin/receipts/{receipt}`: what was handed over, to whom and how. 送达回证
public struct ReceiptPage: Page {
  public static let template = "Claims/receipt"

  public struct Document: Sendable {
    public var id: String
    public var title: String
    public var number: String
    /// Masked unless the page is for print.
    public var holder: String

    public init(id: String, title: String, number: String, holder: String) {
      self.id = id
      self.title = title
      self.number = number
      self.holder = holder
    }
  }

  public var frame: Frame
  public var number: String
  public var hallName: String
  public var method: DeliveryMethod
  public var state: Delivery.State
  /// `2026-11-20 09:31`
  public var at: String
  public var endedAt: String?
  public var documents: [Document]
  /// Names are masked unless the page is for print.
  public var holder: String
  public var receiver: String?
  public var receiverNumber: String?
  public var relation: HandOver.Relation?
  public var windowName: String?
  /// Who handed it over. 送达人
  public var clerk: String?
  public var trackingNumber: String?
  public var carrier: String?
  public var sentOn: String?
  public var receivedOn: String?
  public var consent: String?
  public var witness: String?
  public var refusalReason: String?
  public var failure: String?
  public var hasLetter: Bool
  public var hasSignature: Bool
  public var isSignedOnPaper: Bool
  /// Whether it is the form to be printed, with the names in full.
  public var isForPrint: Bool

  public init(
    frame: Frame, number: String, hallName: String, method: DeliveryMethod, state: Delivery.State,
    at: String, endedAt: String? = nil, documents: [Document], holder: String, receiver: String? = nil,
    receiverNumber: String? = nil, relation: HandOver.Relation? = nil, windowName: String? = nil,
    clerk: String? = nil, trackingNumber: String? = nil, carrier: String? = nil, sentOn: String? = nil,
    receivedOn: String? = nil, consent: String? = nil, witness: String? = nil,
    refusalReason: String? = nil, failure: String? = nil, hasLetter: Bool = false,
    hasSignature: Bool = false, isSignedOnPaper: Bool = false, isForPrint: Bool = false
  ) {
    self.frame = frame
    self.number = number
    self.hallName = hallName
    self.method = method
    self.state = state
    self.at = at
    self.endedAt = endedAt
    self.documents = documents
    self.holder = holder
    self.receiver = receiver
    self.receiverNumber = receiverNumber
    self.relation = relation
    self.windowName = windowName
    self.clerk = clerk
    self.trackingNumber = trackingNumber
    self.carrier = carrier
    self.sentOn = sentOn
    self.receivedOn = receivedOn
    self.consent = consent
    self.witness = witness
    self.refusalReason = refusalReason
    self.failure = failure
    self.hasLetter = hasLetter
    self.hasSignature = hasSignature
    self.isSignedOnPaper = isSignedOnPaper
    self.isForPrint = isForPrint
  }
}
