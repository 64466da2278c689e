/// A value of a JSON text, with the line on which it begins, so that a fault can be pointed at.
struct JSONNode: Sendable, Equatable {
  struct Member: Sendable, Equatable {
    let key: String
    let line: Int
    let value: JSONNode
  }

  indirect enum Value: Sendable, Equatable {
    case null
    case flag(Bool)
    case integer(Int64)
    /// A number that is not a whole one, as written.
    case number(String)
    case text(String)
    case list([JSONNode])
    /// Members in the order of the text; a key may stand twice.
    case object([Member])
  }

  /// From 1.
  let line: Int
  let value: Value

  var text: String? { if case .text(let text) = value { text } else { nil } }
  var flag: Bool? { if case .flag(let flag) = value { flag } else { nil } }
  var integer: Int64? { if case .integer(let integer) = value { integer } else { nil } }
  var list: [JSONNode]? { if case .list(let list) = value { list } else { nil } }
  var members: [Member]? { if case .object(let members) = value { members } else { nil } }

  /// The value of the first member of this name.
  subscript(key: String) -> JSONNode? { members?.first { $0.key == key }?.value }
}

/// Not JSON: RFC 8259 is broken on this line, or values are nested too deep.
struct JSONFault: Error, Sendable, Equatable {
  let line: Int
}
