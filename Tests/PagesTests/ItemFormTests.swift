import ServiceHall
import Testing

@testable import Pages

@Suite struct ItemFormTests {
  private func picture(_ name: String) throws -> String {
    try #require(Gallery.pictures.first { $0.name == "Catalogue/\(name)" }, "\(name)").document
  }

  @Test("every column of the table is a field of the form") func columns() {
    let inForm = AdminItemPage.sections.flatMap(\.columns)
    #expect(Set(inForm).count == inForm.count)
    #expect(Set(inForm + ["publish"]) == Set(ItemSheet.columns.map(\.key)))
  }

  @Test("a fault is told at its field and in the summary, with its place in the cell") func faults() throws {
    let document = try picture("admin-item.faulty")
    #expect(document.contains("<a href=\"#f-materials\">申请材料 第 2 条 名称：太笼统，请写明具体名称</a>"))
    #expect(document.contains("<p class=\"fault\">第 2 条 名称：太笼统，请写明具体名称</p>"))
    #expect(document.contains("<a href=\"#f-codes-implementation\">实施编码：编码是事项的身份"))
    #expect(document.contains("<a href=\"#f-department\">部门：没有这个部门，请先添加部门</a>"))
    #expect(document.contains("value=\"两次\""))
    #expect(document.contains("<option value=\"XX\" selected>XX</option>"))
  }

  @Test("the summary goes down the form") func order() {
    let told = Flash.itemFaults([
      FieldFault("reason", .required), FieldFault("materials.1.name", .vague),
      FieldFault("materials.0.name", .vague), FieldFault("nothing", .format), FieldFault("name", .required),
    ])
    guard case .faults(let faults) = told else {
      Issue.record("no faults")
      return
    }
    #expect(
      faults.map(\.field) == [
        "item.name", "item.materials.1.name", "item.materials.0.name", "item.reason", "item.nothing",
      ])
  }

  @Test("what an upper catalogue fixes cannot be typed, and the page says why") func fixed() throws {
    let document = try picture("admin-item.fixed")
    #expect(document.contains("示例上级目录 2027 版"))
    for input in ["name", "kind", "bases", "codes-implementation", "codes-basic", "upperCatalogue"] {
      #expect(document.contains("<input type=\"hidden\" name=\"\(input)\""), "\(input)")
      #expect(document.components(of: "name=\"\(input)\"") == 1, "\(input)")
    }
    #expect(document.contains("name=\"visits\" type=\"text\""))
  }

  @Test("changed lines are marked by a word, not by colour alone") func difference() throws {
    let document = try picture("admin-difference.changed")
    #expect(document.contains("<del><b class=\"mark\">删</b> 结婚证|1</del>"))
    #expect(document.contains("<ins><b class=\"mark\">增</b> 户口簿|1|0|本人|必要</ins>"))
    #expect(document.contains("<p>居民身份证|0|1</p>"))
    #expect(!document.contains("办理条件"))
    #expect(try picture("admin-difference.all").contains("办理条件"))
    #expect(try picture("admin-difference.same").contains("两个版本的内容一样"))
  }

  @Test("five hundred faults are listed and the rest is counted") func many() throws {
    let document = try picture("admin-import.refused-much")
    #expect(document.components(of: "<tr><td class=\"figure\">") == 500)
    #expect(document.contains("另外还有 198 处"))
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
