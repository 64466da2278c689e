import ServiceHall

extension CatalogueEvent {
  var kind: String {
    switch self {
    case .departmentSaved: "department.saved"
    case .itemSaved: "item.saved"
    case .itemPublished: "item.published"
    case .itemWithdrawn: "item.withdrawn"
    case .itemEditRefused: "item.editRefused"
    case .dutySaved: "duty.saved"
    case .dutyRemoved: "duty.removed"
    case .negativeListSaved: "negativeList.saved"
    case .fileSaved: "guideFile.saved"
    case .fileRemoved: "guideFile.removed"
    case .imported: "catalogue.imported"
    }
  }

  var subject: String {
    switch self {
    case .departmentSaved(let department): department.id.rawValue
    case .itemSaved(let item, _), .itemPublished(let item, _), .itemWithdrawn(let item, _),
      .itemEditRefused(let item, _):
      item.rawValue
    case .dutySaved(let duty): duty.id.rawValue
    case .dutyRemoved(let duty): duty.rawValue
    case .negativeListSaved(let list): list.id.rawValue
    case .fileSaved(let file): file.name
    case .fileRemoved(let name): name
    case .imported: ""
    }
  }

  /// Departments are kept in memory, the rest is not.
  var changesFacts: Bool { if case .departmentSaved = self { true } else { false } }

  func body() throws -> String {
    switch self {
    case .departmentSaved(let body): try CanonicalJSON.text(body)
    case .itemSaved(_, let body): try CanonicalJSON.text(body)
    case .itemPublished(_, let body): try CanonicalJSON.text(body)
    case .itemWithdrawn(_, let body): try CanonicalJSON.text(body)
    case .itemEditRefused(_, let body): try CanonicalJSON.text(body)
    case .dutySaved(let body): try CanonicalJSON.text(body)
    case .negativeListSaved(let body): try CanonicalJSON.text(body)
    case .imported(let body): try CanonicalJSON.text(body)
    case .fileSaved(let body): try CanonicalJSON.text(body)
    case .dutyRemoved, .fileRemoved: "{}"
    }
  }

  /// - Returns: nil when the kind is none of the catalogue's.
  init?(kind: String, subject: String, body: String) throws {
    func decoded<Body: Decodable>(_ type: Body.Type) throws -> Body {
      try CanonicalJSON.value(type, from: body)
    }
    func item() throws -> ServiceItem.ID {
      guard let id = ServiceItem.ID(subject) else { throw LedgerFault.damaged("\(kind) \(subject)") }
      return id
    }
    switch kind {
    case "department.saved": self = .departmentSaved(try decoded(Department.self))
    case "item.saved": self = .itemSaved(try item(), try decoded(ItemSaved.self))
    case "item.published": self = .itemPublished(try item(), try decoded(ItemPublished.self))
    case "item.withdrawn": self = .itemWithdrawn(try item(), try decoded(ItemWithdrawn.self))
    case "item.editRefused": self = .itemEditRefused(try item(), try decoded(ItemEditRefused.self))
    case "duty.saved": self = .dutySaved(try decoded(Duty.self))
    case "duty.removed": self = .dutyRemoved(try item())
    case "negativeList.saved": self = .negativeListSaved(try decoded(NegativeList.self))
    case "guideFile.saved": self = .fileSaved(try decoded(GuideFile.self))
    case "guideFile.removed": self = .fileRemoved(subject)
    case "catalogue.imported": self = .imported(try decoded(CatalogueImported.self))
    default: return nil
    }
  }
}
