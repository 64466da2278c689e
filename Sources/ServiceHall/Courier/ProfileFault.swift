/// What is wrong with one place of a profile's file.
public struct ProfileFault: Error, Sendable, Equatable {
  /// Stable; the sentence for each stands in `Templates/strings`, under `profile-faults`.
  public enum Code: String, Sendable, CaseIterable {
    /// Not JSON, or too large.
    case notJSON = "not-json"
    case duplicateKey = "duplicate-key"
    case unknownKey = "unknown-key"
    case wrongType = "wrong-type"
    case required
    /// Empty, too long, with a control character, or a number out of range.
    case format
    case unknownKind = "unknown-kind"
    /// Records of the kind have no such field.
    case unknownField = "unknown-field"
    case unknownCodeTable = "unknown-code-table"
    case unknownVocabulary = "unknown-vocabulary"
    /// The vocabulary has no such code.
    case unknownCode = "unknown-code"
    case notOneToOne = "not-one-to-one"
    /// No column uses the code table.
    case unused
    /// The code table is of another vocabulary than the field, or the field needs none.
    case otherVocabulary = "other-vocabulary"
    /// The field holds a code, and the column names no table for it.
    case codesNeeded = "codes-needed"
    case duplicateColumn = "duplicate-column"
    case unknownFormat = "unknown-format"
    /// The field holds a time, and the column does not say how to write it.
    case formatNeeded = "format-needed"
    /// A format for what is no time, a stand-in of another shape, or both a field and a constant.
    case notCombinable = "not-combinable"
    /// The order does not name every kind that has a table, or names one that has none.
    case order
  }

  /// From 1.
  public let line: Int
  /// Where in the file: `tables.accept.columns.3.from`; places in lists are counted from 0.
  public let path: String
  public let code: Code

  public init(line: Int, path: String, code: Code) {
    self.line = line
    self.path = path
    self.code = code
  }
}

/// Everything that is wrong with a profile's file, in the order of its lines.
public struct ProfileFaults: Error, Sendable, Equatable {
  public let faults: [ProfileFault]
}
