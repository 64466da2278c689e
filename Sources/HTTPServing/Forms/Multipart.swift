/// A `multipart/form-data` body (RFC 7578).
struct Multipart {
  private let bytes: [UInt8]
  private let delimiter: [UInt8]

  /// - Throws: `MalformedRequest` if the boundary is not one (RFC 2046 §5.1.1: 1 to 70 bytes).
  init(bytes: [UInt8], boundary: String) throws(MalformedRequest) {
    guard (1...70).contains(boundary.utf8.count) else { throw MalformedRequest(.multipart) }
    self.bytes = bytes
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  func form() throws(MalformedRequest) -> Form {
    var fields: [(String, String)] = []
    var files: [Form.File] = []
    for part in try parts() {
      guard fields.count + files.count < Form.maximumFields else {
        throw MalformedRequest(.tooManyFields)
      }
      let disposition = MediaType(part.headers["content-disposition"] ?? "")
      guard disposition.name == "form-data", let encodedName = disposition.parameters["name"]
      else { throw MalformedRequest(.multipart) }
      let name = Self.unescaped(encodedName)
      guard let filename = disposition.parameters["filename"] else {
        guard let text = String(validating: part.body, as: UTF8.self), !text.utf8.contains(0)
        else { throw MalformedRequest(.encoding, field: name) }
        fields.append((name, text))
        continue
      }
      // A file input that was left alone is sent as an empty part without a name.
      if filename.isEmpty && part.body.isEmpty { continue }
      files.append(
        Form.File(
          field: name, filename: Self.lastComponent(Self.unescaped(filename)),
          mediaType: part.headers["content-type"] ?? "application/octet-stream",
          bytes: Array(part.body)))
    }
    return Form(fields, files: files)
  }

  private struct Part {
    let headers: HeaderFields
    let body: ArraySlice<UInt8>
  }

  private func parts() throws(MalformedRequest) -> [Part] {
    // The first delimiter may stand at the very beginning, without its line break.
    guard var position = endOfDelimiter(from: 0, isFirst: true) else {
      throw MalformedRequest(.multipart)
    }
    var parts: [Part] = []
    while true {
      if bytes[position...].starts(with: [0x2D, 0x2D]) { return parts }
      // RFC 2046 allows blanks after the boundary.
      while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
        position += 1
      }
      guard bytes[position...].starts(with: [0x0D, 0x0A]), parts.count <= Form.maximumFields
      else { throw MalformedRequest(.multipart) }
      let (headers, bodyStart) = try headerSection(at: position + 2)
      // The line break before the delimiter may be the one that ended the header section.
      guard let next = firstDelimiter(from: bodyStart - 2) else {
        throw MalformedRequest(.multipart)
      }
      parts.append(Part(headers: headers, body: bytes[bodyStart..<max(bodyStart, next)]))
      position = next + delimiter.count
    }
  }

  private func endOfDelimiter(from start: Int, isFirst: Bool) -> Int? {
    if isFirst, bytes.starts(with: delimiter.dropFirst(2)) { return delimiter.count - 2 }
    return firstDelimiter(from: start).map { $0 + delimiter.count }
  }

  /// Where the next delimiter, with its leading line break, begins.
  private func firstDelimiter(from start: Int) -> Int? {
    let span = bytes.span
    let pattern = delimiter.span
    var index = start
    while index + pattern.count <= span.count {
      if span[index] == 0x0D {
        var length = 1
        while length < pattern.count && span[index + length] == pattern[length] { length += 1 }
        if length == pattern.count { return index }
      }
      index += 1
    }
    return nil
  }

  private func headerSection(
    at start: Int
  ) throws(MalformedRequest) -> (headers: HeaderFields, bodyStart: Int) {
    var headers = HeaderFields()
    var position = start
    while true {
      guard let end = bytes[position...].firstIndex(of: 0x0D), end + 1 < bytes.count,
        bytes[end + 1] == 0x0A, end - start < 8192
      else { throw MalformedRequest(.multipart) }
      if end == position { return (headers, end + 2) }
      guard let line = String(validating: bytes[position..<end], as: UTF8.self) else {
        throw MalformedRequest(.encoding)
      }
      guard let colon = line.firstIndex(of: ":") else { throw MalformedRequest(.multipart) }
      headers.add(
        String(line[..<colon]), String(line[line.index(after: colon)...].withoutOuterSpace))
      position = end + 2
    }
  }

  /// Undoes the three escapes of the HTML standard for names: quote, CR and LF.
  private static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(0x25) else { return text }
    var output: [UInt8] = []
    let input = Array(text.utf8)
    var index = 0
    while index < input.count {
      let escape = input[index...].prefix(3).map(\.asciiLowercased)
      switch escape {
      case [0x25, 0x32, 0x32]: output.append(0x22)
      case [0x25, 0x30, 0x64]: output.append(0x0D)
      case [0x25, 0x30, 0x61]: output.append(0x0A)
      default:
        output.append(input[index])
        index += 1
        continue
      }
      index += 3
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Old browsers send the whole path of the file.
  private static func lastComponent(_ name: String) -> String {
    let start = name.unicodeScalars.lastIndex { $0 == "/" || $0 == "\\" }
    let last = start.map { name.unicodeScalars[name.unicodeScalars.index(after: $0)...] }
    let kept = (last ?? name.unicodeScalars[...]).filter { $0.value >= 0x20 && $0.value != 0x7F }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: kept)
    return String(text)
  }
}
