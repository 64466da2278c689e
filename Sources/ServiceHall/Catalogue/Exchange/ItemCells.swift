/// The cells of an item's row that hold more than one text: each kind of entry, read and written.
struct ItemCells {
  let words: CatalogueWords

  /// Reads one entry from each line.
  ///
  /// - Throws: the fault at its place: `materials.2`.
  func entries<Entry>(
    _ cell: String, _ field: String, parts most: Int, _ read: ([String]) throws(CellFault) -> Entry
  ) throws(FieldFault) -> [Entry] {
    var entries: [Entry] = []
    for (index, line) in CellText.lines(cell).enumerated() {
      var parts = CellText.parts(line, CellText.bar)
      guard parts.count <= most else { throw FieldFault("\(field).\(index)", .columns) }
      parts += Array(repeating: "", count: most - parts.count)
      do {
        entries.append(try read(parts))
      } catch {
        throw FieldFault("\(field).\(index)", error.code)
      }
    }
    return entries
  }

  func value<Value: RawRepresentable<String>>(
    _ group: String, _ word: String, _ type: Value.Type
  ) throws(CellFault) -> Value {
    guard let value = words.value(group, of: word).flatMap(Value.init(rawValue:)) else {
      throw CellFault(code: .unknown)
    }
    return value
  }

  func number(_ text: String) throws(CellFault) -> Int {
    guard let number = Int(CellText.plain(text)) else { throw CellFault(code: .wrongType) }
    return number
  }

  func flag(_ text: String) throws(CellFault) -> Bool {
    guard let value = words.value("flag", of: text) else { throw CellFault(code: .unknown) }
    return value == "yes"
  }

  func flag(_ value: Bool) -> String { words.word("flag", value ? "yes" : "no") }

  // MARK: Entries

  /// `20` and the unit's word.
  func limit(_ text: String) throws(CellFault) -> TimeLimit? {
    if text.isEmpty { return nil }
    let digits = text.prefix { $0.isNumber || $0 == "-" }
    guard let days = Int(digits) else { throw CellFault(code: .format) }
    let unit = CellText.trimmed(text.dropFirst(digits.count))
    return TimeLimit(days, try value("unit", unit, TimeLimit.Unit.self))
  }

  func limit(_ limit: TimeLimit?) -> String {
    limit.map { "\($0.days)" + words.word("unit", $0.unit.rawValue) } ?? ""
  }

  func basis(_ parts: [String]) throws(CellFault) -> LegalBasis {
    LegalBasis(
      law: CellText.plain(parts[0]), article: CellText.optional(parts[1]),
      text: CellText.optional(parts[2]),
      isVerified: parts[3].isEmpty ? false : try value("verified", parts[3], Verified.self) == .yes,
      source: CellText.optional(parts[4]))
  }

  func line(_ basis: LegalBasis) -> String {
    CellText.line([
      CellText.escaped(basis.law), CellText.escaped(basis.article), CellText.escaped(basis.text),
      words.word("verified", basis.isVerified ? "yes" : "no"), CellText.escaped(basis.source),
    ])
  }

  private enum Verified: String { case yes, no }

  func conditions(_ text: String) throws(CellFault) -> [SituationCondition] {
    var conditions: [SituationCondition] = []
    for piece in CellText.pieces(text, CellText.semicolon) {
      let sides = CellText.parts(piece, CellText.equals)
      guard sides.count == 2 else { throw CellFault(code: .format) }
      var answers: [SituationQuestion.ID] = []
      for answer in CellText.pieces(sides[1], CellText.comma) { answers.append(try name(answer)) }
      conditions.append(SituationCondition(question: try name(sides[0]), answers: answers))
    }
    return conditions
  }

  func text(_ conditions: [SituationCondition]) -> String {
    conditions.map { "\($0.question)=" + $0.answers.map(\.rawValue).joined(separator: ",") }
      .joined(separator: ";")
  }

  func name(_ text: String) throws(CellFault) -> SituationQuestion.ID {
    guard let name = SituationQuestion.ID(CellText.plain(text)) else { throw CellFault(code: .format) }
    return name
  }

  func question(_ parts: [String]) throws(CellFault) -> SituationQuestion {
    var answers: [SituationQuestion.Answer] = []
    for piece in CellText.pieces(parts[2], CellText.semicolon) {
      let sides = CellText.parts(piece, CellText.equals)
      guard sides.count == 2 else { throw CellFault(code: .format) }
      answers.append(SituationQuestion.Answer(id: try name(sides[0]), text: CellText.plain(sides[1])))
    }
    return SituationQuestion(
      id: try name(parts[0]), text: CellText.plain(parts[1]), answers: answers,
      when: try conditions(parts[3]))
  }

  func line(_ question: SituationQuestion) -> String {
    let answers = question.answers.map { "\($0.id)=" + CellText.escaped($0.text) }
    return CellText.line([
      question.id.rawValue, CellText.escaped(question.text), answers.joined(separator: ";"),
      text(question.when),
    ])
  }

  func material(_ parts: [String]) throws(CellFault) -> Material {
    Material(
      name: CellText.plain(parts[0]), originals: parts[1].isEmpty ? 0 : try number(parts[1]),
      copies: parts[2].isEmpty ? 0 : try number(parts[2]), source: CellText.optional(parts[3]),
      necessity: parts[4].isEmpty
        ? .required : try value("necessity", parts[4], Material.Necessity.self),
      when: try conditions(parts[5]), sample: CellText.optional(parts[6]),
      form: CellText.optional(parts[7]), note: CellText.optional(parts[8]))
  }

  func line(_ material: Material) -> String {
    CellText.line([
      CellText.escaped(material.name), String(material.originals), String(material.copies),
      CellText.escaped(material.source), words.word("necessity", material.necessity.rawValue),
      text(material.when), CellText.escaped(material.sample), CellText.escaped(material.form),
      CellText.escaped(material.note),
    ])
  }

  func stage(_ parts: [String]) throws(CellFault) -> Stage {
    let role = words.value("role", of: parts[2]).flatMap(Role.init(rawValue:))
    var outcomes: [Stage.Outcome] = []
    for piece in CellText.pieces(parts[5], CellText.semicolon) {
      let sides = CellText.parts(piece, CellText.arrow)
      guard sides.count <= 2 else { throw CellFault(code: .format) }
      let next = sides.count == 2 ? try name(sides[1]) : nil
      outcomes.append(Stage.Outcome(name: CellText.plain(sides[0]), next: next))
    }
    var department: Department.ID?
    if role == nil {
      department = Department.ID(CellText.plain(parts[2]))
      if department == nil { throw CellFault(code: .unknown) }
    }
    return Stage(
      id: try name(parts[0]), name: CellText.plain(parts[1]), role: role, department: department,
      limit: try limit(parts[3]),
      checklist: CellText.pieces(parts[4], CellText.semicolon).map(CellText.plain), outcomes: outcomes,
      risk: parts[6].isEmpty
        ? nil
        : Stage.Risk(
          level: try value("risk", parts[6], Stage.Risk.Level.self), point: CellText.plain(parts[7]),
          control: CellText.plain(parts[8])))
  }

  func line(_ stage: Stage) -> String {
    let outcomes = stage.outcomes.map { outcome in
      CellText.escaped(outcome.name) + (outcome.next.map { ">\($0)" } ?? "")
    }
    let actor = stage.role.map { words.word("role", $0.rawValue) } ?? stage.department?.rawValue ?? ""
    return CellText.line([
      stage.id.rawValue, CellText.escaped(stage.name), actor, limit(stage.limit),
      stage.checklist.map { CellText.escaped($0) }.joined(separator: ";"),
      outcomes.joined(separator: ";"),
      stage.risk.map { words.word("risk", $0.level.rawValue) } ?? "",
      CellText.escaped(stage.risk?.point), CellText.escaped(stage.risk?.control),
    ])
  }
}

/// What is wrong inside a cell; its place is known outside.
struct CellFault: Error {
  let code: FieldFault.Code
}
