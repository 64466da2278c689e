extension Record {
  /// A case was taken in. 受理
  public struct Acceptance: RecordPayload {
    public let caseNumber: CaseNumber
    public let item: Item
    /// 办理摘要
    public var summary: String?
    public let applicant: Party
    /// 法定代表人
    public var legalRepresentative: String?
    public var contact: Contact?
    public var address: String?
    public var postcode: String?
    public let appliedAt: Moment
    public let form: ApplicationForm
    public let processing: Processing
    public let acceptedAt: Moment
    /// 受理文书编号
    public var documentNumber: String?
    /// 承诺办结时间
    public var promisedDay: CivilDate?
    public let organisation: Organisation
    /// 受理人员
    public let handler: String

    public init(
      caseNumber: CaseNumber, item: Item, applicant: Party, appliedAt: Moment,
      form: ApplicationForm, processing: Processing, acceptedAt: Moment,
      organisation: Organisation, handler: String
    ) {
      self.caseNumber = caseNumber
      self.item = item
      self.applicant = applicant
      self.appliedAt = appliedAt
      self.form = form
      self.processing = processing
      self.acceptedAt = acceptedAt
      self.organisation = organisation
      self.handler = handler
    }

    static let fields: [FieldOf<Acceptance>] = [
      .text("caseNumber") { $0.caseNumber.rawValue },
      .text("itemBasicCode") { $0.item.basicCode },
      .text("itemCode") { $0.item.implementationCode },
      .text("itemHandlingCode") { $0.item.handlingCode },
      .text("itemLocalBasicCode") { $0.item.localBasicCode },
      .text("itemLocalCode") { $0.item.localImplementationCode },
      .text("itemName") { $0.item.name },
      .integer("itemVersion") { $0.item.version },
      .code("itemKind") { $0.item.kind },
      .text("summary") { $0.summary },
      .text("applicantName") { $0.applicant.name },
      .code("applicantKind") { $0.applicant.kind },
      .code("applicantCertificate") { $0.applicant.certificate },
      .text("applicantNumber") { $0.applicant.number },
      .text("legalRepresentative") { $0.legalRepresentative },
      .text("contactName") { $0.contact?.name },
      .code("contactCertificate") { $0.contact?.certificate },
      .text("contactNumber") { $0.contact?.number },
      .text("contactPhone") { $0.contact?.phone },
      .text("address") { $0.address },
      .text("postcode") { $0.postcode },
      .moment("appliedAt") { $0.appliedAt },
      .code("applicationForm") { $0.form },
      .code("processing") { $0.processing },
      .moment("acceptedAt") { $0.acceptedAt },
      .text("documentNumber") { $0.documentNumber },
      .date("promisedDay") { $0.promisedDay },
      .text("organisationCode") { $0.organisation.code },
      .text("organisationName") { $0.organisation.name },
      .text("handler") { $0.handler },
    ]
  }
}
