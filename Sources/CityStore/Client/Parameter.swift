import ServiceHall

/// A value that goes into a statement, in PostgreSQL's binary form.
enum Parameter {
  case integer(Int)
  case text(String)
  case bytes([UInt8])
  case moment(Moment)
  case integers([Int])
  case texts([String])
  case byteStrings([[UInt8]])

  /// The type's number in `pg_type`, which never changes.
  var type: UInt32 {
    switch self {
    case .integer: 20
    case .text: 25
    case .bytes: 17
    case .moment: 1184
    case .integers: 1016
    case .texts: 1009
    case .byteStrings: 1001
    }
  }

  func write(to buffer: inout [UInt8]) {
    switch self {
    case .integer(let value): buffer.append(bigEndian: Int64(value))
    case .text(let text): buffer += Self.storable(text)
    case .bytes(let bytes): buffer += bytes
    case .moment(let moment):
      buffer.append(bigEndian: (moment.milliseconds - Self.epochMilliseconds) &* 1000)
    case .integers(let values):
      Self.array(of: 20, values, to: &buffer) { value, buffer in
        buffer.append(bigEndian: Int64(value))
      }
    case .texts(let texts):
      Self.array(of: 25, texts, to: &buffer) { text, buffer in buffer += Self.storable(text) }
    case .byteStrings(let values):
      Self.array(of: 17, values, to: &buffer) { bytes, buffer in buffer += bytes }
    }
  }

  /// 2000-01-01T00:00:00Z, from which PostgreSQL counts microseconds.
  static let epochMilliseconds: Int64 = 946_684_800_000

  /// PostgreSQL refuses U+0000 in texts. One record that holds it must not stop its stream; its bytes are
  /// kept as they came in any case.
  private static func storable(_ text: String) -> [UInt8] {
    guard text.utf8.contains(0) else { return Array(text.utf8) }
    return Array(String(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : Character($0) }).utf8)
  }

  private static func array<Element>(
    of type: Int32, _ values: [Element], to buffer: inout [UInt8],
    write: (Element, inout [UInt8]) -> Void
  ) {
    // Dimensions, whether there are nulls, the type; then length and lower bound of the one dimension.
    buffer.append(bigEndian: Int32(values.isEmpty ? 0 : 1))
    buffer.append(bigEndian: Int32(0))
    buffer.append(bigEndian: type)
    guard !values.isEmpty else { return }
    buffer.append(bigEndian: Int32(clamping: values.count))
    buffer.append(bigEndian: Int32(1))
    for value in values {
      let place = buffer.count
      buffer.append(bigEndian: Int32(0))
      write(value, &buffer)
      var length: [UInt8] = []
      length.append(bigEndian: Int32(clamping: buffer.count - place - 4))
      buffer.replaceSubrange(place..<place + 4, with: length)
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(bigEndian value: some FixedWidthInteger) {
    for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
