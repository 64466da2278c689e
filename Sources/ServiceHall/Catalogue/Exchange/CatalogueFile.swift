/// What is wrong with one row of a file.
public struct RowFault: Sendable, Equatable {
  /// As a spreadsheet counts: the heading is row 1. In JSON the place in its list, from 1; 0 is the file itself.
  public let row: Int
  /// The column's heading, or the path in JSON.
  public let field: String
  public let code: FieldFault.Code

  public init(row: Int, field: String, code: FieldFault.Code) {
    self.row = row
    self.field = field
    self.code = code
  }
}

/// A value with the row it came from.
public struct FileEntry<Value: Sendable>: Sendable {
  public let row: Int
  public let value: Value
  public init(row: Int, value: Value) {
    self.row = row
    self.value = value
  }
}

/// A catalogue, or a part of one, as a file brings it: rows that can be read, and the faults of those that cannot.
public struct CatalogueFile: Sendable {
  /// How a fault's field is named to whoever sent the file.
  public enum Naming: Sendable {
    case headings(CatalogueWords)
    case paths
  }

  public var departments: [FileEntry<Department>] = []
  public var items: [FileEntry<ItemEntry>] = []
  public var duties: [FileEntry<Duty>] = []
  public var negativeLists: [FileEntry<NegativeList>] = []
  public var faults: [RowFault] = []
  public let naming: Naming

  public init(naming: Naming) { self.naming = naming }

  /// Rows that could be read.
  public var rowCount: Int { departments.count + items.count + duties.count + negativeLists.count }

  /// The largest file that is read: 20,000 full items are about 40 MB.
  public static let largest = 64 << 20

  /// The fault of a field, named as in the file.
  ///
  /// - Parameter list: where the row stands in JSON: `items`.
  public func fault(_ fault: FieldFault, row: Int, list: String) -> RowFault {
    switch naming {
    case .paths: RowFault(row: row, field: "\(list).\(fault.field)", code: fault.code)
    case .headings(let words):
      RowFault(
        row: row, field: words.named(list == "items" ? fault.field : "\(list).\(fault.field)"),
        code: fault.code)
    }
  }

  // MARK: CSV

  /// Reads a table of items or of departments; the headings tell which.
  ///
  /// - Parameter bytes: UTF-8, with or without its mark.
  public init(csv bytes: [UInt8], words: CatalogueWords) {
    self.init(naming: .headings(words))
    var reader = CSVReader(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
    do {
      guard let headings = try reader.next() else {
        faults = [RowFault(row: 1, field: "", code: .required)]
        return
      }
      let names = headings.map(CellText.trimmed)
      if names.contains(words.heading("departments.id")), !names.contains(words.heading("name")) {
        try readRows(CatalogueTables.departments, names, words, &reader, blank: { .init() }) {
          file, row, value in
          guard let id = Department.ID(value.code) else {
            file.add([FieldFault("id", .format)], row, "departments")
            return
          }
          file.departments.append(
            FileEntry(
              row: row,
              value: Department(
                id: id, name: value.name, uscc: value.uscc, phone: value.phone,
                supervisionPhone: value.supervisionPhone, isDemonstration: value.isDemonstration)))
        }
      } else {
        try readRows(CatalogueTables.items, names, words, &reader, blank: { CatalogueTables.blankItem }) {
          $0.items.append(FileEntry(row: $1, value: $2))
        }
      }
    } catch {
      faults.append(RowFault(row: error.row, field: "", code: .unclosed))
    }
  }

  private mutating func add(_ faults: [FieldFault], _ row: Int, _ list: String) {
    self.faults += faults.map { fault($0, row: row, list: list) }
  }

  private mutating func readRows<Row>(
    _ columns: [CatalogueColumn<Row>], _ names: [String], _ words: CatalogueWords,
    _ reader: inout CSVReader, blank: () -> Row, _ keep: (inout CatalogueFile, Int, Row) -> Void
  ) throws(CSVReader.Unclosed) {
    var order: [CatalogueColumn<Row>] = []
    for name in names {
      let column = columns.first { words.heading($0.key) == name }
      if let column, !order.contains(where: { $0.key == column.key }) {
        order.append(column)
      } else {
        faults.append(RowFault(row: 1, field: name, code: column == nil ? .unknown : .duplicate))
      }
    }
    for column in columns where column.isRequired && !order.contains(where: { $0.key == column.key }) {
      faults.append(RowFault(row: 1, field: words.heading(column.key), code: .required))
    }
    guard faults.isEmpty else { return }
    let cells = ItemCells(words: words)
    while let record = try reader.next() {
      guard record.count == order.count else {
        faults.append(RowFault(row: reader.row, field: "", code: .columns))
        continue
      }
      // Rows of commas alone are what deleted rows leave behind.
      if record.allSatisfy(\.isEmpty) { continue }
      var row = blank()
      let before = faults.count
      for (column, cell) in zip(order, record) {
        let cell = CellText.trimmed(cell)
        do {
          if column.isRequired, cell.isEmpty { throw FieldFault(column.key, .required) }
          try column.fill(&row, from: cell, cells)
        } catch let fault as FieldFault {
          faults.append(RowFault(row: reader.row, field: words.named(fault.field), code: fault.code))
        } catch {}
      }
      if faults.count == before { keep(&self, reader.row, row) }
    }
  }

  /// The items as one table.
  public static func csv(items: [ItemEntry], words: CatalogueWords) -> String {
    table(CatalogueTables.items, items, words)
  }

  public static func csv(departments: [Department], words: CatalogueWords) -> String {
    table(
      CatalogueTables.departments,
      departments.map {
        CatalogueTables.DepartmentRow(
          code: $0.id.rawValue, name: $0.name, uscc: $0.uscc, phone: $0.phone,
          supervisionPhone: $0.supervisionPhone, isDemonstration: $0.isDemonstration)
      }, words)
  }

  private static func table<Row>(
    _ columns: [CatalogueColumn<Row>], _ rows: [Row], _ words: CatalogueWords
  ) -> String {
    let cells = ItemCells(words: words)
    // The mark tells a spreadsheet that this is UTF-8.
    var text = "\u{FEFF}" + CSVReader.line(columns.map { words.heading($0.key) })
    for row in rows { text += CSVReader.line(columns.map { $0.write(row, cells) }) }
    return text
  }
}
