/// How satisfied a person was with a service. 满意度
///
/// GB/T 39046—2020, table A.8: 1 is the best. Platforms that count the other way round are served by a
/// mapping profile.
public enum Satisfaction: Int, Sendable, CaseIterable, Codable {
  case verySatisfied = 1
  case satisfied
  case fair
  case dissatisfied
  case veryDissatisfied

  /// 差评: the two lowest.
  public var isPoor: Bool { self == .dissatisfied || self == .veryDissatisfied }
}

/// When a service may be rated. 评价时限
public enum RatingRule {
  /// How long an evaluator asks.
  public static let limit: Duration = .seconds(30)
  /// What a slow network and a late finger are given on top.
  public static let grace: Duration = .seconds(10)
}
