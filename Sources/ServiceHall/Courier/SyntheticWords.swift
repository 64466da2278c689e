/// The names and phrases of synthetic cases, from a file that the caller gives.
public struct SyntheticWords: Sendable {
  struct Item: Sendable, Equatable {
    let basicCode: String
    let code: String
    let name: String
    let processing: Processing
  }

  /// The path of what is missing, empty or of the wrong type.
  public struct Fault: Error, Sendable, Equatable {
    public let line: Int
    public let path: String
  }

  let organisations: [Record.Organisation]
  let items: [Item]
  let persons: [String]
  let enterprises: [Record.Organisation]
  let handlers: [String]
  let address: String
  /// Of the stages between acceptance and decision, in order; the last one decides.
  let stages: [String]
  let opinions: [String]
  let returnOpinion: String
  let specials: [String]
  let specialReason: String
  let specialResult: String
  let results: [String]
  let materials: [String]
  let licenceName: String
  let licenceType: String
  let comments: [String]

  /// - Parameter json: an object whose members are texts and lists that are not empty: `strings/synthetic.json`.
  public init(json: String) throws(Fault) {
    let root: JSONNode
    do { root = try JSONReader.read(json) } catch { throw Fault(line: error.line, path: "") }
    let file = Source(root: root)
    organisations = try file.organisations("organisations")
    items = try file.items("items")
    persons = try file.list("persons")
    enterprises = try file.organisations("enterprises")
    handlers = try file.list("handlers")
    address = try file.text("address")
    stages = try file.list("stages")
    opinions = try file.list("opinions")
    returnOpinion = try file.text("returnOpinion")
    specials = try file.list("specials")
    specialReason = try file.text("specialReason")
    specialResult = try file.text("specialResult")
    results = try file.list("results")
    materials = try file.list("materials")
    licenceName = try file.text("licenceName")
    licenceType = try file.text("licenceType")
    comments = try file.list("comments")
  }

  private struct Source {
    let root: JSONNode

    func node(_ key: String) throws(Fault) -> JSONNode {
      guard let node = root[key] else { throw Fault(line: root.line, path: key) }
      return node
    }

    func text(_ key: String) throws(Fault) -> String {
      let node = try node(key)
      guard let text = node.text, !text.isEmpty else { throw Fault(line: node.line, path: key) }
      return text
    }

    func list(_ key: String) throws(Fault) -> [String] {
      let node = try node(key)
      let texts = (node.list ?? []).compactMap(\.text)
      guard !texts.isEmpty, texts.count == node.list?.count else { throw Fault(line: node.line, path: key) }
      return texts
    }

    func organisations(_ key: String) throws(Fault) -> [Record.Organisation] {
      let node = try node(key)
      var organisations: [Record.Organisation] = []
      for entry in node.list ?? [] {
        guard let code = entry["code"]?.text, let name = entry["name"]?.text else {
          throw Fault(line: entry.line, path: key)
        }
        organisations.append(Record.Organisation(code: code, name: name))
      }
      guard !organisations.isEmpty else { throw Fault(line: node.line, path: key) }
      return organisations
    }

    func items(_ key: String) throws(Fault) -> [Item] {
      let node = try node(key)
      var items: [Item] = []
      for entry in node.list ?? [] {
        guard let basicCode = entry["basicCode"]?.text, let code = entry["code"]?.text,
          let name = entry["name"]?.text,
          let processing = Processing.allCases.first(where: { $0.code == entry["processing"]?.text })
        else { throw Fault(line: entry.line, path: key) }
        items.append(Item(basicCode: basicCode, code: code, name: name, processing: processing))
      }
      guard !items.isEmpty else { throw Fault(line: node.line, path: key) }
      return items
    }
  }
}
