/// What a department must do, and on what ground it answers for it. 责任清单
///
/// Invariants, cited by number in `DutyTests`:
/// 1. A duty names what holds its department to account (追责依据).
/// 2. It is linked to the powers through which it is done; the ledger refuses links to items that do not exist.
public struct Duty: Sendable, Equatable, Codable {
  public typealias ID = ServiceItem.ID

  public let id: ID
  public var department: Department.ID
  /// 责任事项
  public var name: String
  /// 责任内容
  public var content: String
  /// The powers to which it belongs.
  public var items: [ServiceItem.ID]
  /// 追责情形和依据
  public var accountability: LegalBasis
  /// 与其他部门的职责边界
  public var boundary: String?
  public var isDemonstration: Bool

  public init(
    id: ID, department: Department.ID, name: String, content: String, items: [ServiceItem.ID],
    accountability: LegalBasis, boundary: String? = nil, isDemonstration: Bool = false
  ) {
    self.id = id
    self.department = department
    self.name = name
    self.content = content
    self.items = items
    self.accountability = accountability
    self.boundary = boundary
    self.isDemonstration = isDemonstration
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try values.decode(ID.self, forKey: .id),
      department: try values.decode(Department.ID.self, forKey: .department),
      name: try values.decode(String.self, forKey: .name),
      content: try values.decode(String.self, forKey: .content), items: try values.list(.items),
      accountability: try values.decode(LegalBasis.self, forKey: .accountability),
      boundary: try values.decodeIfPresent(String.self, forKey: .boundary),
      isDemonstration: try values.flag(.isDemonstration))
  }

  /// - Throws: `InputRefusal` naming every field that is at fault.
  public func checked() throws(InputRefusal) -> Duty {
    var duty = self
    var check = CatalogueCheck()
    duty.name = check.text(name, "name", longest: 200)
    duty.content = check.text(content, "content", longest: 2000)
    duty.boundary = check.optional(boundary, "boundary", longest: 1000)
    duty.accountability = accountability.checked("accountability", &check)
    if items.isEmpty { check.add("items", .required) }
    if Set(items).count != items.count { check.add("items", .duplicate) }
    try check.finish()
    return duty
  }
}
