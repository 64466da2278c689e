/// How one platform wants records written: its tables, columns, codes and dates. 对接映射
///
/// Invariants, cited by number in `ProfileTests`:
/// 1. A profile exists only when nothing is wrong with its file; otherwise every fault is told, with its line.
/// 2. Code tables are one to one: what is written can be read back.
/// 3. A record that cannot be written is parked with the reason; that changes nothing for any other record.
/// 4. What is written is canonical JSON: keys in the order of their bytes, no white space, no TAB and no LF.
public struct Profile: Sendable {
  /// The profile of our own receivers, which take the journal as well.
  public static let own = "yizhan"

  /// As in the file's name: `national`.
  public let name: String
  /// For people: 国家政务服务平台归集库
  public let title: String
  /// The kinds that the platform takes, in the order in which it wants the rows of one change.
  public let order: [Record.Kind]
  let tables: [Record.Kind: Table]
  let codes: [String: CodeTable]

  /// The largest file that is read, in bytes.
  public static let largest = 1 << 20

  public func covers(_ kind: Record.Kind) -> Bool { tables[kind] != nil }

  /// The platform's name for the table of a kind; nil when it takes none.
  public func table(of kind: Record.Kind) -> String? { tables[kind]?.name }

  /// The columns of a kind's table, in the order of what is written.
  public func columns(of kind: Record.Kind) -> [String] { tables[kind]?.columns.map(\.name) ?? [] }

  /// Whether the platform is told of the files themselves, so that they go up beside the records.
  public func carriesFiles(of kind: Record.Kind) -> Bool {
    tables[kind]?.columns.contains { column in
      if case .field(_, let field) = column.source { field.shape == .manifests } else { false }
    } ?? false
  }

  struct Table: Sendable, Equatable {
    let name: String
    /// In the order of their names' bytes.
    let columns: [Column]
  }

  struct Column: Sendable, Equatable {
    enum Source: Sendable, Equatable {
      case constant(String)
      /// The place of the field among those of the kind.
      case field(Int, RecordField)
    }

    let name: String
    let source: Source
    /// The place of the field that stands in for an empty one; of the same shape.
    var otherwise: Int?
    /// The text that stands in for an empty field.
    var fallback: String?
    var codes: CodeTable?
    var format: MomentFormat?
    /// The most Unicode scalars.
    var longest: Int?
    /// Whether a longer text is cut rather than refused.
    var isCut = false
    var isRequired = false
  }
}
