import GRDB
import ServiceHall

/// Applies one event of the catalogue to the county's tables.
struct CatalogueProjection {
  let database: Database
  let entry: JournalEntry

  func apply(_ event: CatalogueEvent) throws {
    switch event {
    case .departmentSaved(let department):
      try database.run(
        "INSERT OR REPLACE INTO department(id, body) VALUES (?, ?)",
        [department.id.rawValue, entry.body])
    case .itemSaved(let id, let saved): try save(id, saved)
    case .itemPublished(let id, let published): try publish(id, published)
    case .itemWithdrawn(let id, _): try withdraw(id)
    case .itemEditRefused, .imported: return
    case .dutySaved(let duty): try save(duty)
    case .dutyRemoved(let id):
      try database.run("DELETE FROM duty WHERE id = ?", [id.rawValue])
      try database.run("DELETE FROM duty_item WHERE duty = ?", [id.rawValue])
    case .fileSaved(let file):
      try database.run(
        "INSERT OR REPLACE INTO guide_file(name, digest, body) VALUES (?, ?, ?)",
        [file.name, file.digest, entry.body])
    case .fileRemoved(let name):
      try database.run("DELETE FROM guide_file WHERE name = ?", [name])
    case .negativeListSaved(let list):
      try database.run(
        "INSERT OR REPLACE INTO negative_list(id, edition, effective_on, body) VALUES (?, ?, ?, ?)",
        [list.id.rawValue, list.edition, list.effectiveOn.description, entry.body])
    }
  }

  private func save(_ id: ServiceItem.ID, _ saved: CatalogueEvent.ItemSaved) throws {
    let state: ItemVersion.State = saved.publishedOn == nil ? .draft : .published
    try database.run(
      """
      INSERT INTO item_version(item, version, state, at, actor, body) VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        id.rawValue, saved.version, state.rawValue, entry.at.milliseconds, entry.actor, entry.body,
      ])
    try database.run(
      """
      INSERT INTO item(id, name, kind, department, latest, state) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT(id) DO UPDATE SET name = excluded.name, kind = excluded.kind,
        department = excluded.department, latest = excluded.latest, state = excluded.state
      """,
      [
        id.rawValue, saved.item.name, saved.item.kind.rawValue, saved.item.department.rawValue,
        saved.version, state.rawValue,
      ])
    if let day = saved.publishedOn { try put(id, saved, on: day) }
  }

  private func publish(_ id: ServiceItem.ID, _ published: CatalogueEvent.ItemPublished) throws {
    let key: [any DatabaseValueConvertible] = [id.rawValue, published.version]
    let found = try database.row("SELECT body FROM item_version WHERE item = ? AND version = ?", key)
    guard let found else { return }
    let saved = try CanonicalJSON.value(CatalogueEvent.ItemSaved.self, from: found["body"])
    let state = ItemVersion.State.published.rawValue
    try database.run(
      "UPDATE item_version SET state = '\(state)' WHERE item = ? AND version = ?", key)
    try database.run(
      "UPDATE item SET state = '\(state)' WHERE id = ? AND latest = ?", [id.rawValue, published.version])
    try put(id, saved, on: published.publishedOn)
  }

  private func withdraw(_ id: ServiceItem.ID) throws {
    let state = ItemVersion.State.withdrawn.rawValue
    try takeDown("item = ?", [id.rawValue])
    try database.run(
      "UPDATE item_version SET state = '\(state)' WHERE item = ? AND state = 'published'", [id.rawValue])
    try database.run("UPDATE item SET state = '\(state)' WHERE id = ?", [id.rawValue])
  }

  /// Ends the version that is in force on the day before the new one holds, and puts up the new one.
  private func put(
    _ id: ServiceItem.ID, _ saved: CatalogueEvent.ItemSaved, on day: CivilDate
  ) throws {
    // A version never begins before the day on which it was published.
    let from = max(saved.effectiveOn, day).description
    try takeDown("item = ? AND (from_day >= ? OR until_day <= ?)", [id.rawValue, from, day.description])
    try database.run("UPDATE publication SET until_day = ? WHERE item = ?", [from, id.rawValue])
    let item = saved.item
    try database.run(
      """
      INSERT INTO publication(
        id, item, version, from_day, until_day, name, kind, department, audiences, themes, life_events,
        names, summary)
      VALUES (?, ?, ?, ?, '9999-12-31', ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        entry.seq, id.rawValue, saved.version, from, item.name, item.kind.rawValue,
        item.department.rawValue, lines(item.audiences.map(\.rawValue)), lines(item.themes),
        lines(item.lifeEvents), ([item.name] + item.synonyms).joined(separator: "\n"),
        try CanonicalJSON.text(ItemSummary(item, code: id, version: saved.version)),
      ])
    for hall in Set(item.points.map(\.hall)) {
      try database.run(
        "INSERT INTO publication_hall(hall, publication) VALUES (?, ?)", [hall.rawValue, entry.seq])
    }
    let index = ItemSearch.index(of: item)
    try database.run(
      "INSERT INTO item_search(rowid, name, synonyms, questions, text) VALUES (?, ?, ?, ?, ?)",
      [entry.seq, index.name, index.synonyms, index.questions, index.text])
  }

  private func takeDown(
    _ condition: String, _ arguments: [any DatabaseValueConvertible]
  ) throws {
    let ids = try database.all("SELECT id FROM publication WHERE \(condition)", arguments) { row -> Int64 in
      row[0]
    }
    for id in ids {
      try database.run("DELETE FROM publication WHERE id = ?", [id])
      try database.run("DELETE FROM publication_hall WHERE publication = ?", [id])
      try database.run("DELETE FROM item_search WHERE rowid = ?", [id])
    }
  }

  /// A line break before and after each, so that one can be found whole.
  private func lines(_ texts: [String]) -> String {
    texts.isEmpty ? "" : "\n" + texts.joined(separator: "\n") + "\n"
  }

  private func save(_ duty: Duty) throws {
    try database.run("DELETE FROM duty_item WHERE duty = ?", [duty.id.rawValue])
    try database.run(
      "INSERT OR REPLACE INTO duty(id, department, body) VALUES (?, ?, ?)",
      [duty.id.rawValue, duty.department.rawValue, entry.body])
    for item in duty.items {
      try database.run(
        "INSERT INTO duty_item(item, duty) VALUES (?, ?)", [item.rawValue, duty.id.rawValue])
    }
  }
}
