/// A list of finished documents as a file brings it: rows that can be read, and the faults of those that cannot.
public struct DocumentFile: Sendable {
  /// The most rows that are taken at once; a department sends a day's work.
  public static let mostRows = 5000
  /// In bytes.
  public static let largest = 8 << 20

  public private(set) var entries: [FileEntry<DocumentEntry>] = []
  public private(set) var faults: [RowFault] = []
  private let words: CatalogueWords?

  /// - Parameter entries: of a JSON list.
  public init(entries: [DocumentEntry]) {
    words = nil
    self.entries = entries.enumerated().map { FileEntry(row: $0.offset + 1, value: $0.element) }
    limit()
  }

  /// - Parameters:
  ///   - bytes: a table in UTF-8, with or without its mark, or in GB18030.
  ///   - words: the headings, and the words of kinds, forms and flags.
  ///   - decodeGB18030: gives UTF-8, or nil when the bytes are not of that encoding.
  public init(csv bytes: [UInt8], words: CatalogueWords, decodeGB18030: ([UInt8]) -> [UInt8]?) {
    self.words = words
    guard let encoding = FileEncoding(bytes, decodeGB18030: decodeGB18030) else {
      faults = [RowFault(row: 0, field: "", code: .encoding)]
      return
    }
    var reader = CSVReader(encoding.text)
    do { try read(&reader, words) } catch {
      faults.append(RowFault(row: error.row, field: "", code: .unclosed))
    }
    let missing = faults.filter { $0.row == 1 && $0.code == .required }.count
    // Bytes of another encoding may pass for GB18030; then no heading is known.
    if encoding.isGuess, missing == Self.required.count {
      entries = []
      faults = [RowFault(row: 0, field: "", code: .encoding)]
    }
    limit()
  }

  /// The fault of a field, named as in the file.
  public func fault(_ fault: FieldFault, row: Int) -> RowFault {
    RowFault(
      row: row, field: words?.named(fault.field) ?? "documents.\(fault.field)", code: fault.code)
  }

  private mutating func limit() {
    guard entries.count > Self.mostRows else { return }
    entries = []
    faults = [RowFault(row: 0, field: "", code: .tooMany)]
  }

  private static let required: Set<String> = [
    "kind", "number", "title", "holder.name", "holder.idNumber", "issuer", "issuedOn",
  ]
  /// In the order of a file that a hall is given to fill in.
  public static let columns = [
    "kind", "number", "title", "holder.name", "holder.idType", "holder.idNumber", "holder.phone",
    "issuer", "issuedOn", "expiresOn", "caseNumber", "item", "form", "place", "ready", "proxies",
  ]

  private mutating func read(
    _ reader: inout CSVReader, _ words: CatalogueWords
  ) throws(CSVReader.Unclosed) {
    let names = try reader.next()?.map(CellText.trimmed) ?? []
    var order: [String] = []
    for name in names {
      let column = Self.columns.first { words.heading($0) == name }
      if let column, !order.contains(column) {
        order.append(column)
      } else {
        faults.append(RowFault(row: 1, field: name, code: column == nil ? .unknown : .duplicate))
      }
    }
    for column in Self.columns where Self.required.contains(column) && !order.contains(column) {
      faults.append(RowFault(row: 1, field: words.heading(column), code: .required))
    }
    guard faults.isEmpty else { return }
    while let record = try reader.next() {
      guard record.count == order.count else {
        faults.append(RowFault(row: reader.row, field: "", code: .columns))
        continue
      }
      // Rows of commas alone are what deleted rows leave behind.
      if record.allSatisfy(\.isEmpty) { continue }
      var entry = DocumentEntry()
      var isWhole = true
      for (column, cell) in zip(order, record) {
        do throws(CellFault) {
          try entry.fill(column, CellText.trimmed(cell), words)
        } catch {
          isWhole = false
          faults.append(RowFault(row: reader.row, field: words.heading(column), code: error.code))
        }
      }
      if isWhole { entries.append(FileEntry(row: reader.row, value: entry)) }
    }
  }
}

extension DocumentEntry {
  fileprivate mutating func fill(
    _ column: String, _ cell: String, _ words: CatalogueWords
  ) throws(CellFault) {
    let text = cell.isEmpty ? nil : cell
    if column.hasPrefix("holder."), holder == nil { holder = PartyEntry() }
    switch column {
    case "kind": kind = words.value("kind", of: cell) ?? text
    case "number": number = text
    case "title": title = text
    case "holder.name": holder?.name = text
    case "holder.idType": holder?.idType = words.value("idType", of: cell) ?? text
    case "holder.idNumber": holder?.idNumber = text
    case "holder.phone": holder?.phone = text
    case "issuer": issuer = text
    case "issuedOn": issuedOn = Self.day(text)
    case "expiresOn": expiresOn = Self.day(text)
    case "caseNumber": caseNumber = text
    case "item": item = text
    case "form": form = words.value("form", of: cell) ?? text
    case "place": place = text
    case "ready":
      guard let value = text.map({ words.value("flag", of: $0) }) else { return }
      guard let value else { throw CellFault(code: .unknown) }
      ready = value == "yes"
    case "proxies":
      var parties: [PartyEntry] = []
      for line in CellText.lines(cell) {
        let parts = CellText.parts(line, CellText.bar).map(CellText.optional)
        guard (2...4).contains(parts.count) else { throw CellFault(code: .columns) }
        parties.append(
          PartyEntry(
            name: parts[0], idType: parts.count > 3 ? parts[3] : nil, idNumber: parts[1],
            phone: parts.count > 2 ? parts[2] : nil))
      }
      proxies = parties
    default: break
    }
  }

  /// A day as spreadsheets write it; what is none stays, to be refused with its row.
  private static func day(_ text: String?) -> String? {
    text.map { CivilDate(spreadsheet: $0)?.description ?? $0 }
  }
}
