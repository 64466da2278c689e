import Foundation
import HTTPServing
import ServiceHall

/// The description of the programming interface, made from the routes themselves, so that none can be
/// forgotten or described otherwise than it is.
enum OpenAPIDocument {
  static func bytes(of endpoints: [Endpoint], version: String) -> [UInt8] {
    var paths: [String: [String: Any]] = [:]
    for endpoint in endpoints {
      guard let operation = endpoint.operation else { continue }
      paths[endpoint.path, default: [:]][endpoint.method.rawValue.lowercased()] =
        description(of: operation, endpoint)
    }
    var schemas: [String: Any] = [:]
    let parts = [
      OpenAPISchemas.json, OpenAPISchemas.catalogue, OpenAPISchemas.courier, OpenAPISchemas.claims,
      OpenAPISchemas.deliveries,
    ]
    for json in parts {
      let part = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      schemas.merge(part ?? [:]) { first, _ in first }
    }
    let document: [String: Any] = [
      "openapi": "3.1.0",
      "info": [
        "title": "Yizhan", "version": version,
        "description": "A service hall: numbers, windows and boards.",
      ],
      "paths": paths,
      "components": [
        "schemas": schemas,
        "securitySchemes": [
          "bearer": ["type": "http", "scheme": "bearer"],
          "session": ["type": "apiKey", "in": "cookie", "name": Gate.sessionCookie],
        ],
      ],
    ]
    let data = try? JSONSerialization.data(
      withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { [UInt8]($0) } ?? []
  }

  private static func description(
    of operation: Operation, _ endpoint: Endpoint
  ) -> [String: Any] {
    var result: [String: Any] = [
      "operationId": operation.id, "summary": operation.summary,
      "responses": responses(of: operation, endpoint),
    ]
    let parameters = parameters(of: operation, endpoint)
    if !parameters.isEmpty { result["parameters"] = parameters }
    var content: [String: Any] = [:]
    if let body = operation.body { content["application/json"] = ["schema": reference(body)] }
    for other in operation.otherBodies { content[other] = ["schema": ["type": "string"]] }
    if !content.isEmpty { result["requestBody"] = ["required": true, "content": content] }
    if !endpoint.access.isPublic {
      result["security"] = [["bearer": [String]()], ["session": [String]()]]
      result["description"] = audience(of: endpoint.access)
    }
    return result
  }

  private static func audience(of access: Access) -> String {
    let roles = access.roles.map(\.rawValue).sorted()
    let devices = access.devices.map(\.rawValue).sorted()
    let local = access.isLocal ? ["programs on this machine"] : []
    return "For: " + (roles + devices + local).joined(separator: ", ")
  }

  private static func parameters(
    of operation: Operation, _ endpoint: Endpoint
  ) -> [[String: Any]] {
    var parameters: [[String: Any]] = []
    for segment in endpoint.path.split(separator: "/") where segment.hasPrefix("{") {
      let name = String(segment.dropFirst().prefix { $0 != "}" })
      parameters.append([
        "name": name, "in": "path", "required": true, "schema": reference("\(name)Path"),
      ])
    }
    for (name, type) in operation.query {
      parameters.append(["name": name, "in": "query", "schema": ["type": type]])
    }
    for name in operation.headers {
      parameters.append(["name": name, "in": "header", "schema": ["type": "string"]])
    }
    if operation.isCreating {
      parameters.append([
        "name": "Idempotency-Key", "in": "header", "required": true,
        "schema": ["type": "string", "pattern": "^[!-~]{1,128}$"],
      ])
    }
    return parameters
  }

  private static func responses(of operation: Operation, _ endpoint: Endpoint) -> [String: Any] {
    var responses: [String: Any] = [:]
    for (status, schema) in operation.answers {
      var response: [String: Any] = ["description": "Done"]
      if let schema {
        // One status may have several media types.
        var content = (responses[String(status)] as? [String: Any])?["content"] as? [String: Any] ?? [:]
        if schema.contains("/") {
          content[schema] = ["schema": ["type": schema.hasSuffix("json") ? "object" : "string"]]
        } else {
          content["application/json"] = ["schema": reference(schema)]
        }
        response["content"] = content
      }
      responses[String(status)] = response
    }
    var refusals: Set<Int> = [400, 404, 413, 414, 431, 500, 503]
    refusals.formUnion(operation.refusals)
    if !endpoint.access.isPublic { refusals.formUnion([401, 403]) }
    if endpoint.method != .get { refusals.formUnion([403, 415, 422]) }
    if !operation.query.isEmpty { refusals.formUnion([401, 422]) }
    if operation.isCreating { refusals.insert(428) }
    for status in refusals {
      responses[String(status)] = [
        "description": "Refused",
        "content": ["application/problem+json": ["schema": reference("Problem")]],
      ]
    }
    return responses
  }

  private static func reference(_ schema: String) -> [String: Any] {
    ["$ref": "#/components/schemas/\(schema)"]
  }
}
