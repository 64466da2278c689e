import Foundation
import HTTPServing
import ServiceHall

/// JSON in and out of the programming interface.
enum JSON {
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
