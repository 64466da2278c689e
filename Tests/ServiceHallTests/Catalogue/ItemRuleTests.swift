import HallTesting
import ServiceHall
import Testing

@Suite("What must hold of an item")
struct ItemRuleTests {
  /// The faults of an item that was changed, as `field code`.
  private static func faults(_ change: (inout ServiceItem) -> Void) -> [String] {
    var item = CatalogueFixtures.entry().item
    change(&item)
    do {
      _ = try item.checked()
      return []
    } catch {
      return error.faults.map { "\($0.field) \($0.code.rawValue)" }
    }
  }

  private static func publishing(_ change: (inout ServiceItem) -> Void) -> [String] {
    var item = CatalogueFixtures.entry().item
    change(&item)
    return item.publishingFaults.map { "\($0.field) \($0.code.rawValue)" }
  }

  @Test("the fixture is sound, so that each fault below has one cause")
  func sound() throws {
    #expect(Self.faults { _ in } == [])
    #expect(Self.publishing { _ in } == [])
  }

  @Test("(1) codes are of their profile, with the reason when they are not")
  func codes() {
    #expect(Self.faults { $0.codes.implementation = "" } == ["codes.implementation required"])
    #expect(Self.faults { $0.codes.implementation = "NO SUCH/CODE" } == ["codes.implementation format"])
    #expect(
      Self.faults {
        $0.codes = ServiceItem.Codes(
          profile: .national31, implementation: "1111999900000001X54111020010000")
      }.first?.hasPrefix("codes.implementation") == true)
    #expect(Self.faults { $0.codes.handling = "?" } == ["codes.handling format"])
    #expect(Self.faults { $0.name = " " } == ["name required"])
  }

  @Test("(2) no text is one that a spreadsheet would run or that breaks a line")
  func texts() {
    for start in ["=", "+", "-", "@", "＝"] {
      #expect(Self.faults { $0.name = "\(start)cmd|' /C calc'!A0" } == ["name formula"])
      #expect(Self.faults { $0.synonyms = ["老人补贴", "\(start)x"] } == ["synonyms.1 formula"])
    }
    #expect(Self.faults { $0.conditions = ["一\n二"] } == ["conditions.0 control-character"])
    #expect(Self.faults { $0.consultationPhone = "打给老王" } == ["consultationPhone format"])
  }

  @Test(
    "(3) the promised limit is never longer than the statutory one",
    arguments: [
      (10, TimeLimit.Unit.workingDays, 20, TimeLimit.Unit.workingDays, true),
      (21, .workingDays, 20, .workingDays, false), (20, .workingDays, 30, .naturalDays, true),
      (22, .workingDays, 30, .naturalDays, false), (1, .workingDays, 2, .naturalDays, false),
      (1, .workingDays, 3, .naturalDays, true), (5, .naturalDays, 5, .workingDays, true),
      (6, .naturalDays, 5, .workingDays, false), (26, .naturalDays, 20, .workingDays, true),
    ])
  func limits(
    promised: Int, unit: TimeLimit.Unit, statutory: Int, other: TimeLimit.Unit, isAllowed: Bool
  ) {
    let faults = Self.faults {
      $0.promisedLimit = TimeLimit(promised, unit)
      $0.statutoryLimit = TimeLimit(statutory, other)
    }
    #expect(faults == (isAllowed ? [] : ["promisedLimit exceeds"]))
  }

  @Test(
    "(3) limits of different units are compared as a calendar of weeks would, on whichever day they begin")
  func weeks() {
    func end(of limit: TimeLimit, from start: Int) -> Int {
      if limit.unit == .naturalDays { return start + limit.days }
      var (day, left) = (start, limit.days)
      while left > 0 {
        day += 1
        if day % 7 < 5 { left -= 1 }
      }
      return day
    }
    for promised in 1...40 {
      for statutory in 1...60 {
        for (unit, other) in [
          (TimeLimit.Unit.workingDays, TimeLimit.Unit.naturalDays), (.naturalDays, .workingDays),
        ] {
          let (left, right) = (TimeLimit(promised, unit), TimeLimit(statutory, other))
          let isNeverLater = (0..<7).allSatisfy { end(of: left, from: $0) <= end(of: right, from: $0) }
          // The rule may refuse what no week brings about, but never lets through what one does.
          if left.isWithin(right) { #expect(isNeverLater, "\(left) \(right)") }
        }
      }
    }
  }

  @Test("(3, 4) no limit is zero, and what is done at once promises nothing")
  func zero() {
    #expect(
      Self.faults { $0.promisedLimit = TimeLimit(0, .workingDays) } == ["promisedLimit.days out-of-range"])
    #expect(
      Self.faults { $0.stages[0].limit = TimeLimit(-1, .workingDays) } == ["stages.0.limit.days out-of-range"]
    )
    #expect(Self.faults { $0.processing = .immediate } == ["promisedLimit not-combinable"])
  }

  @Test(
    "(5) a fee is not negative, is a decimal number and has a basis",
    arguments: [
      ("10", nil as String?), ("0.50", nil), ("-5", "out-of-range"), ("", "required"), ("1.234", "format"),
      ("1e3", "format"), ("十元", "format"), (".5", "format"),
    ])
  func fees(amount: String, fault: String?) {
    let faults = Self.faults { $0.fees = [ServiceItem.Fee(name: "工本费", amount: amount, basis: "示例文件")] }
    #expect(faults == (fault.map { ["fees.0.amount \($0)"] } ?? []))
    #expect(
      Self.faults { $0.fees = [ServiceItem.Fee(name: "工本费", amount: "1")] } == ["fees.0.basis required"])
  }

  @Test(
    "(6) no material leaves open what to bring",
    arguments: [
      ("其他材料", true), ("其它有关材料", true), ("有关材料", true), ("相关证明文件", true), ("必要的证明材料", true),
      ("法律、法规规定的其他材料", true), ("申请书及相关材料", true), ("房屋权属证明材料", false), ("居民身份证", false),
      ("亲属关系的证明", false), ("住所相关文件", true),
    ])
  func vague(name: String, isVague: Bool) {
    let faults = Self.faults { $0.materials.append(Material(name: name)) }
    #expect(faults == (isVague ? ["materials.1.name vague"] : []))
  }

  @Test("(6) a material has an original or a copy")
  func pieces() {
    #expect(
      Self.faults { $0.materials[0] = Material(name: "居民身份证", originals: 0, copies: 0) }
        == ["materials.0.originals required"])
    #expect(Self.faults { $0.materials[0].copies = 100 } == ["materials.0.copies out-of-range"])
  }

  @Test("(7) no outcome is free, and each stage has one actor")
  func stages() {
    #expect(Self.faults { $0.stages[1].outcomes[0].name = "其他" } == ["stages.1.outcomes.0.name vague"])
    #expect(Self.faults { $0.stages[1].role = nil } == ["stages.1.role required"])
  }

  @Test("(8) conditions name questions that come before and answers that they have")
  func conditions() {
    func question(_ id: String, when: [SituationCondition] = []) -> SituationQuestion {
      SituationQuestion(
        id: .named(id), text: "是本人来办吗？",
        answers: [
          SituationQuestion.Answer(id: .named("yes"), text: "是"),
          SituationQuestion.Answer(id: .named("no"), text: "不是"),
        ], when: when)
    }
    func condition(_ question: String, _ answers: String...) -> SituationCondition {
      SituationCondition(question: .named(question), answers: answers.map { .named($0) })
    }
    #expect(Self.faults { $0.questions = [question("a"), question("a")] } == ["questions.1.id duplicate"])
    #expect(
      Self.faults { $0.questions = [question("a", when: [condition("b", "yes")]), question("b")] }
        == ["questions.0.when unknown"])
    #expect(Self.faults { $0.materials[0].when = [condition("a", "yes")] } == ["materials.0.when unknown"])
    #expect(
      Self.faults {
        $0.questions = [question("a")]
        $0.materials[0].when = [condition("a", "maybe")]
      } == ["materials.0.when unknown"])
    #expect(
      Self.faults {
        $0.questions = [question("a")]
        $0.materials[0].when = [condition("a", "no")]
      } == [])
  }

  @Test("(9) what the upper catalogue fixed is named, until another edition is imported")
  func locked() {
    var item = CatalogueFixtures.entry().item
    var other = item
    other.name = "别的名称"
    #expect(item.lockedFields(changedBy: other, isImport: false) == [])
    item.upperCatalogue = "示例目录2026"
    other = item
    other.conditions = ["年满八十周岁"]
    #expect(item.lockedFields(changedBy: other, isImport: false) == [])
    other.name = "别的名称"
    other.kind = .publicService
    other.bases = []
    other.codes.basic = "X"
    #expect(item.lockedFields(changedBy: other, isImport: false) == ["name", "kind", "bases", "codes"])
    #expect(item.lockedFields(changedBy: other, isImport: true).count == 4)
    other.upperCatalogue = "示例目录2027"
    #expect(item.lockedFields(changedBy: other, isImport: true) == [])
    #expect(item.lockedFields(changedBy: other, isImport: false).count == 5)
  }

  @Test("(10) a power is published with its seven elements or not at all")
  func elements() {
    #expect(Self.publishing { $0.bases = [] } == ["bases required"])
    #expect(Self.publishing { $0.exercisingBody = nil } == ["exercisingBody required"])
    #expect(Self.publishing { $0.stages = [] } == ["stages required"])
    #expect(Self.publishing { $0.supervision = nil } == ["supervision required"])
    let service = Self.publishing {
      $0.kind = .publicService
      $0.bases = []
      $0.stages = []
      $0.supervision = nil
    }
    #expect(service == [])
  }

  @Test("(11–13) secrets stay secret, a basis is verified, a promise is kept")
  func publishing() {
    #expect(Self.publishing { $0.isSecret = true } == ["isSecret not-combinable"])
    #expect(Self.publishing { $0.isPublic = false } == ["isPublic not-combinable"])
    #expect(Self.publishing { $0.bases[0].isVerified = false } == ["bases unverified"])
    #expect(
      Self.publishing {
        $0.bases[0].isVerified = false
        $0.isDemonstration = true
      } == [])
    #expect(Self.publishing { $0.promisedLimit = nil } == ["promisedLimit required"])
    #expect(Self.publishing { $0.consultationPhone = nil } == ["consultationPhone required"])
  }

  @Test("checking twice changes nothing more")
  func idempotence() throws {
    for row in try CatalogueFixtures.demo().items {
      let once = try row.value.item.checked()
      #expect(try once.checked() == once)
    }
  }
}
