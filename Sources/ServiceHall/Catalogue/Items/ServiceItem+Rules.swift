/// What must hold of an item.
///
/// Invariants on save, cited by number in `ItemRuleTests`:
/// 1. Codes are of their profile; name, kind and department are there.
/// 2. Every text is one printable line that no spreadsheet takes for a formula.
/// 3. No limit is zero; the promised limit is never longer than the statutory one, whatever their units.
/// 4. Something done at once has no promised limit.
/// 5. No fee is negative; a fee names its basis.
/// 6. No material is called 其他材料 or the like; each has an original or a copy.
/// 7. Stages begin once, never go in a circle and always end; no outcome is free.
/// 8. Questions, answers and stages are named once; conditions name what exists, and earlier questions.
/// 9. What an upper catalogue fixed (name, kind, bases, codes) stays as it is until another edition comes.
///
/// Invariants on publishing:
/// 10. The seven elements of a power are complete: name, codes, kind, bases, body, process, supervision.
/// 11. A secret item or one that is not public is never published.
/// 12. A power rests on a verified basis, unless it is a demonstration.
/// 13. Something promised has its promised limit, and every item says who is asked about it.
extension ServiceItem {
  /// The item with its texts trimmed and its codes normalised.
  ///
  /// - Throws: `InputRefusal` naming every field that is at fault, as `materials.2.name`.
  public func checked() throws(InputRefusal) -> ServiceItem {
    var item = self
    var check = CatalogueCheck()
    item.checkHead(&check)
    item.checkTexts(&check)
    item.checkLimits(&check)
    item.checkLists(&check)
    item.checkSituations(&check)
    item.checkStages(&check)
    try check.finish()
    return item
  }

  /// What keeps the item from being published; empty when nothing does.
  public var publishingFaults: [FieldFault] {
    var check = CatalogueCheck()
    if isSecret { check.add("isSecret", .notCombinable) }
    if !isPublic { check.add("isPublic", .notCombinable) }
    if exercisingBody == nil { check.add("exercisingBody", .required) }
    if kind.isPower {
      if bases.isEmpty { check.add("bases", .required) }
      if stages.isEmpty { check.add("stages", .required) }
      if supervision == nil, supervisionPhone == nil { check.add("supervision", .required) }
      if !bases.isEmpty, !isDemonstration, !bases.contains(where: \.isVerified) {
        check.add("bases", .unverified)
      }
    }
    if processing == .promised, promisedLimit == nil { check.add("promisedLimit", .required) }
    if consultationPhone == nil { check.add("consultationPhone", .required) }
    return check.faults
  }

  /// The locked fields that `other` would change.
  ///
  /// - Returns: empty unless an upper catalogue has fixed this item and `other` is of the same edition.
  public func lockedFields(changedBy other: ServiceItem, isImport: Bool) -> [String] {
    guard let upperCatalogue else { return [] }
    if isImport, let edition = other.upperCatalogue, edition != upperCatalogue { return [] }
    var fields: [String] = []
    if other.name != name { fields.append("name") }
    if other.kind != kind { fields.append("kind") }
    if other.bases != bases { fields.append("bases") }
    if other.codes != codes { fields.append("codes") }
    if other.upperCatalogue != upperCatalogue { fields.append("upperCatalogue") }
    return fields
  }

  // MARK: Parts

  private mutating func checkHead(_ check: inout CatalogueCheck) {
    let profile = codes.profile
    func code(_ text: String) throws(IdentifierFault) -> String { try ItemCode(text, profile).rawValue }
    let implementation = codes.implementation
    if implementation.isEmpty {
      check.add("codes.implementation", .required)
    } else {
      codes.implementation = check.identifier("codes.implementation") { () throws(IdentifierFault) in
        try code(implementation)
      }
    }
    if let handling = codes.handling, !handling.isEmpty {
      codes.handling = check.identifier("codes.handling") { () throws(IdentifierFault) in try code(handling) }
    } else {
      codes.handling = nil
    }
    if let basic = codes.basic, !basic.isEmpty {
      codes.basic = check.identifier("codes.basic") { () throws(IdentifierFault) in
        try ItemCode(basic, .free).rawValue
      }
    } else {
      codes.basic = nil
    }
    name = check.text(name, "name", longest: 200)
  }

  private mutating func checkTexts(_ check: inout CatalogueCheck) {
    exercisingBody = check.optional(exercisingBody, "exercisingBody", longest: 100)
    supervision = check.optional(supervision, "supervision", longest: 500)
    supervisionPhone = check.phone(supervisionPhone, "supervisionPhone")
    consultationPhone = check.phone(consultationPhone, "consultationPhone")
    chiefRepresentative = check.optional(chiefRepresentative, "chiefRepresentative", longest: 40)
    upperCatalogue = check.optional(upperCatalogue, "upperCatalogue", longest: 100)
    conditions = check.list(conditions, "conditions", longest: 1000)
    acceptConditions = check.list(acceptConditions, "acceptConditions", longest: 1000)
    refuseConditions = check.list(refuseConditions, "refuseConditions", longest: 1000)
    themes = check.list(themes, "themes", longest: 20)
    lifeEvents = check.list(lifeEvents, "lifeEvents", longest: 20)
    synonyms = check.list(synonyms, "synonyms", longest: 40)
    bases = bases.enumerated().map { $0.element.checked("bases.\($0.offset)", &check) }
    if bases.count > 50 { check.add("bases", .tooMany) }
    if Set(points).count != points.count { check.add("points", .duplicate) }
    if Set(specialProcedures).count != specialProcedures.count { check.add("specialProcedures", .duplicate) }
    if Set(audiences).count != audiences.count { check.add("audiences", .duplicate) }
    check.range(visits, "visits", 0...20)
    if let claimDays { check.range(claimDays, "claimDays", 1...ClaimSettings.longest) }
  }

  private mutating func checkLimits(_ check: inout CatalogueCheck) {
    check.limit(statutoryLimit, "statutoryLimit")
    check.limit(promisedLimit, "promisedLimit")
    if let promisedLimit {
      if let statutoryLimit, !promisedLimit.isWithin(statutoryLimit) {
        check.add("promisedLimit", .exceeds)
      }
      if processing == .immediate { check.add("promisedLimit", .notCombinable) }
    }
    for (index, fee) in fees.enumerated() {
      let field = "fees.\(index)"
      fees[index].name = check.text(fee.name, "\(field).name", longest: 100)
      let amount = fee.amount.filter { !$0.isWhitespace }
      fees[index].amount = amount
      if amount.hasPrefix("-") {
        check.add("\(field).amount", .outOfRange)
      } else if !Fee.isAmount(amount) {
        check.add("\(field).amount", amount.isEmpty ? .required : .format)
      }
      fees[index].basis = check.text(fee.basis, "\(field).basis", longest: 300)
    }
    if fees.count > 30 { check.add("fees", .tooMany) }
  }

  private mutating func checkLists(_ check: inout CatalogueCheck) {
    materials = materials.enumerated().map { $0.element.checked("materials.\($0.offset)", &check) }
    if materials.count > 100 { check.add("materials", .tooMany) }
    for (index, result) in results.enumerated() {
      let field = "results.\(index)"
      results[index].name = check.text(result.name, "\(field).name", longest: 100)
      results[index].sample = check.optional(result.sample, "\(field).sample", longest: 200)
      results[index].validity = check.optional(result.validity, "\(field).validity", longest: 100)
    }
    for (index, question) in commonQuestions.enumerated() {
      let field = "commonQuestions.\(index)"
      commonQuestions[index].question = check.text(question.question, "\(field).question", longest: 200)
      commonQuestions[index].answer = check.text(question.answer, "\(field).answer", longest: 2000)
    }
    if results.count > 30 { check.add("results", .tooMany) }
    if commonQuestions.count > 50 { check.add("commonQuestions", .tooMany) }
  }

  private mutating func checkSituations(_ check: inout CatalogueCheck) {
    var known: [SituationQuestion.ID: [SituationQuestion.ID]] = [:]
    func isKnown(_ condition: SituationCondition) -> Bool {
      guard let answers = known[condition.question], !condition.answers.isEmpty else { return false }
      return condition.answers.allSatisfy(answers.contains)
    }
    for (index, question) in questions.enumerated() {
      let field = "questions.\(index)"
      questions[index].text = check.text(question.text, "\(field).text", longest: 200)
      if question.answers.count < 2 { check.add("\(field).answers", .tooShort) }
      for (place, answer) in question.answers.enumerated() {
        questions[index].answers[place].text = check.text(
          answer.text, "\(field).answers.\(place).text", longest: 100)
      }
      if Set(question.answers.map(\.id)).count != question.answers.count || known[question.id] != nil {
        check.add("\(field).id", .duplicate)
      }
      if !question.when.allSatisfy(isKnown) { check.add("\(field).when", .unknown) }
      known[question.id] = question.answers.map(\.id)
    }
    for (index, material) in materials.enumerated() where !material.when.allSatisfy(isKnown) {
      check.add("materials.\(index).when", .unknown)
    }
  }

  private mutating func checkStages(_ check: inout CatalogueCheck) {
    for (index, stage) in stages.enumerated() {
      let field = "stages.\(index)"
      stages[index].name = check.text(stage.name, "\(field).name", longest: 40)
      if (stage.role == nil) == (stage.department == nil) { check.add("\(field).role", .required) }
      check.limit(stage.limit, "\(field).limit")
      stages[index].checklist = check.list(stage.checklist, "\(field).checklist", longest: 300)
      for (place, outcome) in stage.outcomes.enumerated() {
        let name = check.text(outcome.name, "\(field).outcomes.\(place).name", longest: 40)
        if VagueNames.isFreeOutcome(name) { check.add("\(field).outcomes.\(place).name", .vague) }
        stages[index].outcomes[place].name = name
      }
      if let risk = stage.risk {
        stages[index].risk?.point = check.text(risk.point, "\(field).risk.point", longest: 300)
        stages[index].risk?.control = check.text(risk.control, "\(field).risk.control", longest: 300)
      }
    }
    if stages.count > 30 { check.add("stages", .tooMany) }
    for fault in ProcessRule.faults(of: stages) {
      check.add("stages.\(fault.index).\(fault.part)", fault.code)
    }
  }
}

extension ServiceItem.Fee {
  /// At most twelve digits, and two after the point.
  static func isAmount(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }) else {
      return false
    }
    return (1...12).contains(parts[0].utf8.count)
      && (parts.count == 1 || (1...2).contains(parts[1].utf8.count))
  }
}
