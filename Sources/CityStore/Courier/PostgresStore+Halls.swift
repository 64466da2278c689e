public import Courier
public import ServiceHall

extension PostgresStore {
  public func hall(_ id: Hall.ID) async throws -> EnrolledHall? {
    try await read { connection -> EnrolledHall? in
      let rows = try connection.run(
        """
        SELECT name, division, suite, bytes, (retired_at IS NOT NULL)::integer
        FROM enrolled_hall JOIN hall_key USING (hall)
        WHERE hall = $1 ORDER BY hall_key.at DESC
        """, .text(id.rawValue))
      guard let first = rows.first else { return nil }
      return EnrolledHall(
        hall: id, name: try first.text(0), division: try first.text(1),
        keys: try rows.map {
          HallKey(suite: try $0.text(2), bytes: try $0.bytes(3), isRetired: try $0.integer(4) == 1)
        })
    }
  }

  public func addCode(digest: String) async throws {
    let now = clock.now()
    try await write { connection in
      try connection.run(
        "INSERT INTO enrolment_code(digest, made_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        .text(digest), .moment(now))
      return
    }
  }

  public func enrol(_ hall: EnrolledHall, codeDigest: String) async throws -> Bool {
    let now = clock.now()
    return try await write { connection in
      let id = Parameter.text(hall.hall.rawValue)
      let used = try connection.run(
        "UPDATE enrolment_code SET used_at = $2, hall = $3 WHERE digest = $1 AND used_at IS NULL",
        .text(codeDigest), .moment(now), id)
      guard used.changes == 1 else { return false }
      try connection.run(
        """
        INSERT INTO enrolled_hall(hall, name, division, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (hall) DO UPDATE SET name = excluded.name, division = excluded.division
        """, id, .text(hall.name), .text(hall.division), .moment(now))
      for (name, key) in hall.keptKeys {
        try connection.run(
          """
          INSERT INTO hall_key(hall, key, suite, bytes, at) VALUES ($1, $2, $3, $4, $5)
          ON CONFLICT (hall, key) DO UPDATE
          SET suite = excluded.suite, bytes = excluded.bytes, at = excluded.at
          """, id, .text(name), .text(key.suite), .bytes(key.bytes), .moment(now))
      }
      return true
    }
  }

  public func take<Answer: Sendable>(
    _ stream: StreamID, _ body: @escaping @Sendable (any StreamHolding) throws -> Answer
  ) async throws -> Answer {
    let now = clock.now()
    return try await write { connection in
      let holding = try LockedStream(stream, now: now, connection)
      let answer = try body(holding)
      try holding.finish()
      return answer
    }
  }
}
