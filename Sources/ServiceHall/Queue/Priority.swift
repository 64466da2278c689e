/// Why a ticket goes before others; recorded on the ticket. 优先事由
public enum PriorityReason: String, Sendable, CaseIterable, Codable {
  /// 残疾人保障法 article 55
  case disabled
  /// 老年人权益保障法 article 55
  case elderly
  case military
  case pregnant
  case withInfant = "with-infant"
  case appointment
  case other
}

/// How priority and normal tickets take turns while both wait. 优先比例
public struct PriorityRatio: Sendable, Equatable, Codable {
  /// Calls in a row, at least 1 each.
  public let priority: Int
  public let normal: Int

  /// - Returns: nil unless both are in 1…9.
  public init?(priority: Int, normal: Int) {
    guard (1...9).contains(priority), (1...9).contains(normal) else { return nil }
    self.priority = priority
    self.normal = normal
  }

  private init() {
    priority = 1
    normal = 2
  }

  private enum Key: String, CodingKey { case priority, normal }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let priority = try container.decode(Int.self, forKey: .priority)
    let normal = try container.decode(Int.self, forKey: .normal)
    guard let ratio = PriorityRatio(priority: priority, normal: normal) else {
      throw DecodingError.dataCorruptedError(
        forKey: .priority, in: container, debugDescription: "not a ratio")
    }
    self = ratio
  }

  /// One priority call, then two normal ones.
  public static let standard = PriorityRatio()
}

/// How far a line has come in the present round of the ratio.
public struct Turn: Sendable, Equatable, Codable {
  public private(set) var priority: Int
  public private(set) var normal: Int

  public static let start = Turn(priority: 0, normal: 0)

  public init(priority: Int, normal: Int) {
    self.priority = priority
    self.normal = normal
  }

  /// Whether the next contested call is a priority one.
  public func isPriority(under ratio: PriorityRatio) -> Bool { priority < ratio.priority }

  /// The turn after one contested call.
  func advanced(under ratio: PriorityRatio) -> Turn {
    if isPriority(under: ratio) { return Turn(priority: priority + 1, normal: 0) }
    let called = normal + 1
    return called >= ratio.normal ? .start : Turn(priority: priority, normal: called)
  }
}
