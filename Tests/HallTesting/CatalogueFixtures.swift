public import Foundation
import HallLedger
public import ServiceHall

/// The catalogue's files of this repository, and plain items.
public enum CatalogueFixtures {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  public enum Fault: Error { case missing(String) }

  public static func template(_ path: String) throws -> Data { Data(try bytes("Templates/\(path)")) }

  /// A file of the repository.
  public static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: "\(root)/\(path)") else {
      throw Fault.missing(path)
    }
    return [UInt8](data)
  }

  /// The headings and words as people see them.
  ///
  /// - Parameter group: `catalogue`, or another group with `columns` and `words`.
  public static func words(of group: String = "catalogue") throws -> CatalogueWords {
    let strings = try JSONSerialization.jsonObject(with: template("strings/zh-Hans.json"))
    guard let catalogue = (strings as? [String: Any])?[group] as? [String: Any],
      let words = catalogue["words"] as? [String: [String: String]]
    else { throw Fault.missing(group) }
    var headings: [String: String] = [:]
    func flatten(_ value: Any?, _ path: String) {
      if let text = value as? String { headings[path] = text }
      for (key, value) in value as? [String: Any] ?? [:] {
        flatten(value, path.isEmpty ? key : "\(path).\(key)")
      }
    }
    flatten(catalogue["columns"], "")
    return CatalogueWords(headings: headings, words: words)
  }

  /// The demonstration's catalogue.
  ///
  /// - Parameter withPoints: whether items keep the halls that take them.
  public static func demo(withPoints: Bool = false) throws -> CatalogueFile {
    var file = CatalogueFile(json: [UInt8](try template("catalogue/demo.json")))
    if !withPoints {
      file.items = file.items.map { row in
        var entry = row.value
        entry.item.points = []
        return FileEntry(row: row.row, value: entry)
      }
    }
    return file
  }

  public static let department = Department(
    id: .named("MZ"), name: "演示县民政局", phone: "0199-0000102", isDemonstration: true)

  /// A power that may be published.
  ///
  /// - Parameter number: makes the code.
  public static func entry(_ number: Int = 1, name: String = "高龄津贴发放", publish: Bool = true) -> ItemEntry {
    var item = ServiceItem(
      codes: ServiceItem.Codes(profile: .free, implementation: "TEST-\(number)"), name: name,
      kind: .benefit, department: department.id)
    item.exercisingBody = "演示县民政局"
    item.bases = [
      LegalBasis(law: "示例办法", article: "第一条", text: "示例。", isVerified: true, source: "示例文本")
    ]
    item.materials = [Material(name: "居民身份证", copies: 1)]
    item.statutoryLimit = TimeLimit(20, .workingDays)
    item.promisedLimit = TimeLimit(10, .workingDays)
    item.stages = [
      Stage(
        id: .named("accept"), name: "受理", role: .clerk,
        outcomes: [
          Stage.Outcome(name: "受理", next: .named("decide")), Stage.Outcome(name: "不予受理"),
        ]),
      Stage(
        id: .named("decide"), name: "决定", role: .reviewer,
        outcomes: [Stage.Outcome(name: "准予"), Stage.Outcome(name: "不予批准")]),
    ]
    item.supervision = "拨打监督电话"
    item.consultationPhone = "0199-0000102"
    return ItemEntry(item: item, reason: "首次录入", publish: publish)
  }
}
