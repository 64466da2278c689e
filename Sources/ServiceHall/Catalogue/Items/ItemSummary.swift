/// What a list says of a published item. 事项摘要
public struct ItemSummary: Sendable, Equatable, Codable {
  public let code: ServiceItem.ID
  public let version: Int
  public let name: String
  public let kind: ItemKind
  public let department: Department.ID
  public let processing: Processing
  public let statutoryLimit: TimeLimit?
  public let promisedLimit: TimeLimit?
  public let visits: Int
  public let audiences: [Audience]
  public let themes: [String]
  public let lifeEvents: [String]
  public let points: [ServiceItem.ServicePoint]
  public let isDemonstration: Bool

  public init(_ item: ServiceItem, code: ServiceItem.ID, version: Int) {
    self.code = code
    self.version = version
    name = item.name
    kind = item.kind
    department = item.department
    processing = item.processing
    statutoryLimit = item.statutoryLimit
    promisedLimit = item.promisedLimit
    visits = item.visits
    audiences = item.audiences
    themes = item.themes
    lifeEvents = item.lifeEvents
    points = item.points
    isDemonstration = item.isDemonstration
  }
}
