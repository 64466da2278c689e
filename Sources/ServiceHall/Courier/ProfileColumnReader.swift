/// Reads one column of a table.
struct ProfileColumnReader {
  let path: String
  /// Those that records of the table's kind have.
  let fields: [RecordField]
  let codes: [String: CodeTable]
  /// The names of all code tables of the file, those with faults included.
  let known: Set<String>

  private static let keys: Set<String> = [
    "column", "from", "constant", "otherwise", "default", "codes", "format", "longest", "truncate",
    "required", "note",
  ]

  /// - Returns: nil when it is not clear enough to be compared with others.
  func column(_ node: JSONNode, _ reader: inout ProfileReader) -> Profile.Column? {
    guard let object = ProfileObject(node, path, Self.keys, &reader) else { return nil }
    let name = object.text("column", longest: 100, &reader)
    _ = object.optionalText("note", longest: 2000, &reader)
    let longest = object.integer("longest", 1...100_000, &reader)
    let isCut = object.flag("truncate", &reader)
    let isRequired = object.flag("required", &reader)
    if object["constant"] != nil {
      return constant(object, name, &reader)
    }
    guard let word = object.text("from", longest: 40, &reader) else { return nil }
    guard let place = place(of: word) else {
      reader.add(object.line("from"), object.path("from"), .unknownField)
      return nil
    }
    let field = fields[place]
    let table = codeTable(object, field, &reader)
    let format = format(object, field, &reader)
    let otherwise = otherwise(object, field, &reader)
    let fallback = object.optionalText("default", longest: 200, &reader)
    if isCut, longest == nil || (field.shape != .text && field.shape != .texts) {
      reader.add(object.line("truncate"), object.path("truncate"), .notCombinable)
    }
    if isRequired, fallback != nil {
      reader.add(object.line("default"), object.path("default"), .notCombinable)
    }
    guard let name else { return nil }
    return Profile.Column(
      name: name, source: .field(place, field), otherwise: otherwise, fallback: fallback, codes: table,
      format: format, longest: longest, isCut: isCut, isRequired: isRequired)
  }

  private func place(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

  private func constant(
    _ object: ProfileObject, _ name: String?, _ reader: inout ProfileReader
  ) -> Profile.Column? {
    for key in ["from", "otherwise", "default", "codes", "format", "longest", "truncate", "required"]
    where object[key] != nil {
      reader.add(object.line(key), object.path(key), .notCombinable)
    }
    guard let text = object.text("constant", longest: 200, &reader), let name else { return nil }
    return Profile.Column(name: name, source: .constant(text))
  }

  private func codeTable(
    _ object: ProfileObject, _ field: RecordField, _ reader: inout ProfileReader
  ) -> CodeTable? {
    guard object["codes"] != nil else {
      if case .code = field.shape { reader.add(object.line("from"), object.path("codes"), .codesNeeded) }
      return nil
    }
    guard let name = object.text("codes", longest: 40, &reader) else { return nil }
    guard known.contains(name) else {
      reader.add(object.line("codes"), object.path("codes"), .unknownCodeTable)
      return nil
    }
    reader.use(name)
    guard let table = codes[name] else { return nil }
    guard table.vocabulary == field.vocabulary else {
      reader.add(object.line("codes"), object.path("codes"), .otherVocabulary)
      return nil
    }
    return table
  }

  private func format(
    _ object: ProfileObject, _ field: RecordField, _ reader: inout ProfileReader
  ) -> MomentFormat? {
    guard object["format"] != nil else {
      if field.isTime { reader.add(object.line("from"), object.path("format"), .formatNeeded) }
      return nil
    }
    guard let word = object.text("format", longest: 40, &reader) else { return nil }
    guard let format = MomentFormat(rawValue: word) else {
      reader.add(object.line("format"), object.path("format"), .unknownFormat)
      return nil
    }
    if !field.isTime { reader.add(object.line("format"), object.path("format"), .notCombinable) }
    return format
  }

  private func otherwise(
    _ object: ProfileObject, _ field: RecordField, _ reader: inout ProfileReader
  ) -> Int? {
    guard let name = object.optionalText("otherwise", longest: 40, &reader) else { return nil }
    guard let place = place(of: name) else {
      reader.add(object.line("otherwise"), object.path("otherwise"), .unknownField)
      return nil
    }
    if fields[place].shape != field.shape {
      reader.add(object.line("otherwise"), object.path("otherwise"), .notCombinable)
    }
    return place
  }
}
