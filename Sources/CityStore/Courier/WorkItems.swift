import Courier
import ServiceHall

/// Rows that the platform's own programs work off.
enum WorkItems {
  /// One item for each new message, in a number of statements that does not depend on how many they are.
  ///
  /// Two lanes of a hall may bring versions of one entity at once, and neither would see the other's: the
  /// lock of the hall's work lets one wait.
  static func add(
    _ lines: [RecordLine], of hall: Hall.ID, at now: Moment, _ connection: Connection
  ) throws {
    guard !lines.isEmpty else { return }
    let id = Parameter.text(hall.rawValue)
    try connection.run("SELECT pg_advisory_xact_lock(hashtextextended('yizhan work ' || $1, 0))", id)
    let plan = try plan(lines, id, connection)
    try write(plan, id, now, connection)
  }

  private static func plan(
    _ lines: [RecordLine], _ hall: Parameter, _ connection: Connection
  ) throws -> WorkPlan {
    let entities = Parameter.texts(Array(Set(lines.map(\.entity))))
    let known = try connection.run(
      "SELECT message::text FROM work_item WHERE message = ANY($1::uuid[])",
      .texts(lines.map(\.message))
    ).map { try $0.text(0) }
    let versions = try connection.run(
      "SELECT entity, version FROM work_entity WHERE hall = $1 AND entity = ANY($2)", hall, entities
    ).map { (try $0.text(0), try $0.integer(1)) }
    let parked = try connection.run(
      """
      SELECT id, entity, version FROM work_item
      WHERE hall = $1 AND entity = ANY($2) AND state = 'parked' ORDER BY id
      """, hall, entities
    ).map {
      WorkPlan.Waiting(id: try $0.integer(0), entity: try $0.text(1), version: try $0.integer(2))
    }
    return WorkPlan(
      lines, known: Set(known), versions: Dictionary(versions) { first, _ in first },
      parked: parked)
  }

  private static func write(
    _ plan: WorkPlan, _ hall: Parameter, _ now: Moment, _ connection: Connection
  ) throws {
    if !plan.items.isEmpty {
      let added = try connection.run(
        """
        INSERT INTO work_item(message, hall, entity, version, state, json, at)
        SELECT message::uuid, $1, entity, version, state, json, $7
        FROM unnest($2, $3, $4, $5, $6) WITH ORDINALITY
          AS item(message, entity, version, state, json, place)
        ORDER BY place
        ON CONFLICT (message) DO NOTHING
        """, hall, .texts(plan.items.map(\.line.message)), .texts(plan.items.map(\.line.entity)),
        .integers(plan.items.map(\.line.version)), .texts(plan.items.map(\.state.rawValue)),
        .texts(plan.items.map(\.line.json)), .moment(now))
      // Another hall has brought the same message since; the plan no longer holds.
      guard added.changes == plan.items.count else { throw StoreFault.raced }
    }
    if !plan.released.isEmpty || !plan.overtaken.isEmpty {
      try connection.run(
        """
        UPDATE work_item SET state = CASE WHEN id = ANY($1) THEN 'ready' ELSE 'conflict' END
        WHERE id = ANY($1) OR id = ANY($2)
        """, .integers(plan.released), .integers(plan.overtaken))
    }
    if !plan.reached.isEmpty {
      try connection.run(
        """
        INSERT INTO work_entity(hall, entity, version)
        SELECT $1, entity, version FROM unnest($2, $3) AS item(entity, version)
        ON CONFLICT (hall, entity) DO UPDATE SET version = excluded.version
        """, hall, .texts(Array(plan.reached.keys)), .integers(Array(plan.reached.values)))
    }
  }
}
