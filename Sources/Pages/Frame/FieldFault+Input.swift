internal import ServiceHall

extension FieldFault {
  /// The name of the input that a field's path stands for: `person.idNumber` → `idNumber`,
  /// `hours.monday` → `hours-monday`, `item.codes.basic` → `codes-basic`. A row of an uploaded table stands in its file: `row 3 date` → `file`.
  var input: String {
    if field.hasPrefix("row ") { return "file" }
    if let place = itemPlace { return AdminItemPage.input(of: place.key) }
    let parts = field.split(separator: ".")
    guard let first = parts.first, let last = parts.last else { return field }
    return first == "hours" && parts.count > 1 ? "hours-\(last)" : String(last)
  }
}

extension Frame {
  /// The sentence beside an input, when it was at fault.
  func fault(_ input: String, _ strings: Strings) -> String? {
    guard case .faults(let faults) = flash else { return nil }
    return faults.first { $0.input == input }.map { strings.fault($0) }
  }
}
