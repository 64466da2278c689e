import HTTPServing
import ServiceHall
import Synchronization

/// Public answers that stay right until their journal, a hall's or the county's, grows or their time is over.
final class AnswerCache: Sendable {
  private struct Entry {
    /// The county's when missing.
    let hall: Hall.ID?
    let position: Int64
    let until: Moment
    let response: Response
  }

  private let entries = Mutex<[String: Entry]>([:])
  private let making = Mutex<[String: Task<Response, any Error>]>([:])

  /// Makes an answer once for all who ask while it is made: else hundreds would make it beside each other.
  ///
  /// - Parameter name: the path and the journal's position; who asks after a change is not given what was begun
  ///   before it.
  func once(
    _ name: String, _ make: @escaping @Sendable () async throws -> Response
  ) async throws -> Response {
    let task = making.withLock { making in
      if let task = making[name] { return task }
      let task = Task {
        defer { self.making.withLock { $0[name] = nil } }
        return try await make()
      }
      making[name] = task
      return task
    }
    return try await task.value
  }

  func answer(
    to path: String, at now: Moment, position: (Hall.ID?) -> Int64?
  ) -> Response? {
    let entry = entries.withLock { $0[path] }
    guard let entry, now < entry.until, position(entry.hall) == entry.position else { return nil }
    return entry.response
  }

  /// Keeps an answer that was made from the journal up to `position`.
  func keep(
    _ response: Response, for path: String, hall: Hall.ID?, position: Int64, until: Moment
  ) -> Response {
    var response = response
    Site.secure(&response)
    guard let body = PreparedBody(response) else { return response }
    let prepared = Response.prepared(body)
    entries.withLock { entries in
      if entries.count > 2000 { entries = [:] }
      entries[path] = Entry(hall: hall, position: position, until: until, response: prepared)
    }
    return prepared
  }
}

/// What `/metrics` counts.
final class Counters: Sendable {
  private let byStatus = Mutex<[Int: Int]>([:])

  func count(status: Int) { byStatus.withLock { $0[status, default: 0] += 1 } }

  var statuses: [(status: Int, count: Int)] {
    byStatus.withLock { $0.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
  }
}
