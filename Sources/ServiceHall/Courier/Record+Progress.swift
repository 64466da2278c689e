extension Record {
  /// A stage of a case was entered or left. 过程
  public struct Step: RecordPayload {
    public let caseNumber: CaseNumber
    /// From 1 within the case; with the case it names the row.
    public let serial: Int
    /// 环节名称
    public let stage: String
    public let action: StepAction
    public let state: StepState
    public let handler: String
    /// 办理意见
    public var opinion: String?
    public let startedAt: Moment
    public var endedAt: Moment?
    public let organisation: Organisation

    public init(
      caseNumber: CaseNumber, serial: Int, stage: String, action: StepAction, state: StepState,
      handler: String, opinion: String? = nil, startedAt: Moment, endedAt: Moment? = nil,
      organisation: Organisation
    ) {
      self.caseNumber = caseNumber
      self.serial = serial
      self.stage = stage
      self.action = action
      self.state = state
      self.handler = handler
      self.opinion = opinion
      self.startedAt = startedAt
      self.endedAt = endedAt
      self.organisation = organisation
    }

    static let fields: [FieldOf<Step>] = [
      .text("caseNumber") { $0.caseNumber.rawValue },
      .integer("serial") { $0.serial },
      .text("stage") { $0.stage },
      .code("action") { $0.action },
      .code("state") { $0.state },
      .text("handler") { $0.handler },
      .text("opinion") { $0.opinion },
      .moment("startedAt") { $0.startedAt },
      .moment("endedAt") { $0.endedAt },
      .text("organisationCode") { $0.organisation.code },
      .text("organisationName") { $0.organisation.name },
    ]
  }

  /// The clock of a case was stopped, or its limit made longer. 特别程序
  public struct Special: RecordPayload {
    public let caseNumber: CaseNumber
    /// From 1 within the case; with the case it names the row.
    public let serial: Int
    public let kind: SpecialKind
    /// Which of the law's list, unless the limit is made longer.
    public let procedure: SpecialProcedure?
    /// 特别程序种类名称
    public let name: String
    /// 启动理由或依据
    public let reason: String
    /// Who asked for it. 申请人
    public let requester: String?
    public let startedAt: Moment
    /// As the applicant was told (行政许可法第四十五条).
    public let expectedEndAt: Moment
    public var endedAt: Moment?
    public var result: String?
    /// 办理意见
    public var opinion: String?
    public let organisation: Organisation
    public let handler: String

    public init(
      caseNumber: CaseNumber, serial: Int, kind: SpecialKind, procedure: SpecialProcedure?,
      name: String, reason: String, requester: String?, startedAt: Moment, expectedEndAt: Moment,
      organisation: Organisation, handler: String
    ) {
      self.caseNumber = caseNumber
      self.serial = serial
      self.kind = kind
      self.procedure = procedure
      self.name = name
      self.reason = reason
      self.requester = requester
      self.startedAt = startedAt
      self.expectedEndAt = expectedEndAt
      self.organisation = organisation
      self.handler = handler
    }

    static let fields: [FieldOf<Special>] = [
      .text("caseNumber") { $0.caseNumber.rawValue },
      .integer("serial") { $0.serial },
      .code("kind") { $0.kind },
      .code("procedure") { $0.procedure },
      .text("name") { $0.name },
      .text("reason") { $0.reason },
      .text("requester") { $0.requester },
      .moment("startedAt") { $0.startedAt },
      .moment("expectedEndAt") { $0.expectedEndAt },
      .moment("endedAt") { $0.endedAt },
      .text("result") { $0.result },
      .text("opinion") { $0.opinion },
      .text("organisationCode") { $0.organisation.code },
      .text("organisationName") { $0.organisation.name },
      .text("handler") { $0.handler },
    ]
  }

  /// A case was closed. 办结
  public struct Conclusion: RecordPayload {
    public let caseNumber: CaseNumber
    public let result: CaseResult
    public let endedAt: Moment
    /// 办件结果描述
    public var explanation: String?
    /// 结果证照名称
    public var documentName: String?
    /// 结果证照编号
    public var documentNumber: String?
    /// 有效期限, in words.
    public var validity: String?
    /// 发证、盖章单位
    public let organisation: Organisation
    /// 是否快递递送结果
    public let isPosted: Bool
    /// 是否收费
    public let isCharged: Bool
    /// Known only when somebody rated before the case was closed.
    public var satisfaction: Satisfaction?
    public let handler: String

    public init(
      caseNumber: CaseNumber, result: CaseResult, endedAt: Moment, organisation: Organisation,
      isPosted: Bool, isCharged: Bool, handler: String
    ) {
      self.caseNumber = caseNumber
      self.result = result
      self.endedAt = endedAt
      self.organisation = organisation
      self.isPosted = isPosted
      self.isCharged = isCharged
      self.handler = handler
    }

    static let fields: [FieldOf<Conclusion>] = [
      .text("caseNumber") { $0.caseNumber.rawValue },
      .code("result") { $0.result },
      .moment("endedAt") { $0.endedAt },
      .text("explanation") { $0.explanation },
      .text("documentName") { $0.documentName },
      .text("documentNumber") { $0.documentNumber },
      .text("validity") { $0.validity },
      .text("organisationCode") { $0.organisation.code },
      .text("organisationName") { $0.organisation.name },
      .flag("isPosted") { $0.isPosted },
      .flag("isCharged") { $0.isCharged },
      .code("satisfaction") { $0.satisfaction },
      .text("handler") { $0.handler },
    ]
  }
}
