import GRDB
public import ServiceHall

extension Ledger where Scope == County {
  // MARK: Duties

  /// Adds a duty or changes it.
  ///
  /// - Throws: `InputRefusal` naming the department or the items that do not exist.
  public func saveDuty(_ duty: Duty, by caller: Caller) async throws {
    let duty = try duty.checked()
    try await record(by: caller) { draft in
      try CataloguePlan.checkReferences(duty, try draft.facts(), draft.database, added: [])
      try draft.append(.catalogue(.dutySaved(duty)))
    }
  }

  public func removeDuty(_ id: Duty.ID, by caller: Caller) async throws {
    try await record(by: caller) { draft in
      guard try draft.database.row("SELECT id FROM duty WHERE id = ?", [id.rawValue]) != nil else {
        throw CatalogueRefusal.unknownDuty
      }
      try draft.append(.catalogue(.dutyRemoved(id)))
    }
  }

  /// Duties by department and code; those that hold all the words, where there are words.
  public func duties(
    words: String = "", department: Department.ID? = nil, item: ServiceItem.ID? = nil
  ) async throws -> [Duty] {
    try await read { database in
      let terms = SearchText.terms(words)
      return try database.rows(
        """
        SELECT body FROM duty
        WHERE (? = '' OR department = ?) AND (? = '' OR id IN (SELECT duty FROM duty_item WHERE item = ?))
        ORDER BY department, id
        """,
        [
          department?.rawValue ?? "", department?.rawValue ?? "", item?.rawValue ?? "",
          item?.rawValue ?? "",
        ]
      ).map { try CanonicalJSON.value(Duty.self, from: $0["body"]) }.filter { duty in
        let text = SearchText.normalised(duty.name + " " + duty.content)
        return terms.allSatisfy { text.contains($0) }
      }
    }
  }

  // MARK: Negative lists

  /// Saves an edition of a negative list; the same edition again replaces it.
  public func saveNegativeList(_ list: NegativeList, by caller: Caller) async throws {
    let list = try list.checked()
    try await record(by: caller) { _ = try $0.append(.catalogue(.negativeListSaved(list))) }
  }

  /// Every edition, the newest of each list first.
  public func negativeLists() async throws -> [NegativeList] {
    try await read { database in
      try database.rows("SELECT body FROM negative_list ORDER BY id, effective_on DESC, edition DESC")
        .map { try CanonicalJSON.value(NegativeList.self, from: $0["body"]) }
    }
  }

  /// One edition of a list; the one that is in force on `day` when `edition` is missing.
  public func negativeList(
    _ id: NegativeList.ID, edition: String? = nil, on day: CivilDate
  ) async throws -> NegativeList {
    try await read { database in
      let row = try database.row(
        """
        SELECT body FROM negative_list
        WHERE id = ? AND CASE WHEN ? = '' THEN effective_on <= ? ELSE edition = ? END
        ORDER BY effective_on DESC, edition DESC LIMIT 1
        """, [id.rawValue, edition ?? "", day.description, edition ?? ""])
      guard let row else { throw CatalogueRefusal.unknownList }
      return try CanonicalJSON.value(NegativeList.self, from: row["body"])
    }
  }
}
