/// What sort of power or service an item is. 事项类型
///
/// Source of the codes: GB/T 39046—2020, table A.1.
public enum ItemKind: String, Sendable, CaseIterable, Codable {
  /// 行政许可
  case permit = "01"
  /// 行政处罚
  case penalty = "02"
  /// 行政强制
  case compulsion = "03"
  /// 行政征收
  case levy = "04"
  /// 行政给付
  case benefit = "05"
  /// 行政检查
  case inspection = "06"
  /// 行政确认
  case confirmation = "07"
  /// 行政奖励
  case award = "08"
  /// 行政裁决
  case adjudication = "09"
  /// 其他行政权力
  case other = "10"
  /// 公共服务
  case publicService = "20"

  /// Whether the item is a power, whose seven elements must be public.
  public var isPower: Bool { self != .publicService }
}

/// How soon an item is done. 办件类型. Source of the codes: GB/T 39046—2020, table A.6.
public enum Processing: String, Sendable, CaseIterable, Codable {
  /// 即办件: on the same day.
  case immediate = "1"
  /// 承诺件: within the promised limit.
  case promised = "2"
  /// 其他
  case other = "9"
}

/// Whom an item serves. 服务对象
public enum Audience: String, Sendable, CaseIterable, Codable {
  /// 个人
  case person
  /// 企业和其他组织
  case enterprise
}

/// How far the window may decide by itself. 授权级别
public enum Delegation: String, Sendable, CaseIterable, Codable {
  /// 授权到位: receives, examines and decides at the window.
  case full
  /// 受理和审查
  case examine
  /// 仅受理
  case receive
}

/// What may stop the clock: the closed list of Article 45 of the law on administrative permits
/// (行政许可法第四十五条). 特别程序
public enum SpecialProcedure: String, Sendable, CaseIterable, Codable {
  /// 听证
  case hearing
  /// 招标
  case tender
  /// 拍卖
  case auction
  /// 检验
  case inspection
  /// 检测
  case testing
  /// 检疫
  case quarantine
  /// 鉴定
  case appraisal
  /// 专家评审
  case expertReview
}
