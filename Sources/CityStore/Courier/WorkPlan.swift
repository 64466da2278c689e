import Courier

/// What becomes of new records as items of work; it writes nothing.
///
/// Invariants, cited by number in `WorkPlanTests`:
/// 1. A message that has an item gets no second one.
/// 2. A version is ready once all before it have come; until then it is parked, and never forced.
/// 3. Of two messages that claim one version of an entity the first one counts.
struct WorkPlan: Equatable {
  enum State: String { case ready, parked, conflict }

  struct Item: Equatable {
    let line: RecordLine
    var state: State
  }

  /// An item that waits in the store for an earlier version.
  struct Waiting {
    let id: Int
    let entity: String
    let version: Int
  }

  /// In the order in which they came.
  private(set) var items: [Item] = []
  /// Items in the store that need not wait any more.
  private(set) var released: [Int] = []
  /// Items in the store whose version another message has.
  private(set) var overtaken: [Int] = []
  /// The last version of each entity up to which all have come, where it changed.
  private(set) var reached: [String: Int] = [:]

  private enum Place { case stored(Int), new(Int) }
  private struct Version: Hashable {
    let entity: String
    let number: Int
  }
  private var waiting: [Version: [Place]] = [:]

  /// - Parameters:
  ///   - known: messages that have an item.
  ///   - versions: up to which all have come, for each entity; missing where none has.
  ///   - parked: in the order in which they came.
  init(_ lines: [RecordLine], known: Set<String>, versions: [String: Int], parked: [Waiting]) {
    for item in parked {
      waiting[Version(entity: item.entity, number: item.version), default: []]
        .append(.stored(item.id))
    }
    var known = known
    for line in lines where known.insert(line.message).inserted {
      let last = reached[line.entity] ?? versions[line.entity] ?? 0
      let place = Place.new(items.count)
      if line.version == last + 1 {
        items.append(Item(line: line, state: .ready))
        reached[line.entity] = line.version
        release(after: line.version, of: line.entity)
      } else if line.version <= last {
        items.append(Item(line: line, state: .conflict))
      } else {
        items.append(Item(line: line, state: .parked))
        waiting[Version(entity: line.entity, number: line.version), default: []].append(place)
      }
    }
    waiting = [:]
  }

  private mutating func release(after version: Int, of entity: String) {
    var next = version + 1
    while let places = waiting.removeValue(forKey: Version(entity: entity, number: next)) {
      for (index, place) in places.enumerated() {
        switch place {
        case .stored(let id):
          if index == 0 { released.append(id) } else { overtaken.append(id) }
        case .new(let item): items[item].state = index == 0 ? .ready : .conflict
        }
      }
      reached[entity] = next
      next += 1
    }
  }

  static func == (left: WorkPlan, right: WorkPlan) -> Bool {
    left.items == right.items && left.released == right.released
      && left.overtaken == right.overtaken && left.reached == right.reached
  }
}
