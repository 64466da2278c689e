import Foundation
import HTTPServing
import ServiceHall

/// JSON in and out of the programming interface.
enum JSON {
  static func bytes(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    // The same fact is the same bytes each time.
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value))
  }

  static func response(_ value: some Encodable, status: HTTPStatus = .ok) throws -> Response {
    response(try bytes(value), status: status)
  }

  static func response(_ bytes: [UInt8], status: HTTPStatus = .ok) -> Response {
    var response = Response.bytes(bytes, type: "application/json", status: status)
    response.headers["Cache-Control"] = "no-store"
    return response
  }

  /// Reads a request's body.
  ///
  /// - Throws: `WebRefusal.malformed` when it is not JSON, `InputRefusal` naming the field when a
  ///   value has the wrong type or is missing.
  static func body<Body: Decodable>(_ type: Body.Type, of request: Request) throws -> Body {
    let bytes = try request.body.bytes()
    if let contentType = request.headers["content-type"], !bytes.isEmpty {
      let mediaType = contentType.prefix { $0 != ";" }.lowercased()
      guard mediaType.contains("json") else { throw WebRefusal.unsupportedMediaType }
    }
    // An empty body stands for an object without members.
    let data = bytes.isEmpty ? Data("{}".utf8) : Data(bytes)
    guard String(validating: data, as: UTF8.self) != nil else { throw WebRefusal.malformed }
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw refusal(of: error)
    }
  }

  private static func refusal(of error: DecodingError) -> any Error {
    func field(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map { String($0) } ?? $0.stringValue }.joined(separator: ".")
    }
    /// What is wrong with the body as a whole has no field.
    func refusal(_ path: [any CodingKey], _ code: FieldFault.Code) -> any Error {
      path.isEmpty ? WebRefusal.malformed : InputRefusal(field(path), code)
    }
    switch error {
    case .typeMismatch(_, let context): return refusal(context.codingPath, .wrongType)
    case .valueNotFound(_, let context): return refusal(context.codingPath, .required)
    case .keyNotFound(let key, let context):
      return InputRefusal(field(context.codingPath + [key]), .required)
    case .dataCorrupted(let context): return refusal(context.codingPath, .format)
    @unknown default: return WebRefusal.malformed
    }
  }
}

/// RFC 9457.
struct Problem: Encodable {
  struct Fault: Encodable {
    let field: String
    let code: String
    let title: String
  }

  let type: String
  let title: String
  let status: Int
  let code: String
  let detail: String?
  let errors: [Fault]?
  let incident: String?
  /// The ticket that a busy window still holds.
  let ticket: TicketJSON?
}
