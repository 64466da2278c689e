/// What a row that a profile wrote says in this product's own words.
public struct ProfileReading: Sendable, Equatable {
  public let kind: Record.Kind
  /// By internal name; a field that no column carries is not there. Times are as exact as their format.
  public let fields: [String: RecordValue]
}

/// Why a row cannot be read back.
public enum ProfileReadFault: Error, Sendable, Equatable {
  case notJSON
  /// Not of this profile, or of a table that it does not have.
  case foreign
  case unknownColumn(String)
  case unknownCode(column: String, code: String)
  case wrongType(column: String)
}

extension Profile {
  /// Reads back what `express` wrote.
  ///
  /// - Parameter offset: the county's time, in which dates were written.
  public func read(
    _ json: String, in offset: UTCOffset = .beijing
  ) throws(ProfileReadFault) -> ProfileReading {
    let line: JSONNode
    do { line = try JSONReader.read(json) } catch { throw .notJSON }
    guard line["profile"]?.text == name, let kind = line["kind"]?.text.flatMap(Record.Kind.init(rawValue:)),
      let table = tables[kind], line["table"]?.text == table.name, let row = line["row"]?.members
    else { throw .foreign }
    var fields: [String: RecordValue] = [:]
    for member in row {
      guard let column = table.columns.first(where: { $0.name == member.key }) else {
        throw .unknownColumn(member.key)
      }
      guard case .field(_, let field) = column.source else { continue }
      if let fallback = column.fallback, member.value.text == fallback { continue }
      fields[field.name] = try column.read(member.value, as: field, offset)
    }
    return ProfileReading(kind: kind, fields: fields)
  }
}

extension Profile.Column {
  fileprivate func read(
    _ node: JSONNode, as field: RecordField, _ offset: UTCOffset
  ) throws(ProfileReadFault) -> RecordValue {
    switch (field.shape, node.value) {
    case (.text, .text(let text)): return .text(text)
    case (.integer, .integer(let integer)): return .integer(integer)
    case (.flag, .flag(let flag)): return .flag(flag)
    case (.flag, .text(let code)): return .flag(try own(for: code) == "true")
    case (.code, .text(let code)): return .code(try own(for: code))
    case (.moment, .text(let text)): return .moment(try moment(text, offset))
    case (.date, .text(let text)): return .date(offset.date(of: try moment(text, offset)))
    case (.texts, .list(let nodes)):
      var texts: [RecordValue] = []
      for node in nodes {
        guard let text = node.text else { throw .wrongType(column: name) }
        texts.append(.text(text))
      }
      return .list(texts)
    case (.manifests, .list(let nodes)):
      var manifests: [RecordValue] = []
      for node in nodes {
        guard let manifest = BlobManifest(node) else { throw .wrongType(column: name) }
        manifests.append(.manifest(manifest))
      }
      return .list(manifests)
    default: throw .wrongType(column: name)
    }
  }

  private func own(for code: String) throws(ProfileReadFault) -> String {
    guard let own = codes?.own(for: code) else { throw .unknownCode(column: name, code: code) }
    return own
  }

  private func moment(_ text: String, _ offset: UTCOffset) throws(ProfileReadFault) -> Moment {
    guard let moment = (format ?? .rfc3339).read(text, offset) else { throw .wrongType(column: name) }
    return moment
  }
}
