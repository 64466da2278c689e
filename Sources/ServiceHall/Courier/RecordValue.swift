/// A value of a record in this product's own words; a profile says how a platform writes it.
public indirect enum RecordValue: Sendable, Equatable {
  case null
  case text(String)
  /// A code of a vocabulary, as this product spells it: `verySatisfied`.
  case code(String)
  case integer(Int64)
  case flag(Bool)
  case moment(Moment)
  case date(CivilDate)
  case list([RecordValue])
  case object([String: RecordValue])
  case manifest(BlobManifest)
}

extension RecordValue {
  var manifest: BlobManifest? { if case .manifest(let manifest) = self { manifest } else { nil } }

  init(text: String?) { self = text.map(RecordValue.text) ?? .null }
  init(moment: Moment?) { self = moment.map(RecordValue.moment) ?? .null }
  init(date: CivilDate?) { self = date.map(RecordValue.date) ?? .null }
  init(code: (some CodedValue)?) { self = code.map { .code($0.code) } ?? .null }
}
