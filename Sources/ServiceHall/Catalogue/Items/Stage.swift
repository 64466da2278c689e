/// One step of an item's process: who does it, within which time, and what may come of it. 环节
///
/// The chart and the case both run on this definition.
public struct Stage: Sendable, Equatable, Codable {
  /// Short names within one item: `accept`, `S2`.
  public typealias ID = SituationQuestion.ID

  /// One way on; there is no other. 办理结果
  public struct Outcome: Sendable, Equatable, Codable {
    public var name: String
    /// The stage that follows; nil ends the process.
    public var next: ID?
    public init(name: String, next: ID? = nil) {
      self.name = name
      self.next = next
    }
  }

  /// 廉政风险点
  public struct Risk: Sendable, Equatable, Codable {
    public enum Level: String, Sendable, CaseIterable, Codable { case low, medium, high }
    public var level: Level
    public var point: String
    /// 防控措施
    public var control: String
    public init(level: Level, point: String, control: String) {
      self.level = level
      self.point = point
      self.control = control
    }
  }

  public var id: ID
  public var name: String
  /// Who does it: a role, or a department when it leaves the hall; exactly one of both.
  public var role: Role?
  public var department: Department.ID?
  public var limit: TimeLimit?
  /// What is looked at, so that discretion has bounds. 审查要点
  public var checklist: [String]
  public var outcomes: [Outcome]
  public var risk: Risk?

  public init(
    id: ID, name: String, role: Role? = nil, department: Department.ID? = nil,
    limit: TimeLimit? = nil, checklist: [String] = [], outcomes: [Outcome] = [], risk: Risk? = nil
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.department = department
    self.limit = limit
    self.checklist = checklist
    self.outcomes = outcomes
    self.risk = risk
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try values.decode(ID.self, forKey: .id), name: try values.decode(String.self, forKey: .name),
      role: try values.decodeIfPresent(Role.self, forKey: .role),
      department: try values.decodeIfPresent(Department.ID.self, forKey: .department),
      limit: try values.decodeIfPresent(TimeLimit.self, forKey: .limit),
      checklist: try values.list(.checklist), outcomes: try values.list(.outcomes),
      risk: try values.decodeIfPresent(Risk.self, forKey: .risk))
  }
}

/// Whether stages make a process that begins once and always ends.
///
/// Invariants, cited by number in `ProcessTests`:
/// 1. Every outcome leads to a stage that exists, or ends the process.
/// 2. No stage leads back to itself, over however many others.
/// 3. Every stage has an outcome and is reached from the first.
enum ProcessRule {
  /// The faults by the stage's place: (index, part of the stage, code).
  static func faults(of stages: [Stage]) -> [(index: Int, part: String, code: FieldFault.Code)] {
    var faults: [(Int, String, FieldFault.Code)] = []
    var places: [Stage.ID: Int] = [:]
    for (index, stage) in stages.enumerated() {
      if places.updateValue(index, forKey: stage.id) != nil { faults.append((index, "id", .duplicate)) }
      if stage.outcomes.isEmpty { faults.append((index, "outcomes", .deadEnd)) }
      for outcome in stage.outcomes
      where outcome.next.map({ next in !stages.contains { $0.id == next } }) ?? false {
        faults.append((index, "outcomes", .unknown))
      }
    }
    guard faults.isEmpty else { return faults }
    let ways = stages.map { stage in Set(stage.outcomes.compactMap { $0.next.flatMap { places[$0] } }) }
    for index in stages.indices where reached(from: ways[index], ways).contains(index) {
      faults.append((index, "outcomes", .circular))
    }
    let fromFirst = reached(from: [0], ways)
    for index in stages.indices where !fromFirst.contains(index) {
      faults.append((index, "id", .deadEnd))
    }
    return faults
  }

  private static func reached(from start: Set<Int>, _ ways: [Set<Int>]) -> Set<Int> {
    var reached: Set<Int> = []
    var front = start
    while let index = front.popFirst() {
      if ways.indices.contains(index), reached.insert(index).inserted { front.formUnion(ways[index]) }
    }
    return reached
  }
}
