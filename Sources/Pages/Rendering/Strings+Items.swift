internal import ServiceHall

/// Faults of an item's form are named by the path in the entry: `item.materials.2.name`.
extension FieldFault {
  static let itemRoot = "item."

  /// The column at which it stands, and where in its cell; nil for other forms' faults.
  var itemPlace: (key: String, rest: [String])? {
    guard field.hasPrefix(Self.itemRoot) else { return nil }
    return ItemSheet.column(of: String(field.dropFirst(Self.itemRoot.count)))
  }
}

extension Strings {
  /// What is wrong, in the words of the column where it has words of its own.
  func fault(_ fault: FieldFault) -> String {
    let own = fault.itemPlace.flatMap {
      optional("catalogue-admin.faults.\($0.key).\(fault.code.rawValue)")
    }
    return own ?? self.fault(fault.code)
  }

  /// Every sentence that stands at a column of an item's form.
  func itemFaults(_ frame: Frame, column: String) -> [String] {
    guard case .faults(let faults) = frame.flash else { return [] }
    return faults.compactMap { fault in
      guard let place = fault.itemPlace, place.key == column else { return nil }
      let sentence = self.fault(fault)
      guard let entry = entryName(place.rest) else { return sentence }
      return text("app.field-fault", ["field": entry, "fault": sentence])
    }
  }

  /// Where in a cell: the third entry, its name.
  func entryName(_ rest: [String]) -> String? {
    guard let first = rest.first, let index = Int(first) else { return nil }
    let place = text("catalogue-admin.place", ["n": String(index + 1)])
    guard rest.count > 1, let part = optional("catalogue-admin.parts.\(rest[1])") else { return place }
    return "\(place) \(part)"
  }

  /// The heading of an item's column; people choose a department by its name.
  func columnHeading(_ key: String) -> String {
    text(key == "department" ? "catalogue-admin.department" : "catalogue.columns.\(key)")
  }

  /// The name of a field of the catalogue's forms, by the heading of its column.
  func columnName(_ field: String) -> String? {
    if field.hasPrefix("departments.") { return optional("catalogue.columns.\(field)") }
    guard let place = FieldFault(field, .required).itemPlace else { return nil }
    let heading = columnHeading(place.key)
    return entryName(place.rest).map { "\(heading) \($0)" } ?? heading
  }
}
