/// The header fields of a message, in order; names compare without regard to ASCII case.
///
/// Invariants, cited by number in `HeaderFieldsTests`:
/// 1. Every name is an RFC 9110 token; a field with another name is not taken in.
/// 2. No value contains CR, LF or NUL, so that a value can never start a field of its own.
public struct HeaderFields: Sendable, Equatable {
  struct Field: Sendable, Equatable {
    var name: String
    var value: String

    static func == (left: Field, right: Field) -> Bool {
      left.value == right.value && left.name.isSameToken(as: right.name)
    }
  }

  private(set) var fields: [Field] = []

  public init() {}

  public init(_ pairs: [(String, String)]) {
    fields.reserveCapacity(pairs.count)
    for (name, value) in pairs {
      add(name, value)
    }
  }

  /// For fields that come off the wire, where (1) was checked and (2) holds by parsing.
  init(checked fields: [Field]) {
    self.fields = fields
  }

  /// The first value of a field; setting replaces all fields of that name, nil removes them.
  public subscript(name: String) -> String? {
    get {
      for field in fields where field.name.isSameToken(as: name) {
        return field.value
      }
      return nil
    }
    set {
      let first = fields.firstIndex { $0.name.isSameToken(as: name) }
      fields.removeAll { $0.name.isSameToken(as: name) }
      guard let newValue, name.isToken else { return }
      let field = Field(name: name, value: newValue.withoutLineBreaks)
      fields.insert(field, at: min(first ?? fields.count, fields.count))
    }
  }

  /// Appends a field, beside any of the same name.
  public mutating func add(_ name: String, _ value: String) {
    guard name.isToken else { return }
    fields.append(Field(name: name, value: value.withoutLineBreaks))
  }

  /// Every value of a field, in order.
  public func values(of name: String) -> [String] {
    fields.filter { $0.name.isSameToken(as: name) }.map(\.value)
  }

  /// These fields, and those of `extra` that are not among them as they stand.
  func adding(_ extra: HeaderFields) -> HeaderFields {
    if extra.fields.isEmpty || extra == self { return self }
    var sum = self
    sum.fields += extra.fields.filter { !fields.contains($0) }
    return sum
  }

  public var all: [(name: String, value: String)] {
    fields.map { ($0.name, $0.value) }
  }

  public static func == (left: HeaderFields, right: HeaderFields) -> Bool {
    left.fields == right.fields
  }
}

extension String {
  /// Whether two tokens are the same but for ASCII case.
  func isSameToken(as other: String) -> Bool {
    let left = utf8
    let right = other.utf8
    guard left.count == right.count else { return false }
    return left.elementsEqual(right) { $0 == $1 || $0.asciiLowercased == $1.asciiLowercased }
  }

  /// Whether the text is a token of RFC 9110 §5.6.2.
  var isToken: Bool {
    !isEmpty && utf8.allSatisfy(\.isTokenCharacter)
  }

  /// The text with each CR, LF and NUL replaced by a space.
  var withoutLineBreaks: String {
    guard utf8.contains(where: { $0 == 13 || $0 == 10 || $0 == 0 }) else { return self }
    return String(
      decoding: utf8.map { $0 == 13 || $0 == 10 || $0 == 0 ? 32 : $0 }, as: UTF8.self)
  }
}

extension UInt8 {
  var asciiLowercased: UInt8 {
    self >= 65 && self <= 90 ? self | 0x20 : self
  }

  var isTokenCharacter: Bool {
    switch self {
    case 48...57, 65...90, 97...122: true
    case 33, 35, 36, 37, 38, 39, 42, 43, 45, 46, 94, 95, 96, 124, 126: true
    default: false
    }
  }
}
