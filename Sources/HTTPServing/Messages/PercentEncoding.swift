/// Percent-decoding (RFC 3986 §2.1) that refuses instead of guessing.
enum PercentEncoding {
  /// The decoded text, or nil if an escape is broken, a NUL appears or it is not UTF-8.
  static func decoded(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool) -> String? {
    var needsWork = false
    for byte in bytes {
      if byte == 0 { return nil }
      if byte == 0x25 || (plusIsSpace && byte == 0x2B) {
        needsWork = true
        break
      }
    }
    guard needsWork else { return String(validating: bytes, as: UTF8.self) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == 0x25 {
        guard bytes.endIndex - index > 2, let high = bytes[index + 1].hexadecimalValue,
          let low = bytes[index + 2].hexadecimalValue
        else { return nil }
        output.append(high << 4 | low)
        index += 3
      } else {
        output.append(plusIsSpace && byte == 0x2B ? 0x20 : byte)
        index += 1
      }
    }
    guard !output.contains(0) else { return nil }
    return String(validating: output, as: UTF8.self)
  }

  /// The pairs of an `application/x-www-form-urlencoded` text (query or body).
  static func pairs(_ bytes: ArraySlice<UInt8>) throws(MalformedRequest) -> [(
    name: String, value: String
  )] {
    var pairs: [(name: String, value: String)] = []
    for part in bytes.split(separator: 0x26) {
      let equals = part.firstIndex(of: 0x3D) ?? part.endIndex
      guard let name = decoded(part[..<equals], plusIsSpace: true) else {
        throw MalformedRequest(.urlencoding)
      }
      guard let value = decoded(part[min(equals + 1, part.endIndex)...], plusIsSpace: true) else {
        throw MalformedRequest(.urlencoding, field: name)
      }
      guard pairs.count < Form.maximumFields else { throw MalformedRequest(.tooManyFields) }
      pairs.append((name, value))
    }
    return pairs
  }
}

extension UInt8 {
  var hexadecimalValue: UInt8? {
    switch self {
    case 48...57: self - 48
    case 65...70: self - 55
    case 97...102: self - 87
    default: nil
    }
  }
}
