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

extension CatalogueFile {
  /// Reads a JSON document; each entry by itself, so that all faults are told at once.
  public init(json bytes: [UInt8]) {
    self.init(naming: .paths)
    guard let document = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
      faults = [RowFault(row: 0, field: "", code: .unclosed)]
      return
    }
    let known = ["departments", "items", "duties", "negativeLists"]
    for key in document.keys.sorted() where !known.contains(key) {
      faults.append(RowFault(row: 0, field: key, code: .unknown))
    }
    departments = entries("departments", of: document)
    items = entries("items", of: document)
    duties = entries("duties", of: document)
    negativeLists = entries("negativeLists", of: document)
  }

  private mutating func entries<Value: Decodable & Sendable>(
    _ list: String, of document: [String: Any]
  ) -> [FileEntry<Value>] {
    guard let value = document[list] else { return [] }
    guard let objects = value as? [Any] else {
      faults.append(RowFault(row: 0, field: list, code: .wrongType))
      return []
    }
    var entries: [FileEntry<Value>] = []
    let decoder = JSONDecoder()
    for (index, object) in objects.enumerated() {
      do {
        guard object is [String: Any] else { throw FieldFault("", .wrongType) }
        let data = try JSONSerialization.data(withJSONObject: object)
        entries.append(FileEntry(row: index + 1, value: try decoder.decode(Value.self, from: data)))
      } catch let error as DecodingError {
        faults.append(Self.fault(error, row: index + 1, list))
      } catch {
        faults.append(RowFault(row: index + 1, field: list, code: .wrongType))
      }
    }
    return entries
  }

  private static func fault(_ error: DecodingError, row: Int, _ list: String) -> RowFault {
    func fault(_ path: [any CodingKey], _ code: FieldFault.Code) -> RowFault {
      let names = path.map { $0.intValue.map { String($0) } ?? $0.stringValue }
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
