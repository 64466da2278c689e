import Foundation
public import ServiceHall

/// How a catalogue looks as JSON: `{"departments": […], "items": [{"item": {…}, "reason": …}], "duties": […],
/// "negativeLists": […]}`; every list may be missing.
private struct CatalogueDocument: Encodable {
  let departments: [Department]
  let items: [ItemEntry]
  let duties: [Duty]
  let negativeLists: [NegativeList]
}

/// An entry, or why it is none; its neighbours are read all the same.
private struct Reading<Value: Decodable>: Decodable {
  let result: Result<Value, any Error>

  init(from decoder: any Decoder) {
    result = Result { try Value(from: decoder) }
  }
}

/// The document as it is read: each list, and the keys that mean nothing.
private struct CatalogueReading: Decodable {
  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  let departments: [Reading<Department>]
  let items: [Reading<ItemEntry>]
  let duties: [Reading<Duty>]
  let negativeLists: [Reading<NegativeList>]
  let unknown: [String]

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    func list<Value>(_ key: String) throws -> [Reading<Value>] {
      try values.decodeIfPresent([Reading<Value>].self, forKey: Key(stringValue: key)) ?? []
    }
    departments = try list("departments")
    items = try list("items")
    duties = try list("duties")
    negativeLists = try list("negativeLists")
    let known = ["departments", "items", "duties", "negativeLists"]
    unknown = values.allKeys.map(\.stringValue).filter { !known.contains($0) }.sorted()
  }
}

extension CatalogueFile {
  /// Reads a JSON document; each entry by itself, so that all faults are told at once.
  public init(json bytes: [UInt8]) {
    self.init(naming: .paths)
    do {
      let document = try JSONDecoder().decode(CatalogueReading.self, from: Data(bytes))
      faults = document.unknown.map { RowFault(row: 0, field: $0, code: .unknown) }
      departments = entries("departments", document.departments)
      items = entries("items", document.items)
      duties = entries("duties", document.duties)
      negativeLists = entries("negativeLists", document.negativeLists)
    } catch DecodingError.typeMismatch(_, let context) {
      let field = context.codingPath.map(\.stringValue).joined(separator: ".")
      faults = [RowFault(row: 0, field: field, code: .wrongType)]
    } catch {
      faults = [RowFault(row: 0, field: "", code: .unclosed)]
    }
  }

  private mutating func entries<Value: Sendable>(
    _ list: String, _ readings: [Reading<Value>]
  ) -> [FileEntry<Value>] {
    var entries: [FileEntry<Value>] = []
    for (index, reading) in readings.enumerated() {
      switch reading.result {
      case .success(let value): entries.append(FileEntry(row: index + 1, value: value))
      case .failure(let error as DecodingError):
        faults.append(Self.fault(error, row: index + 1, list))
      case .failure: faults.append(RowFault(row: index + 1, field: list, code: .wrongType))
      }
    }
    return entries
  }

  private static func fault(_ error: DecodingError, row: Int, _ list: String) -> RowFault {
    func fault(_ path: [any CodingKey], _ code: FieldFault.Code) -> RowFault {
      // The list and the place in it are told apart.
      let names = path.dropFirst(2).map { $0.intValue.map { String($0) } ?? $0.stringValue }
      return RowFault(row: row, field: ([list] + names).joined(separator: "."), code: code)
    }
    switch error {
    case .typeMismatch(_, let context): return fault(context.codingPath, .wrongType)
    case .valueNotFound(_, let context): return fault(context.codingPath, .required)
    case .keyNotFound(let key, let context): return fault(context.codingPath + [key], .required)
    case .dataCorrupted(let context): return fault(context.codingPath, .format)
    @unknown default: return fault([], .format)
    }
  }

  /// A catalogue as JSON that the same reader takes.
  public static func json(
    departments: [Department], items: [ItemEntry], duties: [Duty], negativeLists: [NegativeList]
  ) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return [UInt8](
      try encoder.encode(
        CatalogueDocument(
          departments: departments, items: items, duties: duties, negativeLists: negativeLists)))
  }
}
