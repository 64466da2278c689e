/// Why a profile cannot write a record. The record waits with its reason until the record, or the profile, changes.
public enum Parked: Error, Sendable, Equatable {
  /// The platform requires what the record does not have.
  case missing(field: String)
  /// The code table has no code for the value.
  case noCode(table: String, value: String)
  case tooLong(column: String, limit: Int)
  /// The platform has no table for such records.
  case notCovered(Record.Kind)
  /// It came in the words of a profile that this machine does not have, or not quite in them.
  case unreadable(profile: String)

  /// Stable; the sentence for each stands in `Templates/strings`, under `parked`.
  public var code: String {
    switch self {
    case .missing: "missing"
    case .noCode: "no-code"
    case .tooLong: "too-long"
    case .notCovered: "not-covered"
    case .unreadable: "unreadable"
    }
  }

  /// What the sentence has in its places.
  public var details: [String: String] {
    switch self {
    case .missing(let field): ["field": field]
    case .noCode(let table, let value): ["table": table, "value": value]
    case .tooLong(let column, let limit): ["column": column, "limit": String(limit)]
    case .notCovered(let kind): ["kind": kind.rawValue]
    case .unreadable(let profile): ["profile": profile]
    }
  }
}
