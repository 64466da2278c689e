/// One thing that a hall does for people, with everything that its guide says. 事项
///
/// Source of the elements: 行政许可法第三十条, GB/T 39046—2020 table 4, the seven elements of a power list.
/// What must hold of them is in `ServiceItem+Rules`.
public struct ServiceItem: Sendable, Equatable, Codable {
  /// The code by which an item is known: its 业务办理项编码, or its 实施编码 where there is no other.
  public struct ID: Identifier {
    public let rawValue: String
    public init?(rawValue: String) {
      let isAllowed: (UInt8) -> Bool = { $0.isUpper || $0.isDigit || $0 == 45 || $0 == 46 }
      guard rawValue.isMade(of: isAllowed, lengths: 1...50) else { return nil }
      self.rawValue = rawValue
    }
  }

  /// 编码
  public struct Codes: Sendable, Equatable, Codable {
    public var profile: ItemCode.Profile
    /// 实施编码
    public var implementation: String
    /// 基本编码: the entry of the national or provincial catalogue.
    public var basic: String?
    /// 业务办理项编码
    public var handling: String?
    public init(
      profile: ItemCode.Profile, implementation: String, basic: String? = nil, handling: String? = nil
    ) {
      self.profile = profile
      self.implementation = implementation
      self.basic = basic
      self.handling = handling
    }
  }

  /// 收费. The amount is a decimal number of yuan as text: `12.50`.
  public struct Fee: Sendable, Equatable, Codable {
    public var name: String
    public var amount: String
    public var basis: String?
    public init(name: String, amount: String, basis: String? = nil) {
      self.name = name
      self.amount = amount
      self.basis = basis
    }
  }

  /// 办理结果
  public struct ResultDocument: Sendable, Equatable, Codable {
    public var name: String
    /// The name of the file that shows it.
    public var sample: String?
    /// 有效期, in words.
    public var validity: String?
    public init(name: String, sample: String? = nil, validity: String? = nil) {
      self.name = name
      self.sample = sample
      self.validity = validity
    }
  }

  /// The line of a hall that takes the item. 受理窗口
  public struct ServicePoint: Sendable, Hashable, Codable {
    public var hall: Hall.ID
    public var line: Line.ID
    public init(hall: Hall.ID, line: Line.ID) {
      self.hall = hall
      self.line = line
    }
  }

  public struct CommonQuestion: Sendable, Equatable, Codable {
    public var question: String
    public var answer: String
    public init(question: String, answer: String) {
      self.question = question
      self.answer = answer
    }
  }

  public var codes: Codes
  public var name: String
  public var kind: ItemKind
  public var department: Department.ID
  /// 行使主体
  public var exercisingBody: String?
  public var bases: [LegalBasis] = []
  /// 办理条件
  public var conditions: [String] = []
  /// 予以受理的条件
  public var acceptConditions: [String] = []
  /// 不予受理的情形
  public var refuseConditions: [String] = []
  public var questions: [SituationQuestion] = []
  public var materials: [Material] = []
  public var processing: Processing = .promised
  public var statutoryLimit: TimeLimit?
  public var promisedLimit: TimeLimit?
  /// None means free of charge.
  public var fees: [Fee] = []
  public var results: [ResultDocument] = []
  /// How many days the code for collecting a result is good; nil for the hall's own rule. 取件码有效天数
  public var claimDays: Int?
  public var points: [ServicePoint] = []
  /// 到办事现场次数
  public var visits: Int = 1
  public var stages: [Stage] = []
  public var specialProcedures: [SpecialProcedure] = []
  /// 监督方式
  public var supervision: String?
  public var supervisionPhone: String?
  public var consultationPhone: String?
  public var commonQuestions: [CommonQuestion] = []
  /// 首席代表
  public var chiefRepresentative: String?
  public var delegation: Delegation?
  /// 涉密: never published.
  public var isSecret: Bool = false
  /// 不公开 when false.
  public var isPublic: Bool = true
  /// 主题
  public var themes: [String] = []
  public var audiences: [Audience] = []
  /// 人生事件、企业生命周期
  public var lifeEvents: [String] = []
  /// What people call it.
  public var synonyms: [String] = []
  /// The edition of the upper catalogue that fixes name, kind, bases and codes. 上级目录
  public var upperCatalogue: String?
  public var isDemonstration: Bool = false

  public init(codes: Codes, name: String, kind: ItemKind, department: Department.ID) {
    self.codes = codes
    self.name = name
    self.kind = kind
    self.department = department
  }

  /// - Returns: nil when the codes are not well formed; `checked()` says how.
  public var id: ID? { ID(rawValue: codes.handling ?? codes.implementation) }

  /// Whether somebody waits for a promised or a statutory day.
  public var limit: TimeLimit? { promisedLimit ?? statutoryLimit }
}

extension ServiceItem {
  /// Lists and flags may be missing in a file; the rules say what is then incomplete.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func text(_ key: CodingKeys) throws -> String? { try values.decodeIfPresent(String.self, forKey: key) }
    self.init(
      codes: try values.decode(Codes.self, forKey: .codes),
      name: try values.decode(String.self, forKey: .name),
      kind: try values.decode(ItemKind.self, forKey: .kind),
      department: try values.decode(Department.ID.self, forKey: .department))
    exercisingBody = try text(.exercisingBody)
    bases = try values.list(.bases)
    conditions = try values.list(.conditions)
    acceptConditions = try values.list(.acceptConditions)
    refuseConditions = try values.list(.refuseConditions)
    questions = try values.list(.questions)
    materials = try values.list(.materials)
    processing = try values.decodeIfPresent(Processing.self, forKey: .processing) ?? .promised
    statutoryLimit = try values.decodeIfPresent(TimeLimit.self, forKey: .statutoryLimit)
    promisedLimit = try values.decodeIfPresent(TimeLimit.self, forKey: .promisedLimit)
    fees = try values.list(.fees)
    results = try values.list(.results)
    claimDays = try values.decodeIfPresent(Int.self, forKey: .claimDays)
    points = try values.list(.points)
    visits = try values.decodeIfPresent(Int.self, forKey: .visits) ?? 1
    stages = try values.list(.stages)
    specialProcedures = try values.list(.specialProcedures)
    supervision = try text(.supervision)
    supervisionPhone = try text(.supervisionPhone)
    consultationPhone = try text(.consultationPhone)
    commonQuestions = try values.list(.commonQuestions)
    chiefRepresentative = try text(.chiefRepresentative)
    delegation = try values.decodeIfPresent(Delegation.self, forKey: .delegation)
    isSecret = try values.flag(.isSecret)
    isPublic = try values.decodeIfPresent(Bool.self, forKey: .isPublic) ?? true
    themes = try values.list(.themes)
    audiences = try values.list(.audiences)
    lifeEvents = try values.list(.lifeEvents)
    synonyms = try values.list(.synonyms)
    upperCatalogue = try text(.upperCatalogue)
    isDemonstration = try values.flag(.isDemonstration)
  }
}

extension KeyedDecodingContainer {
  /// A list that may be missing.
  func list<Element: Decodable>(_ key: Key) throws -> [Element] {
    try decodeIfPresent([Element].self, forKey: key) ?? []
  }

  /// A flag that may be missing.
  func flag(_ key: Key) throws -> Bool { try decodeIfPresent(Bool.self, forKey: key) ?? false }
}
