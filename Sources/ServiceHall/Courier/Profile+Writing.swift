extension Profile {
  /// Writes a record as the platform wants it: `{"kind":…,"profile":…,"row":{…},"table":…}`.
  ///
  /// A field without a value has no member in `row`; a row says everything that is known, so a column that is not
  /// there is empty.
  ///
  /// - Parameter offset: the county's time, in which dates are written.
  public func express(
    _ record: Record, as stamp: RowStamp, in offset: UTCOffset = .beijing
  ) -> Result<String, Parked> {
    express(record.kind, record.values(stamp), in: offset)
  }

  /// - Parameter values: of the kind's fields, in their order.
  func express(
    _ kind: Record.Kind, _ values: [RecordValue], in offset: UTCOffset
  ) -> Result<String, Parked> {
    guard let table = tables[kind] else { return .failure(.notCovered(kind)) }
    var row = CanonicalObject()
    do throws(Parked) {
      for column in table.columns { try column.write(values, offset, into: &row) }
    } catch {
      return .failure(error)
    }
    var line = CanonicalObject()
    line.add("kind", text: kind.rawValue)
    line.add("profile", text: name)
    line.add("row", object: row)
    line.add("table", text: table.name)
    return .success(line.text)
  }
}

extension Profile.Column {
  fileprivate func write(
    _ values: [RecordValue], _ offset: UTCOffset, into row: inout CanonicalObject
  ) throws(Parked) {
    switch source {
    case .constant(let text): row.add(name, text: text)
    case .field(let place, let field):
      var value = values[place]
      if value == .null, let otherwise { value = values[otherwise] }
      if value == .null, let fallback {
        row.add(name, text: fallback)
      } else if value == .null {
        if isRequired { throw .missing(field: field.name) }
      } else {
        try write(value, offset, into: &row)
      }
    }
  }

  private func write(
    _ value: RecordValue, _ offset: UTCOffset, into row: inout CanonicalObject
  ) throws(Parked) {
    switch value {
    case .null, .object, .manifest: return
    case .text(let text): row.add(name, text: try fitted(text))
    case .code(let code): row.add(name, text: try fitted(try self.code(for: code)))
    case .integer(let integer):
      if let longest, String(integer).utf8.count > longest { throw .tooLong(column: name, limit: longest) }
      row.add(name, integer: integer)
    case .flag(let flag):
      if codes != nil {
        row.add(name, text: try fitted(try code(for: flag ? "true" : "false")))
      } else {
        row.add(name, flag: flag)
      }
    case .moment(let moment): row.add(name, text: try fitted(write(moment, offset)))
    case .date(let date): row.add(name, text: try fitted(write(offset.start(of: date), offset)))
    case .list(let elements):
      if case .field(_, let field) = source, field.shape == .manifests {
        row.add(name, objects: elements.compactMap { $0.manifest?.object })
        return
      }
      var texts: [String] = []
      for case .text(let text) in elements { texts.append(try fitted(text)) }
      row.add(name, texts: texts)
    }
  }

  private func write(_ moment: Moment, _ offset: UTCOffset) -> String {
    (format ?? .rfc3339).write(moment, offset)
  }

  private func code(for own: String) throws(Parked) -> String {
    guard let codes, let code = codes.code(for: own) else {
      throw .noCode(table: codes?.name ?? name, value: own)
    }
    return code
  }

  private func fitted(_ text: String) throws(Parked) -> String {
    guard let longest, text.unicodeScalars.count > longest else { return text }
    guard isCut else { throw .tooLong(column: name, limit: longest) }
    // Whole characters: half of one is something else.
    var cut = ""
    var room = longest
    for character in text {
      room -= character.unicodeScalars.count
      if room < 0 { break }
      cut.append(character)
    }
    return cut
  }
}
