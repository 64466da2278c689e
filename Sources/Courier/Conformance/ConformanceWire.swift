/// The way to the receiver that is checked.
public protocol ConformanceWire: Sendable {
  /// Makes a call.
  ///
  /// - Parameter connection: 0 or 1; calls on different ones may be under way at once.
  /// - Throws: where nothing came back.
  func send(_ call: ConformanceCall, on connection: Int) async throws -> ConformanceReply
}

/// One call as it is made, right or wrong.
public struct ConformanceCall: Sendable {
  public enum Method: String, Sendable { case get = "GET", post = "POST" }

  public let method: Method
  /// `/channel/v1/…`, with its query.
  public let path: String
  public let headers: [String: String]
  public let body: [UInt8]

  /// - Parameter proof: of who asks, as `SignedRequest` makes it; nil asks without.
  static func get(_ path: String, proof: String?) -> ConformanceCall {
    ConformanceCall(
      method: .get, path: path, headers: proof.map { [SignedRequest.field: $0] } ?? [:], body: [])
  }

  private static let batchType = ["Content-Type": "application/x-yizhan-batch"]

  static func batches(_ body: [UInt8]) -> ConformanceCall {
    ConformanceCall(
      method: .post, path: "/channel/v1/batches", headers: batchType,
      body: body)
  }

  static func acknowledgements(_ body: [UInt8]) -> ConformanceCall {
    ConformanceCall(
      method: .post, path: "/channel/v1/acks", headers: batchType, body: body)
  }

  static func enrol(_ body: [UInt8]) -> ConformanceCall {
    ConformanceCall(
      method: .post, path: "/channel/v1/enrol", headers: ["Content-Type": "application/json"], body: body)
  }
}

public struct ConformanceReply: Sendable {
  public let status: Int
  public let body: [UInt8]
  /// Whether an earlier call's connection served this one too; nil where that cannot be seen.
  public let isOnKeptConnection: Bool?

  public init(status: Int, body: [UInt8], isOnKeptConnection: Bool?) {
    self.status = status
    self.body = body
    self.isOnKeptConnection = isOnKeptConnection
  }
}

/// JSON of the enrolment, given from outside.
public struct EnrolmentCoding: Sendable {
  public let encode: @Sendable (Enrolment.Request) -> [UInt8]
  /// Nil where a member is missing or of another type.
  public let decode: @Sendable ([UInt8]) -> Enrolment.Reply?

  public init(
    encode: @escaping @Sendable (Enrolment.Request) -> [UInt8],
    decode: @escaping @Sendable ([UInt8]) -> Enrolment.Reply?
  ) {
    self.encode = encode
    self.decode = decode
  }
}
