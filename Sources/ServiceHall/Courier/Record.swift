/// What one business change reports upward, in this product's own words. 上报记录
///
/// A profile writes it in the words of a platform; the outbox keeps what the profile wrote, and nothing of this.
///
/// Invariants, cited by number in `RecordTests`:
/// 1. Every record of a case has the entity `case:` and its number; of a visit, `visit:` and its number.
/// 2. The fields of a record are those that its kind names, in the same order.
public struct Record: Sendable, Equatable {
  /// In the order in which a platform wants the rows of one case.
  public enum Kind: String, Sendable, CaseIterable {
    /// 受理
    case accept
    /// 过程
    case process
    /// 特别程序
    case special
    /// 办结
    case result
    /// 材料
    case material
    /// 证照
    case licence
    /// 支付
    case payment
    /// 送达
    case delivery
    /// 评价
    case evaluation
    /// 取号办理: no platform asks for it; a county machine and our own receiver do.
    case visit

    /// Whether the state of a case changed, so that the record goes before everything else.
    public var isUrgent: Bool {
      switch self {
      case .accept, .process, .special, .result, .delivery: true
      case .material, .licence, .payment, .evaluation, .visit: false
      }
    }
  }

  public enum Payload: Sendable, Equatable {
    case accept(Acceptance)
    case process(Step)
    case special(Special)
    case result(Conclusion)
    case material(ReceivedMaterial)
    case licence(IssuedLicence)
    case payment(Payment)
    case delivery(Delivery)
    case evaluation(Evaluation)
    case visit(Visit)
  }

  public let hall: Hall.ID
  public let division: DivisionCode
  public let payload: Payload

  public init(hall: Hall.ID, division: DivisionCode, payload: Payload) {
    self.hall = hall
    self.division = division
    self.payload = payload
  }

  public var kind: Kind {
    switch payload {
    case .accept: .accept
    case .process: .process
    case .special: .special
    case .result: .result
    case .material: .material
    case .licence: .licence
    case .payment: .payment
    case .delivery: .delivery
    case .evaluation: .evaluation
    case .visit: .visit
    }
  }

  /// The files that go up beside the record.
  public var manifests: [BlobManifest] {
    if case .material(let material) = payload { material.manifests } else { [] }
  }

  /// Lane 1 of the channel, or lane 2.
  public var isUrgent: Bool { kind.isUrgent }

  /// What the record is about; versions grow by one per entity: `case:1199991002026112007001739`.
  public var entity: String {
    switch payload {
    case .accept(let payload): Self.entity(of: payload.caseNumber)
    case .process(let payload): Self.entity(of: payload.caseNumber)
    case .special(let payload): Self.entity(of: payload.caseNumber)
    case .result(let payload): Self.entity(of: payload.caseNumber)
    case .material(let payload): Self.entity(of: payload.caseNumber)
    case .licence(let payload): Self.entity(of: payload.caseNumber)
    case .payment(let payload): Self.entity(of: payload.caseNumber)
    case .delivery(let payload): Self.entity(of: payload.caseNumber)
    case .evaluation(let payload): payload.subject.entity
    case .visit(let payload): "visit:" + payload.number.rawValue
    }
  }

  static func entity(of number: CaseNumber) -> String { "case:" + number.rawValue }

  /// The record as a tree: an object with a member for every field that its kind names.
  public var fields: RecordValue {
    let names = kind.fields.dropFirst(RowStamp.fields.count).map(\.name)
    return .object(Dictionary(zip(names, shared + payload.values)) { first, _ in first })
  }
}

extension Record {
  static let sharedFields: [FieldOf<Record>] = [
    .text("entity") { $0.entity },
    .text("hall") { $0.hall.rawValue },
    .text("division") { $0.division.rawValue },
  ]

  private var shared: [RecordValue] { Self.sharedFields.map { $0.value(self) } }

  /// The values of the kind's fields, in their order.
  func values(_ stamp: RowStamp) -> [RecordValue] { stamp.values + shared + payload.values }
}

extension Record.Payload {
  var values: [RecordValue] {
    switch self {
    case .accept(let payload): payload.values
    case .process(let payload): payload.values
    case .special(let payload): payload.values
    case .result(let payload): payload.values
    case .material(let payload): payload.values
    case .licence(let payload): payload.values
    case .payment(let payload): payload.values
    case .delivery(let payload): payload.values
    case .evaluation(let payload): payload.values
    case .visit(let payload): payload.values
    }
  }
}

extension Record.Kind {
  /// The fields that every kind has: those of the row, then those of the record.
  public static let sharedFields: [RecordField] =
    RowStamp.fields.map(\.field) + Record.sharedFields.map(\.field)

  private static let own: [Record.Kind: [RecordField]] = [
    .accept: Record.Acceptance.fields.map(\.field),
    .process: Record.Step.fields.map(\.field),
    .special: Record.Special.fields.map(\.field),
    .result: Record.Conclusion.fields.map(\.field),
    .material: Record.ReceivedMaterial.fields.map(\.field),
    .licence: Record.IssuedLicence.fields.map(\.field),
    .payment: Record.Payment.fields.map(\.field),
    .delivery: Record.Delivery.fields.map(\.field),
    .evaluation: Record.Evaluation.fields.map(\.field),
    .visit: Record.Visit.fields.map(\.field),
  ]

  /// Every field that a profile may write for this kind.
  public var fields: [RecordField] { Self.sharedFields + (Self.own[self] ?? []) }
}
