/// Something that a person brings. 申请材料
public struct Material: Sendable, Equatable, Codable {
  /// 必要性
  public enum Necessity: String, Sendable, CaseIterable, Codable {
    /// 必要
    case required
    /// 可以后补（容缺受理）: may follow within a promised time.
    case deferrable
    /// 非必要
    case optional
  }

  public var name: String
  /// How many originals are looked at or kept.
  public var originals: Int
  public var copies: Int
  /// 来源渠道: who issues it.
  public var source: String?
  public var necessity: Necessity
  /// The situations in which it is needed; all must hold, and none means always.
  public var when: [SituationCondition]
  /// The name of the file that shows how it looks filled in.
  public var sample: String?
  /// The name of the blank form's file.
  public var form: String?
  public var note: String?

  public init(
    name: String, originals: Int = 1, copies: Int = 0, source: String? = nil,
    necessity: Necessity = .required, when: [SituationCondition] = [], sample: String? = nil,
    form: String? = nil, note: String? = nil
  ) {
    self.name = name
    self.originals = originals
    self.copies = copies
    self.source = source
    self.necessity = necessity
    self.when = when
    self.sample = sample
    self.form = form
    self.note = note
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try values.decode(String.self, forKey: .name),
      originals: try values.decodeIfPresent(Int.self, forKey: .originals) ?? 0,
      copies: try values.decodeIfPresent(Int.self, forKey: .copies) ?? 0,
      source: try values.decodeIfPresent(String.self, forKey: .source),
      necessity: try values.decodeIfPresent(Necessity.self, forKey: .necessity) ?? .required,
      when: try values.list(.when), sample: try values.decodeIfPresent(String.self, forKey: .sample),
      form: try values.decodeIfPresent(String.self, forKey: .form),
      note: try values.decodeIfPresent(String.self, forKey: .note))
  }

  func checked(_ field: String, _ check: inout CatalogueCheck) -> Material {
    var material = self
    material.name = check.text(name, "\(field).name", longest: 200)
    if VagueNames.isVague(material.name) { check.add("\(field).name", .vague) }
    check.range(originals, "\(field).originals", 0...99)
    check.range(copies, "\(field).copies", 0...99)
    if originals == 0, copies == 0 { check.add("\(field).originals", .required) }
    material.source = check.optional(source, "\(field).source", longest: 100)
    material.sample = check.optional(sample, "\(field).sample", longest: 200)
    material.form = check.optional(form, "\(field).form", longest: 200)
    material.note = check.optional(note, "\(field).note", longest: 500)
    return material
  }
}

/// Names that leave the choice of what to bring to the clerk. 其他材料、有关材料
///
/// Source: 安阳市政务服务条例第十三条 and every later guide rule: a list of materials may not end openly.
enum VagueNames {
  // 其他 其它 有关 相关 必要 所需 需要 规定 法律 法规 规章 要求 提供 提交 应当 证明 材料 资料 文件 证件 等 的 、 和 与 及
  private static let open = [
    "\u{5176}\u{4ED6}", "\u{5176}\u{5B83}", "\u{6709}\u{5173}", "\u{76F8}\u{5173}",
    "\u{5FC5}\u{8981}", "\u{6240}\u{9700}", "\u{9700}\u{8981}", "\u{89C4}\u{5B9A}",
    "\u{6CD5}\u{5F8B}", "\u{6CD5}\u{89C4}", "\u{89C4}\u{7AE0}", "\u{8981}\u{6C42}",
    "\u{63D0}\u{4F9B}", "\u{63D0}\u{4EA4}", "\u{5E94}\u{5F53}", "\u{8BC1}\u{660E}",
    "\u{6750}\u{6599}", "\u{8D44}\u{6599}", "\u{6587}\u{4EF6}", "\u{8BC1}\u{4EF6}", "\u{7B49}",
    "\u{7684}", "\u{3001}", "\u{548C}", "\u{4E0E}", "\u{53CA}",
  ]

  /// Whether nothing is left of the name when its open words are taken away, or its end stays open.
  static func isVague(_ name: String) -> Bool {
    var rest = String(name.filter { !$0.isWhitespace && !$0.isPunctuation })
    if rest.isEmpty { return false }
    for general in open.prefix(4) {
      for thing in open[16...19] where rest.hasSuffix(general + thing) { return true }
    }
    for word in open { rest = rest.replacingEvery(word) }
    return rest.isEmpty
  }

  /// Whether an outcome is the free choice that a checklist may not have: 其他.
  static func isFreeOutcome(_ name: String) -> Bool { open.prefix(2).contains(name) }
}

extension String {
  /// The text without `word`.
  fileprivate func replacingEvery(_ word: String) -> String {
    var result = ""
    var rest = Substring(self)
    while !rest.isEmpty {
      if rest.hasPrefix(word) { rest = rest.dropFirst(word.count) } else { result.append(rest.removeFirst()) }
    }
    return result
  }
}
