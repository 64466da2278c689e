/// A closed list of codes in records. What stands in a profile's code table is one of these on one side and the
/// platform's code on the other.
public enum Vocabulary: String, Sendable, CaseIterable {
  /// 同步类型
  case operation
  /// 是否
  case flag
  /// 满意度
  case satisfaction
  /// 办件类型
  case processing
  /// 事项类型
  case itemKind
  /// 证件类型
  case certificate
  /// 申请人类型
  case applicant
  /// 办理形式
  case applicationForm
  /// 业务动作
  case stepAction
  /// 环节办理状态
  case stepState
  /// 特别程序种类
  case special
  /// 特别程序: the closed list of the law.
  case procedure
  /// 办结结果
  case result
  /// 收取方式
  case receiving
  /// 送达方式
  case delivery
  /// 评价渠道
  case ratingChannel
  /// Whether a case or a visit is rated.
  case ratingSubject
  /// 办理结果 of a visit
  case visitOutcome
  /// 优先事由
  case priority

  /// Every code, in the order of its definition.
  public var codes: [String] {
    switch self {
    case .operation: Self.codes(of: Record.Operation.self)
    case .flag: ["true", "false"]
    case .satisfaction: Self.codes(of: Satisfaction.self)
    case .processing: Self.codes(of: Processing.self)
    case .itemKind: Self.codes(of: ItemKind.self)
    case .certificate: Self.codes(of: Record.CertificateKind.self)
    case .applicant: Self.codes(of: Record.ApplicantKind.self)
    case .applicationForm: Self.codes(of: Record.ApplicationForm.self)
    case .stepAction: Self.codes(of: Record.StepAction.self)
    case .stepState: Self.codes(of: Record.StepState.self)
    case .special: Self.codes(of: Record.SpecialKind.self)
    case .procedure: Self.codes(of: SpecialProcedure.self)
    case .result: Self.codes(of: Record.CaseResult.self)
    case .receiving: Self.codes(of: Record.Receiving.self)
    case .delivery: Self.codes(of: Record.DeliveryMethod.self)
    case .ratingChannel: Self.codes(of: Record.RatingChannel.self)
    case .ratingSubject: Self.codes(of: Record.RatingSubject.self)
    case .visitOutcome: Self.codes(of: Record.VisitOutcome.self)
    case .priority: Self.codes(of: PriorityReason.self)
    }
  }

  private static func codes<Value: CodedValue>(of type: Value.Type) -> [String] {
    Value.allCases.map(\.code)
  }
}

/// A value of a vocabulary.
protocol CodedValue: CaseIterable, Sendable {
  static var vocabulary: Vocabulary { get }
  /// Stable: it stands in profiles and, with the product's own profile, on the wire.
  var code: String { get }
}

extension CodedValue where Self: RawRepresentable<String> {
  var code: String { rawValue }
}

// The codes are words and not the numbers of a standard, so that a platform that counts the other way round
// cannot be confused with one that does not.

extension Satisfaction: CodedValue {
  static var vocabulary: Vocabulary { .satisfaction }
  var code: String {
    switch self {
    case .verySatisfied: "verySatisfied"
    case .satisfied: "satisfied"
    case .fair: "fair"
    case .dissatisfied: "dissatisfied"
    case .veryDissatisfied: "veryDissatisfied"
    }
  }
}

extension Processing: CodedValue {
  static var vocabulary: Vocabulary { .processing }
  var code: String {
    switch self {
    case .immediate: "immediate"
    case .promised: "promised"
    case .other: "other"
    }
  }
}

extension ItemKind: CodedValue { static var vocabulary: Vocabulary { .itemKind } }
extension SpecialProcedure: CodedValue { static var vocabulary: Vocabulary { .procedure } }
extension PriorityReason: CodedValue { static var vocabulary: Vocabulary { .priority } }
