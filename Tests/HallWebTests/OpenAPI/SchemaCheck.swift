import Foundation

/// Checks a JSON value against a schema, as far as the description of the programming interface uses
/// JSON Schema; a keyword that it does not know is a fault of its own.
struct SchemaCheck {
  /// The schemas that `$ref` may name.
  let schemas: [String: Any]

  private static let known: Set<String> = [
    "$ref", "type", "properties", "required", "additionalProperties", "items", "enum", "pattern",
    "minimum", "maximum", "minLength", "maxLength", "maxItems", "format", "anyOf",
  ]

  /// - Returns: what does not fit, with the place of each.
  func faults(_ value: Any, _ schema: [String: Any], at place: String = "$") -> [String] {
    var faults = schema.keys.filter { !Self.known.contains($0) }.map { "\(place): unknown keyword \($0)" }
    if let reference = schema["$ref"] as? String {
      guard let target = resolve(reference) else { return ["\(place): \(reference) leads nowhere"] }
      return faults + self.faults(value, target, at: place)
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let fits = choices.contains { self.faults(value, $0, at: place).isEmpty }
      if !fits { faults.append("\(place): none of the choices") }
    }
    if let type = schema["type"] as? String, !Self.isA(type, value) {
      return faults + ["\(place): not a \(type)"]
    }
    if let allowed = schema["enum"] as? [String], !allowed.contains(value as? String ?? "") {
      faults.append("\(place): \(value) is not in the enumeration")
    }
    switch value {
    case let object as [String: Any]: faults += objectFaults(object, schema, place)
    case let array as [Any]: faults += arrayFaults(array, schema, place)
    case let text as String: faults += Self.textFaults(text, schema, place)
    case let number as NSNumber: faults += Self.numberFaults(number.doubleValue, schema, place)
    default: break
    }
    return faults
  }

  func resolve(_ reference: String) -> [String: Any]? {
    let prefix = "#/components/schemas/"
    guard reference.hasPrefix(prefix) else { return nil }
    return schemas[String(reference.dropFirst(prefix.count))] as? [String: Any]
  }

  private func objectFaults(
    _ object: [String: Any], _ schema: [String: Any], _ place: String
  ) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    var faults = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
      .map { "\(place): \($0) is missing" }
    for (name, value) in object {
      if let property = properties[name] {
        faults += self.faults(value, property, at: "\(place).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        faults.append("\(place): \(name) is not described")
      }
    }
    return faults
  }

  private func arrayFaults(_ array: [Any], _ schema: [String: Any], _ place: String) -> [String] {
    var faults: [String] = []
    if let most = schema["maxItems"] as? Int, array.count > most { faults.append("\(place): too many") }
    guard let items = schema["items"] as? [String: Any] else { return faults }
    for (index, value) in array.enumerated() {
      faults += self.faults(value, items, at: "\(place)[\(index)]")
    }
    return faults
  }

  private static func textFaults(_ text: String, _ schema: [String: Any], _ place: String) -> [String] {
    var faults: [String] = []
    if let pattern = schema["pattern"] as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      faults.append("\(place): \(text) does not match \(pattern)")
    }
    if let least = schema["minLength"] as? Int, text.count < least { faults.append("\(place): too short") }
    if let most = schema["maxLength"] as? Int, text.count > most { faults.append("\(place): too long") }
    return faults
  }

  private static func numberFaults(
    _ number: Double, _ schema: [String: Any], _ place: String
  ) -> [String] {
    var faults: [String] = []
    if let least = schema["minimum"] as? Double, number < least { faults.append("\(place): too small") }
    if let most = schema["maximum"] as? Double, number > most { faults.append("\(place): too large") }
    return faults
  }

  private static func isA(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": ["[true]", "[false]"].contains(written(value))
    case "integer": value is Int && !["[true]", "[false]"].contains(written(value))
    default: false
    }
  }

  /// Foundation takes 1 for true; written out they differ.
  private static func written(_ value: Any) -> String {
    let data = try? JSONSerialization.data(withJSONObject: [value])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
