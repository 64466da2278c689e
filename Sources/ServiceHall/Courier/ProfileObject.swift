/// An object of a profile's file whose keys are known.
struct ProfileObject {
  let members: [JSONNode.Member]
  private let line: Int
  private let path: String

  /// - Parameters:
  ///   - keys: what may stand in it; nil for names that the file is free to choose.
  /// - Returns: nil when it is no object.
  init?(_ node: JSONNode, _ path: String, _ keys: Set<String>?, _ reader: inout ProfileReader) {
    guard let members = node.members else {
      reader.add(node.line, path, .wrongType)
      return nil
    }
    self.members = members
    self.path = path
    line = node.line
    var seen: Set<String> = []
    for member in members {
      if !seen.insert(member.key).inserted { reader.add(member.line, self.path(member.key), .duplicateKey) }
      if let keys, !keys.contains(member.key) {
        reader.add(member.line, self.path(member.key), .unknownKey)
      }
    }
  }

  func path(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  subscript(key: String) -> JSONNode? { members.first { $0.key == key }?.value }

  /// The line of a value, or of the object that does not have it.
  func line(_ key: String) -> Int { self[key]?.line ?? line }

  func required(_ key: String, _ reader: inout ProfileReader) -> JSONNode? {
    guard let node = self[key] else {
      reader.add(line, path(key), .required)
      return nil
    }
    return node
  }

  func text(_ key: String, longest: Int, _ reader: inout ProfileReader) -> String? {
    guard let node = required(key, &reader) else { return nil }
    return reader.checked(node, path(key), longest: longest)
  }

  func optionalText(_ key: String, longest: Int, _ reader: inout ProfileReader) -> String? {
    self[key].flatMap { reader.checked($0, path(key), longest: longest) }
  }

  /// False when it is missing.
  func flag(_ key: String, _ reader: inout ProfileReader) -> Bool {
    guard let node = self[key] else { return false }
    guard let flag = node.flag else {
      reader.add(node.line, path(key), .wrongType)
      return false
    }
    return flag
  }

  func integer(_ key: String, _ range: ClosedRange<Int64>, _ reader: inout ProfileReader) -> Int? {
    guard let node = self[key] else { return nil }
    guard let integer = node.integer else {
      reader.add(node.line, path(key), .wrongType)
      return nil
    }
    guard range.contains(integer) else {
      reader.add(node.line, path(key), .format)
      return nil
    }
    return Int(integer)
  }
}
