/// An item as the cells of its row in the table, by column: what a form shows and sends back.
///
/// Invariants, cited by number in `ItemSheetTests`:
/// 1. What is written into a sheet and read from it is the same entry.
/// 2. Every cell that cannot be read is told, not the first alone.
public struct ItemSheet: Sendable, Equatable {
  /// One column of the items' table.
  public struct Column: Sendable, Equatable {
    /// The path of what stands in it: `codes.implementation`.
    public let key: String
    public let isRequired: Bool
    /// Whether the cell has an entry on each line.
    public let isList: Bool
    /// The words that the cell may hold and their group; nil where any text may stand.
    public let choices: (group: String, values: [String])?

    public static func == (left: Column, right: Column) -> Bool { left.key == right.key }
  }

  /// Every column, in the order of the table.
  public static let columns: [Column] = CatalogueTables.items.map { column in
    Column(
      key: column.key, isRequired: column.isRequired, isList: column.isList,
      choices: choices(of: column.key))
  }

  private var cells: [String: String]

  public init(cells: [String: String]) { self.cells = cells }

  public init(_ entry: ItemEntry, words: CatalogueWords) {
    let writer = ItemCells(words: words)
    cells = Dictionary(
      uniqueKeysWithValues: CatalogueTables.items.map { ($0.key, $0.write(entry, writer)) })
  }

  /// The sheet of an item that is to be added: what is usual, and nothing where there is nothing usual.
  public static func blank(words: CatalogueWords) -> ItemSheet {
    var sheet = ItemSheet(CatalogueTables.blankItem, words: words)
    for key in ["kind", "department"] { sheet[key] = "" }
    return sheet
  }

  /// The cell of a column.
  public subscript(column: String) -> String {
    get { cells[column] ?? "" }
    set { cells[column] = newValue }
  }

  /// The entries of a cell, a line each.
  public func lines(_ column: String) -> [String] { CellText.lines(self[column]) }

  /// Reads the cells.
  ///
  /// - Throws: `InputRefusal` with every cell that cannot be read.
  public func entry(words: CatalogueWords) throws(InputRefusal) -> ItemEntry {
    var entry = CatalogueTables.blankItem
    var faults: [FieldFault] = []
    let reader = ItemCells(words: words)
    for column in CatalogueTables.items {
      let cell = CellText.trimmed(self[column.key])
      do throws(FieldFault) {
        if column.isRequired, cell.isEmpty { throw FieldFault(column.key, .required) }
        try column.fill(&entry, from: cell, reader)
      } catch {
        faults.append(error)
      }
    }
    if !faults.isEmpty { throw InputRefusal(faults) }
    return entry
  }

  /// The column in which a fault is mended: `materials.2.name` → `materials`, and what follows in the path.
  public static func column(of field: String) -> (key: String, rest: [String])? {
    let parts = field.split(separator: ".").map(String.init)
    for length in (0...parts.count).reversed() where length > 0 {
      let path = parts.prefix(length).joined(separator: ".")
      let found =
        columns.first { $0.key == path } ?? columns.first { $0.key.hasPrefix(path + ".") }
      if let found { return (found.key, Array(parts.dropFirst(length))) }
    }
    return nil
  }

  private static func choices(of column: String) -> (group: String, values: [String])? {
    switch column {
    case "codes.profile": ("profile", ItemCode.Profile.allCases.map(\.rawValue))
    case "kind": ("kind", ItemKind.allCases.map(\.rawValue))
    case "processing": ("processing", Processing.allCases.map(\.rawValue))
    case "delegation": ("delegation", Delegation.allCases.map(\.rawValue))
    case "isSecret", "isPublic", "isDemonstration", "publish": ("flag", ["yes", "no"])
    default: nil
    }
  }
}
