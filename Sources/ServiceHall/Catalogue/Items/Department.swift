/// A body that answers for service items. 部门
public struct Department: Sendable, Equatable, Codable {
  /// The code in files and addresses: 1 to 32 of `A`–`Z`, `0`–`9`, `-`.
  public struct ID: Identifier {
    public let rawValue: String
    public init?(rawValue: String) {
      let isAllowed: (UInt8) -> Bool = { $0.isUpper || $0.isDigit || $0 == UInt8(ascii: "-") }
      guard rawValue.isMade(of: isAllowed, lengths: 1...32) else { return nil }
      self.rawValue = rawValue
    }
  }

  public let id: ID
  public var name: String
  /// 统一社会信用代码
  public var uscc: String?
  /// 咨询电话
  public var phone: String?
  /// 监督电话
  public var supervisionPhone: String?
  /// Made for trying things out.
  public var isDemonstration: Bool

  public init(
    id: ID, name: String, uscc: String? = nil, phone: String? = nil,
    supervisionPhone: String? = nil, isDemonstration: Bool = false
  ) {
    self.id = id
    self.name = name
    self.uscc = uscc
    self.phone = phone
    self.supervisionPhone = supervisionPhone
    self.isDemonstration = isDemonstration
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try values.decode(ID.self, forKey: .id), name: try values.decode(String.self, forKey: .name),
      uscc: try values.decodeIfPresent(String.self, forKey: .uscc),
      phone: try values.decodeIfPresent(String.self, forKey: .phone),
      supervisionPhone: try values.decodeIfPresent(String.self, forKey: .supervisionPhone),
      isDemonstration: try values.flag(.isDemonstration))
  }

  /// - Throws: `InputRefusal` naming every field that is at fault.
  public func checked() throws(InputRefusal) -> Department {
    var department = self
    var check = CatalogueCheck()
    department.name = check.text(name, "name", longest: 60)
    department.phone = check.phone(phone, "phone")
    department.supervisionPhone = check.phone(supervisionPhone, "supervisionPhone")
    if let uscc, !uscc.isEmpty {
      department.uscc = check.identifier("uscc") { () throws(IdentifierFault) in try USCC(uscc).rawValue }
    } else {
      department.uscc = nil
    }
    try check.finish()
    return department
  }
}
