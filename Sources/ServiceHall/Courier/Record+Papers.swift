extension Record {
  /// What an applicant brought. 材料
  public struct ReceivedMaterial: RecordPayload {
    public let caseNumber: CaseNumber
    /// From 1 within the case; with the case it names the row.
    public let serial: Int
    public let name: String
    public let receiving: Receiving
    /// How many were received; 0 when it is to follow.
    public let count: Int
    public let receivedAt: Moment?
    /// 附件名称
    public var attachment: String?
    /// The files themselves, which go up beside the record; only some profiles can say so.
    public var manifests: [BlobManifest]
    public var remark: String?

    public init(
      caseNumber: CaseNumber, serial: Int, name: String, receiving: Receiving, count: Int,
      receivedAt: Moment?, attachment: String? = nil, manifests: [BlobManifest] = [],
      remark: String? = nil
    ) {
      self.caseNumber = caseNumber
      self.serial = serial
      self.name = name
      self.receiving = receiving
      self.count = count
      self.receivedAt = receivedAt
      self.attachment = attachment
      self.manifests = manifests
      self.remark = remark
    }

    static let fields: [FieldOf<ReceivedMaterial>] = [
      .text("caseNumber") { $0.caseNumber.rawValue },
      .integer("serial") { $0.serial },
      .text("name") { $0.name },
      .flag("isReceived") { $0.count > 0 },
      .code("receiving") { $0.receiving },
      .integer("count") { $0.count },
      .moment("receivedAt") { $0.receivedAt },
      .text("attachment") { $0.attachment },
      .manifests("manifests") { $0.manifests },
      .text("remark") { $0.remark },
    ]
  }

  /// A licence that a case led to. 证照
  public struct IssuedLicence: RecordPayload {
    public let caseNumber: CaseNumber
    public let name: String
    /// 证照编号
    public let number: String
    public let typeName: String
    public let typeCode: String
    /// 电子证照标识
    public let id: LicenceID
    public let holder: Party
    public let issuer: Organisation
    public let issuedDay: CivilDate
    public var validUntil: CivilDate?

    public init(
      caseNumber: CaseNumber, name: String, number: String, typeName: String, typeCode: String,
      id: LicenceID, holder: Party, issuer: Organisation, issuedDay: CivilDate,
      validUntil: CivilDate? = nil
    ) {
      self.caseNumber = caseNumber
      self.name = name
      self.number = number
      self.typeName = typeName
      self.typeCode = typeCode
      self.id = id
      self.holder = holder
      self.issuer = issuer
      self.issuedDay = issuedDay
      self.validUntil = validUntil
    }

    static let fields: [FieldOf<IssuedLicence>] = [
      .text("caseNumber") { $0.caseNumber.rawValue },
      .text("name") { $0.name },
      .text("number") { $0.number },
      .text("typeName") { $0.typeName },
      .text("typeCode") { $0.typeCode },
      .text("licenceID") { $0.id.rawValue },
      .text("holderName") { $0.holder.name },
      .code("holderCertificate") { $0.holder.certificate },
      .text("holderNumber") { $0.holder.number },
      .text("issuerCode") { $0.issuer.code },
      .text("issuerName") { $0.issuer.name },
      .date("issuedDay") { $0.issuedDay },
      .date("validUntil") { $0.validUntil },
    ]
  }
}
