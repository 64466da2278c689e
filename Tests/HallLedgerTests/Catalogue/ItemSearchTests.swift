import HallTesting
import ServiceHall
import Testing

@testable import HallLedger

@Suite("Finding items")
struct ItemSearchTests {
  /// How citizens say what they want, and the item that they mean.
  private static let phrasings = [
    ("办低保", "最低生活保障审核确认"),
    ("家里穷想申请困难补助", "最低生活保障审核确认"),
    ("老人补贴", "高龄津贴发放"),
    ("我妈八十多了有没有补贴", "高龄津贴发放"),
    ("开小卖部", "个体工商户设立登记"),
    ("想开个饭馆要办什么证", "食品经营许可"),
    ("孩子上户口", "出生登记（户口）"),
    ("新生儿怎么落户", "出生登记（户口）"),
    ("身份证丢了怎么补", "居民身份证申领、换领、补领"),
    ("身份证过期了", "居民身份证申领、换领、补领"),
    ("社保卡坏了", "社会保障卡补领、换领"),
    ("办社保卡", "社会保障卡申领"),
    ("农村养老保险怎么交", "城乡居民基本养老保险参保登记"),
    ("到六十岁了怎么领养老金", "城乡居民养老保险待遇领取申请"),
    ("养老金认证", "养老保险待遇领取资格认证"),
    ("交合作医疗", "城乡居民基本医疗保险参保登记"),
    ("在外地住院怎么报销", "异地就医备案"),
    ("高血压办慢病本", "门诊慢特病待遇认定"),
    ("大病看不起", "医疗救助申请"),
    ("五保户怎么申请", "特困人员救助供养认定"),
    ("家里着火了有没有救助", "临时救助审核确认"),
    ("办残疾证", "残疾人证办理"),
    ("残疾人补贴", "困难残疾人生活补贴和重度残疾人护理补贴"),
    ("瘫痪在床的老人护理补贴", "经济困难失能老年人护理补贴"),
    ("没爹没妈的孩子补助", "孤儿基本生活保障"),
    ("领结婚证", "婚姻登记预约与材料核对"),
    ("想离婚去哪办", "婚姻登记预约与材料核对"),
    ("退伍军人优待证", "退役军人优待证申领"),
    ("当兵退伍回来报到", "退役军人返乡报到登记"),
    ("老人去世销户", "死亡注销户口"),
    ("迁户口到婆家", "户口迁移"),
    ("户口本名字写错了", "户口登记项目变更、更正"),
    ("改名字", "户口登记项目变更、更正"),
    ("外地人办居住证", "居住证申领"),
    ("准生证", "生育登记服务"),
    ("生二胎要登记吗", "生育登记服务"),
    ("独生子女补贴", "农村部分计划生育家庭奖励扶助"),
    ("理发店卫生许可证", "公共场所卫生许可"),
    ("办营业执照", "个体工商户设立登记"),
    ("店不开了注销执照", "个体工商户变更、注销登记"),
    ("成立合作社", "农民专业合作社设立登记"),
    ("卖早点要办证吗", "食品经营许可"),
    ("豆腐作坊", "食品小作坊登记"),
    ("种粮食的补贴", "耕地地力保护补贴申报"),
    ("买拖拉机有补贴吗", "农机购置与应用补贴"),
    ("办养猪场", "动物防疫条件合格证核发"),
    ("卖猪要开检疫证", "动物检疫证明核发"),
    ("卖农药要什么手续", "农药经营许可"),
    ("把地租给别人种", "农村土地承包经营权流转备案"),
    ("家里盖新房要审批", "农村宅基地用地审批"),
    ("申请宅基地", "农村宅基地用地审批"),
    ("砍自家的树", "林木采伐许可证核发"),
    ("房子是危房想修", "农村危房改造补助"),
    ("申请公租房", "公共租赁住房申请"),
    ("打官司没钱请律师", "法律援助申请"),
    ("跟邻居闹纠纷", "人民调解申请"),
    ("孩子上大学交不起学费", "家庭经济困难学生资助申请"),
    ("小孩上小学报名", "义务教育入学登记"),
    ("下岗了去哪登记", "失业登记"),
    ("创业贷款", "创业担保贷款申请"),
  ]

  private static let day = CivilDate(year: 2026, month: 11, day: 20) ?? CivilDate(daysSinceEpoch: 0)

  private static func county() async throws -> TestCounty {
    let county = try await TestCounty()
    let report = try await county.ledger.importCatalogue(
      CatalogueFixtures.demo(), dryRun: false, partial: false, by: .system)
    #expect(report.isApplied)
    return county
  }

  private static func names(_ county: TestCounty, _ query: ItemQuery) async throws -> [String] {
    try await county.ledger.findItems(query, on: day, initials: { initials[$0] ?? 0 }).items.map(\.name)
  }

  /// Of a few characters; those of 重 are two.
  private static let initials: [Unicode.Scalar: UInt32] = {
    let letters: [(Unicode.Scalar, String)] = [
      ("最", "z"), ("低", "d"), ("生", "s"), ("活", "h"), ("保", "b"), ("障", "z"), ("残", "c"), ("疾", "j"),
      ("人", "r"), ("证", "z"), ("办", "b"), ("理", "l"), ("重", "zc"), ("度", "d"),
    ]
    return Dictionary(
      letters.map { scalar, text in
        (scalar, text.utf8.reduce(UInt32(0)) { $0 | 1 << UInt32($1 - 0x61) })
      }
    ) { first, _ in first }
  }()

  @Test("of sixty phrasings at least nine in ten find their item among the first five")
  func recall() async throws {
    let county = try await Self.county()
    #expect(Self.phrasings.count == 60)
    var missed: [String] = []
    for (phrasing, name) in Self.phrasings {
      let found = try await Self.names(county, ItemQuery(words: phrasing, limit: 5))
      if !found.contains(name) { missed.append("\(phrasing): \(found)") }
    }
    #expect(missed.count * 10 <= Self.phrasings.count, "\(missed.joined(separator: "\n"))")
  }

  @Test("no synonym is one of the phrasings word for word for the length of a sentence")
  func honesty() throws {
    let synonyms = try CatalogueFixtures.demo().items.flatMap(\.value.item.synonyms)
    for (phrasing, _) in Self.phrasings where phrasing.count > 6 { #expect(!synonyms.contains(phrasing)) }
  }

  @Test("(1) only what is in force is found")
  func force() async throws {
    let county = try await Self.county()
    let before = Self.day.adding(days: -1)
    #expect(try await county.ledger.findItems(ItemQuery(words: "低保"), on: before).items.isEmpty)
    #expect(try await county.ledger.findItems(ItemQuery(), on: before).items.isEmpty)
    let all = try await county.ledger.findItems(ItemQuery(limit: 200), on: Self.day)
    #expect(all.items.count == 52)
  }

  @Test("(2) a name goes before a synonym, a synonym before a question, a question before the text")
  func order() async throws {
    let county = try await CatalogueTests.county()
    func save(_ number: Int, _ name: String, _ change: (inout ServiceItem) -> Void = { _ in }) async throws {
      var entry = CatalogueFixtures.entry(number, name: name)
      change(&entry.item)
      try await county.ledger.saveItem(entry, after: nil, by: .system)
    }
    try await save(1, "甲类事项") { $0.conditions = ["持有驿站牌照"] }
    try await save(2, "乙类事项") {
      $0.commonQuestions = [ServiceItem.CommonQuestion(question: "驿站牌照怎么办？", answer: "到窗口办。")]
    }
    try await save(3, "丙类事项") { $0.synonyms = ["驿站牌照"] }
    try await save(4, "驿站牌照核发")
    #expect(
      try await Self.names(county, ItemQuery(words: "驿站牌照")) == ["驿站牌照核发", "丙类事项", "乙类事项", "甲类事项"])
  }

  @Test("(3) a code, or its beginning, finds its item first")
  func codes() async throws {
    let county = try await Self.county()
    let item = try #require(try CatalogueFixtures.demo().items.first).value.item
    let code = item.codes.implementation
    #expect(try await Self.names(county, ItemQuery(words: code)).first == item.name)
    #expect(try await Self.names(county, ItemQuery(words: code.lowercased())) == [item.name])
    #expect(try await Self.names(county, ItemQuery(words: String(code.prefix(18)))).count == 8)
  }

  @Test("(4) letters are initials of the name, then of a synonym; a character has every reading it has")
  func letters() async throws {
    let county = try await Self.county()
    #expect(try await Self.names(county, ItemQuery(words: "cjrz")).first == "残疾人证办理")
    #expect(try await Self.names(county, ItemQuery(words: "ZDSHBZ")).first == "最低生活保障审核确认")
    #expect(try await Self.names(county, ItemQuery(words: "db")).contains("最低生活保障审核确认"))
    for letters in ["zdcj", "cdcj"] {
      #expect(
        try await Self.names(county, ItemQuery(words: letters)).contains("困难残疾人生活补贴和重度残疾人护理补贴") == true)
    }
    #expect(try await Self.names(county, ItemQuery(words: "qqqq")).isEmpty)
  }

  @Test("filters narrow, and parts of a list join without a gap")
  func filters() async throws {
    let county = try await Self.county()
    let all = try await Self.names(county, ItemQuery(limit: 200))
    let kinds = try await ItemKind.allCases.asyncSum { kind in
      try await Self.names(county, ItemQuery(kind: kind, limit: 200)).count
    }
    #expect(kinds == all.count)
    #expect(try await Self.names(county, ItemQuery(words: "补贴", department: .named("NY"))).count >= 2)
    #expect(try await Self.names(county, ItemQuery(theme: "农业农村", limit: 200)).count > 5)
    #expect(try await Self.names(county, ItemQuery(theme: "农业", limit: 200)).isEmpty)
    #expect(
      try await Self.names(county, ItemQuery(audience: .enterprise, lifeEvent: "创业")).contains("食品经营许可"))
    #expect(try await Self.names(county, ItemQuery(hall: .named("chengguan"))).isEmpty)
    for words in ["", "补贴 登记 申请"] {
      let whole = try await Self.names(county, ItemQuery(words: words, limit: 200))
      var joined: [String] = []
      var hasMore = true
      while hasMore {
        let part = try await county.ledger.findItems(
          ItemQuery(words: words, limit: 7, offset: joined.count), on: Self.day)
        joined += part.items.map(\.name)
        hasMore = part.hasMore
      }
      #expect(joined == whole)
    }
    let themes = try await county.ledger.themes(on: Self.day)
    #expect(themes.themes.contains("社会救助") && themes.lifeEvents.contains("出生"))
  }

  @Test("what a filter leaves is found behind a thousand others that share the words")
  func behindMany() async throws {
    let county = try await TestCounty()
    var file = CatalogueFile(naming: .paths)
    let other = Department(id: .named("NY"), name: "演示县农业农村局", isDemonstration: true)
    file.departments = [CatalogueFixtures.department, other].map { FileEntry(row: 1, value: $0) }
    file.items = (1...1013).map { number in
      var entry = CatalogueFixtures.entry(number)
      if number > 1010 { entry.item.department = other.id }
      return FileEntry(row: number, value: entry)
    }
    let report = try await county.ledger.importCatalogue(file, dryRun: false, partial: false, by: .system)
    #expect(report.isApplied)
    let found = try await county.ledger.findItems(
      ItemQuery(words: "津贴", department: other.id, limit: 2), on: Self.day)
    #expect(found.items.map(\.code.rawValue) == ["TEST-1011", "TEST-1012"])
    #expect(found.hasMore)
    #expect(try await Self.names(county, ItemQuery(words: "津贴", limit: 20, offset: 980)).count == 20)
  }

  @Test(
    "whatever is typed is answered",
    arguments: [
      "\"", "' OR 1=1 --", "*", "NEAR(a b)", "a AND", "（）", "😀", "低", "ＤＩＢＡＯ",
      String(repeating: "低保", count: 50),
      "name:低保", "-低保", "\u{0}",
    ])
  func anything(words: String) async throws {
    let county = try await Self.county()
    _ = try await Self.names(county, ItemQuery(words: words))
  }
}

extension Array {
  fileprivate func asyncSum(_ body: (Element) async throws -> Int) async rethrows -> Int {
    var sum = 0
    for element in self { sum += try await body(element) }
    return sum
  }
}
