/// A field that records of a kind have, by its internal name. The names are stable: profiles refer to them.
public struct RecordField: Sendable, Equatable {
  public enum Shape: Sendable, Equatable {
    case text, integer, flag, moment, date
    /// A list of texts.
    case texts
    /// A list of what is said about files that go up beside the record.
    case manifests
    case code(Vocabulary)
  }

  public let name: String
  public let shape: Shape

  /// Whether a column of this field needs a date format.
  var isTime: Bool { shape == .moment || shape == .date }

  /// The vocabulary by which a code table can write it.
  var vocabulary: Vocabulary? {
    switch shape {
    case .code(let vocabulary): vocabulary
    case .flag: .flag
    case .text, .integer, .moment, .date, .texts, .manifests: nil
    }
  }
}

/// A field, and where it stands in what it belongs to.
struct FieldOf<Owner>: Sendable {
  let field: RecordField
  let value: @Sendable (Owner) -> RecordValue

  private init(
    _ name: String, _ shape: RecordField.Shape, _ value: @escaping @Sendable (Owner) -> RecordValue
  ) {
    field = RecordField(name: name, shape: shape)
    self.value = value
  }

  static func text(_ name: String, _ value: @escaping @Sendable (Owner) -> String?) -> Self {
    Self(name, .text) { RecordValue(text: value($0)) }
  }

  static func texts(_ name: String, _ value: @escaping @Sendable (Owner) -> [String]) -> Self {
    Self(name, .texts) { owner in
      let texts = value(owner)
      return texts.isEmpty ? .null : .list(texts.map(RecordValue.text))
    }
  }

  static func manifests(
    _ name: String, _ value: @escaping @Sendable (Owner) -> [BlobManifest]
  ) -> Self {
    Self(name, .manifests) { owner in
      let manifests = value(owner)
      return manifests.isEmpty ? .null : .list(manifests.map(RecordValue.manifest))
    }
  }

  static func integer(_ name: String, _ value: @escaping @Sendable (Owner) -> Int?) -> Self {
    Self(name, .integer) { owner in value(owner).map { .integer(Int64($0)) } ?? .null }
  }

  static func flag(_ name: String, _ value: @escaping @Sendable (Owner) -> Bool?) -> Self {
    Self(name, .flag) { owner in value(owner).map(RecordValue.flag) ?? .null }
  }

  static func moment(_ name: String, _ value: @escaping @Sendable (Owner) -> Moment?) -> Self {
    Self(name, .moment) { RecordValue(moment: value($0)) }
  }

  static func date(_ name: String, _ value: @escaping @Sendable (Owner) -> CivilDate?) -> Self {
    Self(name, .date) { RecordValue(date: value($0)) }
  }

  static func code<Code: CodedValue>(
    _ name: String, _ value: @escaping @Sendable (Owner) -> Code?
  ) -> Self {
    Self(name, .code(Code.vocabulary)) { RecordValue(code: value($0)) }
  }
}

/// What a record of one kind says.
protocol RecordPayload: Sendable, Equatable {
  static var fields: [FieldOf<Self>] { get }
}

extension RecordPayload {
  var values: [RecordValue] { Self.fields.map { $0.value(self) } }
}
