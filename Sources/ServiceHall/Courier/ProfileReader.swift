extension Profile {
  /// Reads a profile's file.
  ///
  /// - Throws: every fault at once.
  public static func load(_ json: String) throws(ProfileFaults) -> Profile {
    var reader = ProfileReader()
    let profile = reader.profile(json)
    guard let profile, reader.faults.isEmpty else {
      // Stable by line, so that a person works through the file from the top.
      let sorted = reader.faults.enumerated().sorted {
        ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
      }
      throw ProfileFaults(faults: sorted.map(\.element))
    }
    return profile
  }
}

/// Collects what is wrong with a profile's file while it reads on.
struct ProfileReader {
  private(set) var faults: [ProfileFault] = []
  /// Code tables by name, with the line of each.
  private var codes: [String: CodeTable] = [:]
  private var used: Set<String> = []

  mutating func add(_ line: Int, _ path: String, _ code: ProfileFault.Code) {
    faults.append(ProfileFault(line: line, path: path, code: code))
  }

  mutating func profile(_ json: String) -> Profile? {
    guard json.utf8.count <= Profile.largest else {
      add(1, "", .notJSON)
      return nil
    }
    let root: JSONNode
    do {
      root = try JSONReader.read(json)
    } catch {
      add(error.line, "", .notJSON)
      return nil
    }
    let keys: Set<String> = ["name", "title", "note", "order", "codes", "common", "tables"]
    guard let file = ProfileObject(root, "", keys, &self) else { return nil }
    let name = file.text("name", longest: 40, &self)
    if let name, !name.isMade(of: { $0.isLower || $0.isDigit || $0 == 45 }, lengths: 1...40) {
      add(file.line("name"), "name", .format)
    }
    let title = file.text("title", longest: 100, &self)
    _ = file.optionalText("note", longest: 2000, &self)
    readCodes(file)
    let common = columns(file, "common", of: nil)
    let tables = tables(file, common)
    let order = order(file, tables)
    for (table, line) in codeLines where !used.contains(table) { add(line, "codes.\(table)", .unused) }
    guard let name, let title else { return nil }
    return Profile(name: name, title: title, order: order, tables: tables, codes: codes)
  }

  private var codeLines: [(String, Int)] = []

  private mutating func readCodes(_ file: ProfileObject) {
    guard let node = file["codes"], let tables = ProfileObject(node, "codes", nil, &self) else { return }
    for member in tables.members {
      let path = "codes.\(member.key)"
      codeLines.append((member.key, member.line))
      guard let table = ProfileObject(member.value, path, ["of", "codes", "note"], &self) else { continue }
      _ = table.optionalText("note", longest: 2000, &self)
      let word = table.text("of", longest: 40, &self)
      let vocabulary = word.flatMap(Vocabulary.init(rawValue:))
      if word != nil, vocabulary == nil { add(table.line("of"), "\(path).of", .unknownVocabulary) }
      guard let list = table.required("codes", &self),
        let pairs = ProfileObject(list, "\(path).codes", nil, &self)
      else { continue }
      var seen: Set<String> = []
      var read: [(own: String, theirs: String)] = []
      for pair in pairs.members {
        let place = "\(path).codes.\(pair.key)"
        if let vocabulary, !vocabulary.codes.contains(pair.key) { add(pair.line, place, .unknownCode) }
        guard let code = checked(pair.value, place, longest: 200) else { continue }
        if !seen.insert(code).inserted { add(pair.value.line, place, .notOneToOne) }
        read.append((pair.key, code))
      }
      if let vocabulary {
        codes[member.key] = CodeTable(name: member.key, vocabulary: vocabulary, pairs: read)
      }
    }
  }

  /// A text that is neither empty nor too long and can stand on one line.
  mutating func checked(_ node: JSONNode, _ path: String, longest: Int) -> String? {
    guard let text = node.text else {
      add(node.line, path, .wrongType)
      return nil
    }
    let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    guard !text.isEmpty, isPlain, text.unicodeScalars.count <= longest else {
      add(node.line, path, .format)
      return nil
    }
    return text
  }

  private mutating func tables(
    _ file: ProfileObject, _ common: [(Profile.Column, Int)]
  ) -> [Record.Kind: Profile.Table] {
    guard let node = file.required("tables", &self), let list = ProfileObject(node, "tables", nil, &self)
    else { return [:] }
    if list.members.isEmpty { add(node.line, "tables", .required) }
    var tables: [Record.Kind: Profile.Table] = [:]
    for member in list.members {
      let path = "tables.\(member.key)"
      let kind = Record.Kind(rawValue: member.key)
      if kind == nil { add(member.line, path, .unknownKind) }
      guard let kind, let table = ProfileObject(member.value, path, ["table", "columns", "note"], &self)
      else { continue }
      _ = table.optionalText("note", longest: 2000, &self)
      let name = table.text("table", longest: 100, &self)
      let own = columns(table, "columns", of: kind)
      if own.isEmpty, table["columns"]?.list != nil {
        add(table.line("columns"), "\(path).columns", .required)
      }
      if table["columns"] == nil { add(member.line, "\(path).columns", .required) }
      var seen = Set(common.map(\.0.name))
      for (column, line) in own where !seen.insert(column.name).inserted {
        add(line, "\(path).columns.\(column.name)", .duplicateColumn)
      }
      let sorted = (common + own).map(\.0).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      tables[kind] = Profile.Table(name: name ?? "", columns: sorted)
    }
    return tables
  }

  private mutating func columns(
    _ object: ProfileObject, _ key: String, of kind: Record.Kind?
  ) -> [(Profile.Column, Int)] {
    guard let node = object[key] else { return [] }
    guard let list = node.list else {
      add(node.line, object.path(key), .wrongType)
      return []
    }
    var columns: [(Profile.Column, Int)] = []
    for (index, node) in list.enumerated() {
      let column = ProfileColumnReader(
        path: "\(object.path(key)).\(index)", fields: kind?.fields ?? Record.Kind.sharedFields,
        codes: codes, known: Set(codeLines.map(\.0))
      ).column(node, &self)
      guard let column else { continue }
      // Those of every table are compared with each other here, and with the table's own there.
      if kind == nil, columns.contains(where: { $0.0.name == column.name }) {
        add(node.line, "\(object.path(key)).\(column.name)", .duplicateColumn)
      }
      columns.append((column, node.line))
    }
    return columns
  }

  mutating func use(_ table: String) { used.insert(table) }

  private mutating func order(
    _ file: ProfileObject, _ tables: [Record.Kind: Profile.Table]
  ) -> [Record.Kind] {
    guard let node = file.required("order", &self) else { return [] }
    guard let list = node.list else {
      add(node.line, "order", .wrongType)
      return []
    }
    var order: [Record.Kind] = []
    for (index, node) in list.enumerated() {
      guard let word = checked(node, "order.\(index)", longest: 40) else { continue }
      guard let kind = Record.Kind(rawValue: word) else {
        add(node.line, "order.\(index)", .unknownKind)
        continue
      }
      if tables[kind] == nil || order.contains(kind) { add(node.line, "order.\(index)", .order) }
      order.append(kind)
    }
    for kind in Record.Kind.allCases where tables[kind] != nil && !order.contains(kind) {
      add(node.line, "order", .order)
    }
    return order
  }
}
