extension Record {
  /// A fee was paid. 支付. Source: GB/T 39046—2020, table 14.
  public struct Payment: RecordPayload {
    public let caseNumber: CaseNumber
    /// 缴款单号
    public let number: String
    public let organisation: Organisation
    /// 收费人员
    public let collector: String?
    /// Yuan, as text with two decimals: `12.50`.
    public let amount: String
    public let paidAt: Moment
    public let payer: String

    public init(
      caseNumber: CaseNumber, number: String, organisation: Organisation, collector: String?,
      amount: String, paidAt: Moment, payer: String
    ) {
      self.caseNumber = caseNumber
      self.number = number
      self.organisation = organisation
      self.collector = collector
      self.amount = amount
      self.paidAt = paidAt
      self.payer = payer
    }

    static let fields: [FieldOf<Payment>] = [
      .text("caseNumber") { $0.caseNumber.rawValue },
      .text("number") { $0.number },
      .text("organisationCode") { $0.organisation.code },
      .text("organisationName") { $0.organisation.name },
      .text("collector") { $0.collector },
      .text("amount") { $0.amount },
      .moment("paidAt") { $0.paidAt },
      .text("payer") { $0.payer },
    ]
  }

  /// Finished documents were handed over, or could not be. 送达
  public struct Delivery: RecordPayload {
    public let caseNumber: CaseNumber
    /// From 1 within the case; with the case it names the row.
    public let serial: Int
    public let method: DeliveryMethod
    /// The names of what was handed over.
    public let documents: [String]
    public let receiver: Contact?
    /// To the applicant, in words.
    public var relation: String?
    public let sentAt: Moment?
    public let receivedAt: Moment?
    /// 物流单号
    public var trackingNumber: String?
    public var refusalReason: String?
    public var witness: String?
    public let handler: String

    public init(
      caseNumber: CaseNumber, serial: Int, method: DeliveryMethod, documents: [String],
      receiver: Contact?, sentAt: Moment?, receivedAt: Moment?, handler: String
    ) {
      self.caseNumber = caseNumber
      self.serial = serial
      self.method = method
      self.documents = documents
      self.receiver = receiver
      self.sentAt = sentAt
      self.receivedAt = receivedAt
      self.handler = handler
    }

    static let fields: [FieldOf<Delivery>] = [
      .text("caseNumber") { $0.caseNumber.rawValue },
      .integer("serial") { $0.serial },
      .code("method") { $0.method },
      .texts("documents") { $0.documents },
      .text("receiverName") { $0.receiver?.name },
      .code("receiverCertificate") { $0.receiver?.certificate },
      .text("receiverNumber") { $0.receiver?.number },
      .text("receiverPhone") { $0.receiver?.phone },
      .text("relation") { $0.relation },
      .moment("sentAt") { $0.sentAt },
      .moment("receivedAt") { $0.receivedAt },
      .text("trackingNumber") { $0.trackingNumber },
      .text("refusalReason") { $0.refusalReason },
      .text("witness") { $0.witness },
      .text("handler") { $0.handler },
    ]
  }
}
