import Foundation
import HallLedger
import ServiceHall

/// An item with everything that its guide says.
struct ItemAnswer: Encodable {
  struct DepartmentAnswer: Encodable {
    let id: String
    let name: String
    let phone: String?
    let supervisionPhone: String?
  }

  let code: String
  let version: Int
  let state: ItemVersion.State
  let reason: String
  let effectiveOn: CivilDate
  let savedAt: String
  let department: DepartmentAnswer?
  let item: ServiceItem

  init(_ found: VersionedItem, county: CountyFacts) {
    code = found.item.id?.rawValue ?? ""
    version = found.version.number
    state = found.version.state
    reason = found.version.reason
    effectiveOn = found.version.effectiveOn
    savedAt = county.county.offset.timestamp(found.version.savedAt)
    department = county.departments[found.item.department].map {
      DepartmentAnswer(
        id: $0.id.rawValue, name: $0.name, phone: $0.phone, supervisionPhone: $0.supervisionPhone)
    }
    item = found.item
  }

  func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(self))
  }
}

extension JSONText {
  /// An item in a list.
  init(summary item: ItemSummary, county: CountyFacts) {
    self.init()
    add("code", item.code.rawValue)
    add("version", item.version)
    add("name", item.name)
    add("kind", item.kind.rawValue)
    add("department", item.department.rawValue)
    add("departmentName", county.departments[item.department]?.name)
    add("processing", item.processing.rawValue)
    add("statutoryLimit", object: item.statutoryLimit.map { JSONText($0) })
    add("promisedLimit", object: item.promisedLimit.map { JSONText($0) })
    add("visits", item.visits)
    add("audiences", strings: item.audiences.map(\.rawValue))
    add("themes", strings: item.themes)
    add("lifeEvents", strings: item.lifeEvents)
    add(
      "points",
      objects: item.points.map { point in
        var text = JSONText()
        text.add("hall", point.hall.rawValue)
        text.add("line", point.line.rawValue)
        return text
      })
    add("isDemonstration", item.isDemonstration)
  }

  private init(_ limit: TimeLimit) {
    self.init()
    add("days", limit.days)
    add("unit", limit.unit.rawValue)
  }

  init(_ version: ItemVersion, offset: UTCOffset) {
    self.init()
    add("version", version.number)
    add("state", version.state.rawValue)
    add("reason", version.reason)
    add("effectiveOn", version.effectiveOn.description)
    add("savedAt", offset.timestamp(version.savedAt))
  }
}
