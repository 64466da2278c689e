internal import ServiceHall

extension GuidePage {
  private struct AnswerView: View {
    let id: String
    let text: String
    let isChosen: Bool
  }

  private struct QuestionView: View {
    let name: String
    let text: String
    let answers: [AnswerView]
    let isOpen: Bool
  }

  private struct FileView: View {
    let text: String
    /// Nil where the file is not on this machine.
    let address: String?
    /// What to do without it.
    let instead: String?
  }

  private struct MaterialView: View {
    let name: String
    let count: String
    let source: String?
    let necessity: String
    let isRequired: Bool
    let when: String?
    let files: [FileView]
    let note: String?
  }

  private struct BasisView: View {
    let law: String
    let article: String?
    let text: String?
    let source: String?
    let isVerified: Bool
  }

  private struct StageView: View {
    let name: String
    let who: String
    let limit: String?
    let hasChecklist: Bool
    let checklist: [String]
    let outcomes: [String]
    let risk: String?
    let control: String?
  }

  private struct PlaceView: View {
    let hall: String
    let text: String
  }

  private struct FactView: View {
    let name: String
    let text: String?
  }

  private struct QuestionAnswerView: View {
    let question: String
    let answer: String
  }

  private struct DutyView: View {
    let name: String
    let content: String
    let accountability: String
    let isVerified: Bool
    let boundary: String?
  }

  private struct VersionView: View {
    let number: Int
    let text: String
    let isShown: Bool
  }

  private struct Words: View {
    let code: String
    let name: String
    let badges: [String]
    let isDemonstration: Bool
    let former: String?
    let places: [PlaceView]
    let hasQuestions: Bool
    let questions: [QuestionView]
    let open: String?
    let isAnswered: Bool
    let listHeading: String
    let materials: [MaterialView]
    let conditions: [String]
    let acceptConditions: [String]
    let refuseConditions: [String]
    let limits: [FactView]
    let fees: [FactView]
    let results: [FactView]
    let special: String?
    let chart: ProcessChart?
    let stages: [StageView]
    let bases: [BasisView]
    let contacts: [FactView]
    let hasCommonQuestions: Bool
    let commonQuestions: [QuestionAnswerView]
    let duties: [DutyView]
    let codes: [FactView]
    let hasVersions: Bool
    let versions: [VersionView]
    let qrText: String
    let printed: String
  }

  public func content(_ strings: Strings) -> PageContent {
    let words = strings.catalogueWords
    let checklist = item.checklist(for: answers)
    let isAnswered = !answers.isEmpty && !item.questions.isEmpty
    return Words(
      code: item.id?.rawValue ?? "", name: item.name, badges: badges(words, strings),
      isDemonstration: item.isDemonstration,
      former: current == version.number
        ? nil
        : strings.text(
          current == nil ? "guide.not-in-force" : "guide.former",
          ["n": String(version.number), "day": version.effectiveOn.description]),
      places: places.map { place in
        PlaceView(
          hall: place.hall,
          text: strings.text(
            "guide.place", ["hall": place.hallName, "line": place.line, "name": place.lineName ?? ""]))
      },
      hasQuestions: !item.questions.isEmpty, questions: questions(checklist),
      open: isAnswered && !checklist.openQuestions.isEmpty
        ? strings.text("guide.open-questions", ["n": String(checklist.openQuestions.count)]) : nil,
      isAnswered: isAnswered,
      listHeading: strings.text(isAnswered ? "guide.your-materials" : "guide.materials"),
      materials: (isAnswered ? checklist.materials.map(\.material) : item.materials).map {
        material($0, tellsWhen: !isAnswered, words, strings)
      },
      conditions: item.conditions, acceptConditions: item.acceptConditions,
      refuseConditions: item.refuseConditions, limits: limits(words, strings),
      fees: item.fees.map { fee in
        FactView(
          name: fee.name,
          text: strings.text("guide.fee", ["amount": fee.amount, "basis": fee.basis ?? ""]))
      },
      results: item.results.map { result in
        FactView(
          name: result.name,
          text: result.validity.map { strings.text("guide.validity", ["text": $0]) })
      },
      special: item.specialProcedures.isEmpty
        ? nil
        : strings.text(
          "guide.special",
          ["kinds": strings.list(item.specialProcedures.map { words.word("specialProcedure", $0.rawValue) })]),
      chart: item.stages.isEmpty ? nil : ProcessWords(departments, strings).chart(item.stages),
      stages: stages(words, strings),
      bases: item.bases.map {
        BasisView(
          law: $0.law, article: $0.article, text: $0.text,
          source: $0.source.map { strings.text("guide.source", ["source": $0]) }, isVerified: $0.isVerified)
      },
      contacts: contacts(strings),
      hasCommonQuestions: !item.commonQuestions.isEmpty,
      commonQuestions: item.commonQuestions.map {
        QuestionAnswerView(question: $0.question, answer: $0.answer)
      },
      duties: duties.map { duty in
        DutyView(
          name: duty.name, content: duty.content,
          accountability: strings.list(
            [duty.accountability.law, duty.accountability.article, duty.accountability.text].compactMap(
              \.self)),
          isVerified: duty.accountability.isVerified, boundary: duty.boundary)
      },
      codes: codes(words, strings),
      hasVersions: versions.count > 1,
      versions: (versions.count > 1 ? versions : []).map { one in
        VersionView(
          number: one.number,
          text: strings.text(
            "guide.version",
            ["n": String(one.number), "day": one.effectiveOn.description, "reason": one.reason]),
          isShown: one.number == version.number)
      },
      qrText: strings.text("guide.qr"),
      printed: strings.text("guide.printed", ["day": today, "n": String(version.number)])
    ).content
  }

  private func badges(_ words: CatalogueWords, _ strings: Strings) -> [String] {
    [
      words.word("kind", item.kind.rawValue), words.word("processing", item.processing.rawValue),
      item.limit.map { strings.limit($0) },
      item.fees.isEmpty ? strings.text("guide.free") : strings.text("guide.charged"),
      strings.text(item.visits == 0 ? "guide.no-visit" : "guide.visits", ["n": String(item.visits)]),
    ].compactMap(\.self)
  }

  private func questions(_ checklist: SituationChecklist) -> [QuestionView] {
    item.questions(after: answers).map { question in
      QuestionView(
        name: "q-\(question.id)", text: question.text,
        answers: question.answers.map {
          AnswerView(id: $0.id.rawValue, text: $0.text, isChosen: answers[question.id] == $0.id)
        }, isOpen: !answers.isEmpty && checklist.openQuestions.contains(question.id))
    }
  }

  private func material(
    _ material: Material, tellsWhen: Bool, _ words: CatalogueWords, _ strings: Strings
  ) -> MaterialView {
    let conditions = material.when.map { condition in
      let question = item.questions.first { $0.id == condition.question }
      let texts = condition.answers.compactMap { id in question?.answers.first { $0.id == id }?.text }
      return strings.text(
        "guide.when-answer",
        ["question": question?.text ?? "", "answer": texts.joined(separator: strings.text("guide.or"))])
    }
    return MaterialView(
      name: material.name, count: strings.count(of: material),
      source: material.source.map { strings.text("guide.material-source", ["source": $0]) },
      necessity: words.word("necessity", material.necessity.rawValue),
      isRequired: material.necessity == .required,
      when: tellsWhen && !conditions.isEmpty
        ? strings.text("guide.when", ["conditions": strings.list(conditions)]) : nil,
      files: [("guide.form", material.form), ("guide.sample", material.sample)].compactMap { key, name in
        name.map { file($0, key, strings) }
      }, note: material.note)
  }

  private func file(_ name: String, _ key: String, _ strings: Strings) -> FileView {
    let isForm = key == "guide.form"
    return FileView(
      text: strings.text(key, ["name": name]), address: files[name],
      instead: files[name] == nil && isForm ? strings.text("guide.free-form") : nil)
  }

  private func limits(_ words: CatalogueWords, _ strings: Strings) -> [FactView] {
    let atOnce = item.processing == .immediate ? strings.text("guide.at-once") : nil
    return facts([
      (strings.text("guide.statutory"), item.statutoryLimit.map { strings.limit($0) }),
      (strings.text("guide.promised"), item.promisedLimit.map { strings.limit($0) } ?? atOnce),
    ])
  }

  private func facts(_ pairs: [(name: String, text: String?)]) -> [FactView] {
    pairs.compactMap { pair in pair.text.map { FactView(name: pair.name, text: $0) } }
  }

  private func stages(_ words: CatalogueWords, _ strings: Strings) -> [StageView] {
    let process = ProcessWords(departments, strings)
    let names = Dictionary(item.stages.map { ($0.id, $0.name) }) { first, _ in first }
    return item.stages.map { stage in
      StageView(
        name: stage.name, who: process.who(stage), limit: stage.limit.map { strings.limit($0) },
        hasChecklist: !stage.checklist.isEmpty, checklist: stage.checklist,
        outcomes: stage.outcomes.map { outcome in
          outcome.next.flatMap { names[$0] }.map {
            strings.text("guide.outcome", ["name": outcome.name, "next": $0])
          } ?? strings.text("guide.outcome-end", ["name": outcome.name])
        },
        risk: stage.risk.map { risk in
          strings.text(
            "guide.risk", ["level": words.word("risk", risk.level.rawValue), "point": risk.point])
        }, control: stage.risk?.control)
    }
  }

  private func contacts(_ strings: Strings) -> [FactView] {
    let department = departments[item.department]
    return facts([
      (strings.text("guide.department"), department?.name),
      (strings.text("guide.consultation"), item.consultationPhone ?? department?.phone),
      (strings.text("guide.supervision-phone"), item.supervisionPhone ?? department?.supervisionPhone),
      (strings.text("guide.supervision"), item.supervision),
      (strings.text("guide.chief"), item.chiefRepresentative),
    ])
  }

  private func codes(_ words: CatalogueWords, _ strings: Strings) -> [FactView] {
    facts([
      (words.heading("kind"), words.word("kind", item.kind.rawValue)),
      (words.heading("codes.implementation"), item.codes.implementation),
      (words.heading("codes.basic"), item.codes.basic),
      (words.heading("codes.handling"), item.codes.handling),
      (words.heading("exercisingBody"), item.exercisingBody),
      (words.heading("delegation"), item.delegation.map { words.word("delegation", $0.rawValue) }),
      (words.heading("upperCatalogue"), item.upperCatalogue),
    ])
  }
}
