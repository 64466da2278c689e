extension SyntheticCases {
  /// One case from its acceptance to what was thought of it.
  struct History {
    let number: CaseNumber
    let words: SyntheticWords
    let offset: UTCOffset
    var random: SyntheticGenerator
    private let organisation: Record.Organisation
    private var now: Moment
    private var made: [(payload: Record.Payload, at: Moment)] = []

    init(
      number: CaseNumber, at start: Moment, words: SyntheticWords, random: SyntheticGenerator,
      offset: UTCOffset
    ) {
      self.number = number
      self.words = words
      self.offset = offset
      var random = random
      organisation = random.one(of: words.organisations)
      self.random = random
      now = start
    }

    private mutating func add(_ payload: Record.Payload) { made.append((payload, now)) }

    /// - Returns: what was reported and when, in order.
    mutating func run() throws(IdentifierFault) -> [(payload: Record.Payload, at: Moment)] {
      let item = random.one(of: words.items)
      let applicant = applicant()
      let acceptance = acceptance(item, applicant)
      add(.accept(acceptance))
      steps(isImmediate: item.processing == .immediate)
      let isSpecial = item.processing == .promised && random.oneIn(6)
      if isSpecial { special(applicant) }
      let result = random.oneIn(8) ? Record.CaseResult.concluded : .documentIssued
      let licence = result == .documentIssued ? try licence(applicant) : nil
      conclusion(result, licence)
      materials(acceptance.acceptedAt)
      if let licence { add(.licence(licence)) }
      evaluation(acceptance)
      return made
    }

    private mutating func applicant() -> Record.Party {
      if random.oneIn(4) {
        let enterprise = random.one(of: words.enterprises)
        return Record.Party(
          name: enterprise.name, kind: .enterprise, certificate: .businessLicence,
          number: enterprise.code)
      }
      let birth = CivilDate(daysSinceEpoch: -3650 + random.below(14_000))
      let body = "119999" + birth.description.filter { $0 != "-" } + padded(1 + random.below(999), 3)
      let check = String(decoding: [ISO7064.mod11x2(body.utf8)], as: UTF8.self)
      return Record.Party(
        name: random.one(of: words.persons), kind: .person, certificate: .residentID,
        number: body + check)
    }

    private mutating func acceptance(
      _ item: SyntheticWords.Item, _ applicant: Record.Party
    ) -> Record.Acceptance {
      let appliedAt = now + .minutes(-1 - random.below(50))
      var acceptance = Record.Acceptance(
        caseNumber: number,
        item: Record.Item(
          basicCode: item.basicCode, implementationCode: item.code, name: item.name,
          version: 1 + random.below(3)),
        applicant: applicant, appliedAt: appliedAt,
        form: random.one(of: [.window, .window, .computer, .mobile]),
        processing: item.processing, acceptedAt: now, organisation: organisation,
        handler: random.one(of: words.handlers))
      acceptance.summary = item.name
      acceptance.address = words.address
      acceptance.contact = Record.Contact(
        name: random.one(of: words.persons), certificate: nil, number: nil,
        phone: "100" + padded(random.below(100_000_000), 8))
      if applicant.kind == .enterprise {
        acceptance.legalRepresentative = random.one(of: words.persons)
      }
      acceptance.documentNumber = String(number.rawValue.suffix(8))
      if item.processing == .promised {
        acceptance.promisedDay = offset.date(of: now).adding(days: 5 + random.below(20))
      }
      return acceptance
    }

    private mutating func steps(isImmediate: Bool) {
      for (index, stage) in words.stages.enumerated() {
        let started = now
        now = now + (isImmediate ? .minutes(2 + random.below(10)) : .hours(2 + random.below(60)))
        let isReturned = index + 1 < words.stages.count && random.oneIn(12)
        var step = Record.Step(
          caseNumber: number, serial: index + 1, stage: stage,
          action: isReturned ? .returned : .passed, state: .done,
          handler: random.one(of: words.handlers), startedAt: started,
          organisation: organisation)
        step.endedAt = random.oneIn(5) ? nil : now
        step.opinion = isReturned ? words.returnOpinion : random.one(of: words.opinions)
        add(.process(step))
      }
    }

    private mutating func special(_ applicant: Record.Party) {
      let isLonger = random.oneIn(2)
      let started = now
      now = now + .hours(24 * (2 + random.below(10)))
      let names = words.specials
      var special = Record.Special(
        caseNumber: number, serial: 1, kind: isLonger ? .longer : .other,
        procedure: isLonger ? nil : random.one(of: SpecialProcedure.allCases),
        name: random.one(of: names), reason: words.specialReason,
        requester: isLonger ? nil : applicant.name, startedAt: started,
        expectedEndAt: now + .hours(24), organisation: organisation,
        handler: random.one(of: words.handlers))
      special.endedAt = random.oneIn(3) ? nil : now
      special.result = special.endedAt == nil ? nil : words.specialResult
      special.opinion = random.one(of: words.opinions)
      add(.special(special))
    }

    private mutating func licence(_ holder: Record.Party) throws(IdentifierFault) -> Record.IssuedLicence {
      let typeCode = organisation.code + "001"
      let serial = String(number.rawValue.suffix(16))
      return Record.IssuedLicence(
        caseNumber: number, name: words.licenceName, number: serial, typeName: words.licenceType,
        typeCode: typeCode,
        id: try LicenceID(
          kind: typeCode, issuer: organisation.code, serial: serial, version: "001"),
        holder: holder, issuer: organisation, issuedDay: offset.date(of: now))
    }

    private mutating func conclusion(_ result: Record.CaseResult, _ licence: Record.IssuedLicence?) {
      now = now + .minutes(5 + random.below(60))
      var conclusion = Record.Conclusion(
        caseNumber: number, result: result, endedAt: now, organisation: organisation,
        isPosted: random.oneIn(5), isCharged: false, handler: random.one(of: words.handlers))
      conclusion.explanation = random.one(of: words.results)
      conclusion.documentName = licence?.name
      conclusion.documentNumber = licence?.number
      add(.result(conclusion))
    }

    private mutating func materials(_ receivedAt: Moment) {
      for serial in 1...(1 + random.below(min(4, words.materials.count))) {
        let isDeferred = serial > 1 && random.oneIn(15)
        add(
          .material(
            Record.ReceivedMaterial(
              caseNumber: number, serial: serial, name: words.materials[serial - 1],
              receiving: isDeferred
                ? .deferred : random.one(of: [.paper, .upload, .licence]),
              count: isDeferred ? 0 : 1, receivedAt: isDeferred ? nil : receivedAt)))
      }
    }

    private mutating func evaluation(_ acceptance: Record.Acceptance) {
      guard !random.oneIn(4) else { return }
      now = now + .minutes(1 + random.below(600))
      let level = random.one(
        of: [.verySatisfied, .verySatisfied, .satisfied] + Satisfaction.allCases)
      var evaluation = Record.Evaluation(
        subject: .caseFile(number),
        channel: random.one(of: [.evaluator, .code, .mobile, .computer, .terminal]),
        satisfaction: level, ratedAt: now)
      evaluation.item = acceptance.item
      evaluation.processing = acceptance.processing
      evaluation.acceptedAt = acceptance.acceptedAt
      evaluation.organisation = acceptance.organisation
      if random.oneIn(3) { evaluation.comment = random.one(of: words.comments) }
      add(.evaluation(evaluation))
    }
  }
}
