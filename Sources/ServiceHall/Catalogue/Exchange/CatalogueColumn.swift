/// One column of a table: its name, and how its cell becomes part of a row and back.
struct CatalogueColumn<Row>: Sendable {
  let key: String
  let isRequired: Bool
  /// Whether the cell has an entry on each line.
  let isList: Bool
  let read: @Sendable (inout Row, String, ItemCells) throws(CellFault) -> Void
  /// For cells with several entries; its faults carry their place.
  let readEntries: (@Sendable (inout Row, String, ItemCells) throws(FieldFault) -> Void)?
  let write: @Sendable (Row, ItemCells) -> String

  /// A cell with one value.
  static func cell(
    _ key: String, required isRequired: Bool = false,
    _ read: @escaping @Sendable (inout Row, String, ItemCells) throws(CellFault) -> Void,
    _ write: @escaping @Sendable (Row, ItemCells) -> String
  ) -> CatalogueColumn {
    CatalogueColumn(
      key: key, isRequired: isRequired, isList: false, read: read, readEntries: nil, write: write)
  }

  /// A cell with one text that may be missing.
  static func text(
    _ key: String, required isRequired: Bool = false,
    _ read: @escaping @Sendable (inout Row, String?) -> Void,
    _ write: @escaping @Sendable (Row) -> String?
  ) -> CatalogueColumn {
    CatalogueColumn(
      key: key, isRequired: isRequired, isList: false,
      read: { row, cell, _ in read(&row, cell.isEmpty ? nil : cell) }, readEntries: nil,
      write: { row, _ in write(row) ?? "" })
  }

  /// A cell with a text on each line.
  static func list(
    _ key: String, _ read: @escaping @Sendable (inout Row, [String]) -> Void,
    _ write: @escaping @Sendable (Row) -> [String]
  ) -> CatalogueColumn {
    CatalogueColumn(
      key: key, isRequired: false, isList: true,
      read: { row, cell, _ in read(&row, CellText.lines(cell)) }, readEntries: nil,
      write: { row, _ in write(row).joined(separator: "\n") })
  }

  /// A cell with an entry on each line.
  static func entries<Entry>(
    _ key: String, parts: Int,
    _ entry: @escaping @Sendable ([String], ItemCells) throws(CellFault) -> Entry,
    _ line: @escaping @Sendable (Entry, ItemCells) -> String,
    _ read: @escaping @Sendable (inout Row, [Entry]) -> Void,
    _ entries: @escaping @Sendable (Row) -> [Entry]
  ) -> CatalogueColumn {
    CatalogueColumn(
      key: key, isRequired: false, isList: true, read: { _, _, _ in },
      readEntries: { row, cell, cells throws(FieldFault) in
        read(
          &row,
          try cells.entries(cell, key, parts: parts) { parts throws(CellFault) in
            try entry(parts, cells)
          })
      },
      write: { row, cells in entries(row).map { line($0, cells) }.joined(separator: "\n") })
  }

  func fill(_ row: inout Row, from cell: String, _ cells: ItemCells) throws(FieldFault) {
    if let readEntries { return try readEntries(&row, cell, cells) }
    do { try read(&row, cell, cells) } catch { throw FieldFault(key, error.code) }
  }
}
