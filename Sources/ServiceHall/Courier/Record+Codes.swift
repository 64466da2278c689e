extension Record {
  /// What a row does to the receiver's table. 同步类型
  public enum Operation: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .operation }
    case insert, update, delete
  }

  /// By what a person or a body is identified. 证件类型
  ///
  /// Source of the codes: GA/T 2000.156—2016. The residence permits for people of Hong Kong, Macao and Taiwan are
  /// younger than the list and stand as 居住证.
  public enum CertificateKind: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .certificate }
    /// 居民身份证
    case residentID = "111"
    /// 临时居民身份证
    case temporaryID = "112"
    /// 户口簿
    case householdRegister = "113"
    /// 军官证
    case officer = "114"
    /// 出生医学证明
    case birth = "117"
    /// 士兵证
    case soldier = "118"
    /// 居住证
    case residencePermit = "154"
    /// 普通护照
    case passport = "414"
    /// 香港特别行政区护照
    case hongKongPassport = "420"
    /// 澳门特别行政区护照
    case macaoPassport = "421"
    /// 台湾居民来往大陆通行证
    case taiwanTravelPermit = "511"
    /// 往来港澳通行证
    case exitPermitHongKongMacao = "513"
    /// 港澳居民来往内地通行证
    case returnPermitHongKongMacao = "516"
    /// 大陆居民往来台湾通行证
    case exitPermitTaiwan = "517"
    /// 台湾同胞定居证
    case taiwanSettlement = "552"
    /// 外国人永久居留证
    case foreignerResidence = "553"
    /// 组织机构代码证
    case organisationCode = "811"
    /// 营业执照; its number is the 统一社会信用代码.
    case businessLicence = "821"
    /// 营业执照 of the older list
    case formerBusinessLicence = "822"
    case other = "990"
  }

  /// 服务对象. Source: GB/T 39046—2020, table A.4.
  public enum ApplicantKind: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .applicant }
    case person, enterprise, institution, socialOrganisation, government, other
  }

  /// How an application came in. 办理形式. Source: GB/T 39046—2020, table A.5.
  public enum ApplicationForm: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .applicationForm }
    case window, computer, mobile, post, other
  }

  /// How a stage ended. 业务动作. Source: GB/T 39046—2020, table 7.
  public enum StepAction: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .stepAction }
    case passed, returned, other
  }

  /// 环节办理状态. Source: GB/T 39046—2020, table 7.
  public enum StepState: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .stepState }
    case pending, done
  }

  /// 特别程序种类. Source: GB/T 39046—2020, table A.7.
  public enum SpecialKind: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .special }
    /// 延长审批
    case longer = "extension"
    /// 除延长审批之外的情况
    case other
  }

  /// How a case was closed. 办结结果. The seven that platforms have in use.
  public enum CaseResult: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .result }
    /// 出证办结
    case documentIssued
    /// 退回办结
    case returned
    /// 作废办结
    case voided
    /// 删除办结: entered by mistake.
    case deleted
    /// 转报办结
    case forwarded
    /// 补交不来办结
    case materialsNotBrought
    /// 办结: any other end, a refusal included.
    case concluded
  }

  /// How a material was received. 收取方式. No standard fixes the list; the codes are the product's.
  public enum Receiving: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .receiving }
    /// 纸质
    case paper
    /// 附件上传
    case upload
    /// 电子证照
    case licence
    /// 容缺, to follow
    case deferred
    case other
  }

  /// 送达方式
  public enum DeliveryMethod: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .delivery }
    /// 本人窗口
    case window
    /// 代领
    case proxy
    /// 邮寄
    case post
    /// 自助柜
    case locker
    /// 电子
    case electronic
    /// 留置
    case lodged
    /// 公告
    case notice
    /// 代办点转交
    case agent
  }

  /// Through what somebody rated. 评价渠道. Source: GB/T 39046—2020, table 9, and one platform's default rating.
  public enum RatingChannel: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .ratingChannel }
    case computer, mobile
    /// 二维码
    case code
    /// 政务大厅平板电脑
    case evaluator
    /// 政务大厅其他终端
    case terminal
    case telephone
    /// 短信
    case message
    /// 系统默认评价: nobody rated. This product never makes one.
    case byDefault
  }

  public enum RatingSubject: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .ratingSubject }
    case caseFile, visit
  }

  /// How a visit ended.
  public enum VisitOutcome: String, Sendable, CaseIterable, CodedValue {
    static var vocabulary: Vocabulary { .visitOutcome }
    case served, unresolved, left, void, cancelled

    /// - Returns: nil while the visit goes on.
    public init?(_ state: Ticket.State) {
      switch state {
      case .done(.served): self = .served
      case .done(.unresolved): self = .unresolved
      case .done(.left): self = .left
      case .void: self = .void
      case .cancelled: self = .cancelled
      case .waiting, .called, .serving, .held, .missed: return nil
      }
    }
  }
}
