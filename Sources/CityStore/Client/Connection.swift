import CPostgreSQL

/// One connection to PostgreSQL, used by one thread.
///
/// Invariants:
/// 1. A statement is planned once for each connection.
/// 2. After an error that ended the connection nothing more is sent on it.
@safe final class Connection {
  private let handle: OpaquePointer
  /// The names of statements by their text.
  private var prepared: [String: String] = [:]
  private(set) var isLost = false

  /// - Parameter address: `host=/run/postgresql dbname=city user=yizhan`, or a URL.
  /// - Throws: `StoreFault.unreachable`.
  init(_ address: String) throws {
    guard let handle = unsafe city_connect(address) else {
      throw StoreFault.unreachable("out of memory")
    }
    guard unsafe PQstatus(handle) == CONNECTION_OK else {
      let reason = unsafe PQerrorMessage(handle).map { unsafe String(cString: $0) } ?? ""
      unsafe PQfinish(handle)
      throw StoreFault.unreachable(reason.split(separator: "\n").first.map(String.init) ?? "")
    }
    unsafe self.handle = unsafe handle
  }

  deinit { unsafe PQfinish(handle) }

  /// Runs statements without parameters, one after another.
  @discardableResult func command(_ sql: String) throws -> Rows {
    try unsafe rows(PQexec(handle, sql))
  }

  /// Runs one statement.
  @discardableResult func run(_ sql: String, _ parameters: Parameter...) throws -> Rows {
    let name = try name(of: sql, parameters)
    var buffer: [UInt8] = []
    var starts: [Int] = []
    var lengths: [Int32] = []
    for parameter in parameters {
      starts.append(buffer.count)
      parameter.write(to: &buffer)
      lengths.append(Int32(clamping: buffer.count - (starts.last ?? 0)))
    }
    // An address even for what has no bytes: a null one would be NULL.
    buffer.append(0)
    let formats = [Int32](repeating: 1, count: parameters.count)
    let result = unsafe buffer.withUnsafeBytes { bytes in
      let values = unsafe starts.map { start in
        unsafe bytes.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
      }
      return unsafe PQexecPrepared(
        handle, name, Int32(parameters.count), values, lengths, formats, 1)
    }
    return try unsafe rows(result)
  }

  private func name(of sql: String, _ parameters: [Parameter]) throws -> String {
    if let name = prepared[sql] { return name }
    let name = "s\(prepared.count)"
    let types = parameters.map(\.type)
    _ = try unsafe rows(PQprepare(handle, name, sql, Int32(types.count), types))
    prepared[sql] = name
    return name
  }

  private func rows(_ result: OpaquePointer?) throws -> Rows {
    guard let result = unsafe result else { throw ended() }
    let status = unsafe PQresultStatus(result)
    if status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK {
      return unsafe Rows(owning: result)
    }
    defer { unsafe PQclear(result) }
    let state = unsafe Self.field("C", of: result)
    // The server is going down or has ended the session, or a pooler has given it another one.
    if unsafe PQstatus(handle) != CONNECTION_OK || state.isEmpty || state.hasPrefix("57P")
      || state.hasPrefix("08") || ["25P03", "26000"].contains(state)
    {
      throw ended()
    }
    throw StoreFault.refused(state: state, message: unsafe Self.field("M", of: result))
  }

  private func ended() -> StoreFault {
    isLost = true
    return .lost
  }

  private static func field(_ code: Unicode.Scalar, of result: OpaquePointer) -> String {
    unsafe PQresultErrorField(result, Int32(code.value)).map { unsafe String(cString: $0) } ?? ""
  }
}
